//! Its rows read in our words.

use wardroom_core::Directory;
use wardroom_core::model::{AccessCursor, AccessPart, Standing, Ts, UserFilter, UserSort};
use wardroom_core::store::Parts;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::{OWNER, SUPABASE, url_as};

use super::{ALICE, BOB, found, pool, user};

async fn opened(db: &Fresh) -> Directory {
    // As its own role is set up, whose names need no schema.
    db.run("ALTER ROLE supabase_auth_admin SET search_path = auth")
        .await
        .unwrap();
    let url = url_as(db, OWNER);
    let layout = found(&url).await.unwrap();
    Directory::new(&pool(&url).await, layout, "public", Parts::default())
}

#[test]
fn users_are_listed_with_how_they_stand() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = opened(&db).await;
        let page = directory
            .users(&UserFilter::default(), UserSort::EmailUp, None, 10)
            .await
            .unwrap();
        let now = directory.now();
        let told: Vec<_> = page
            .rows
            .iter()
            .map(|line| {
                let user = &line.user;
                let name = user.display_name.as_deref().unwrap_or("-");
                (
                    user.email.as_str(),
                    name,
                    user.standing(now),
                    line.totp,
                    line.sessions,
                )
            })
            .collect();
        let mut expected = [
            ("", "anonymous", Standing::Unverified, 0, 0),
            ("alice@mail.example", "-", Standing::Active, 0, 0),
            ("alice@mail.example", "Alice Ames", Standing::Active, 1, 2),
            ("bob@mail.example", "Bob", Standing::Unverified, 0, 1),
            ("carol@mail.example", "-", Standing::Disabled, 0, 0),
            ("deleted-frank", "-", Standing::Erased, 0, 0),
        ];
        expected[1..3].sort_by_key(|row| told[1].1 != row.1);
        assert_eq!(told, expected);
    });
}

#[test]
fn a_person_is_found_by_id_and_by_an_address_of_their_own_only() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = opened(&db).await;
        let bob = directory
            .find_user("BOB@mail.example")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(bob.id, user(BOB));
        assert!(!bob.has_password);
        let alice = directory.find_user(ALICE).await.unwrap().unwrap();
        assert!(alice.has_password);
        let error = directory.find_user("alice@mail.example").await.unwrap_err();
        assert!(error.to_string().contains("more than one user"), "{error}");
    });
}

#[test]
fn sessions_factors_and_ways_in_are_told() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = opened(&db).await;
        let (alice, now) = (user(ALICE), directory.now());
        let sessions = directory.sessions_of(&alice, None, 5).await.unwrap().rows;
        let [later, earlier] = &sessions[..] else {
            panic!("{} sessions", sessions.len());
        };
        assert_eq!((earlier.aal, later.aal), (2, 1));
        assert!(earlier.factor_at.is_some() && later.factor_at.is_none());
        assert!(earlier.is_live(now) && later.is_live(now));
        // Only an end that was set is one.
        assert_eq!(earlier.expires_at, Ts::ENDLESS);
        assert!(later.expires_at < Ts::ENDLESS);
        assert!(earlier.ip_hash.is_some());
        let json = serde_json::to_value(earlier).unwrap();
        assert!(json["expires_at"].is_null(), "{json}");

        let factors = directory.factors_of(&alice).await.unwrap();
        let told: Vec<_> = factors
            .iter()
            .map(|f| {
                (
                    f.kind.word(),
                    f.label.as_deref().unwrap_or("-"),
                    f.confirmed_at.is_some(),
                )
            })
            .collect();
        assert_eq!(factors.len(), 3, "{told:?}");
        for expected in [
            ("totp", "phone", true),
            ("totp", "tablet", false),
            ("passkey", "laptop", true),
        ] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
        directory.diagnosis(&alice).await.unwrap();
        let linked = directory.identities_of(&user(BOB)).await.unwrap();
        assert_eq!(linked.len(), 1);
        assert_eq!(linked[0].provider, "google");
        assert_eq!(directory.identities_of(&alice).await.unwrap(), []);
        let from = AccessCursor::from(AccessPart::Roles);
        directory.access_of(&alice, &from, 20).await.unwrap();
    });
}

#[test]
fn a_session_past_its_end_is_over_and_an_administrator_is_protected() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = opened(&db).await;
        let carol = user(super::CAROL);
        assert_eq!(directory.live_sessions_of(&carol).await.unwrap(), 0);
        assert_eq!(
            directory
                .sessions_of(&carol, None, 5)
                .await
                .unwrap()
                .rows
                .len(),
            1
        );
        db.run("UPDATE auth.users SET role = 'service_role' WHERE email LIKE 'carol%'")
            .await
            .unwrap();
        let held = directory.memberships_of(&carol).await.unwrap();
        assert_eq!(held.len(), 1);
    });
}

#[test]
fn an_access_token_is_said_to_last_an_hour_unless_the_profile_says_otherwise() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let directory = opened(&db).await;
        let now = directory.now();
        assert_eq!(directory.access_until(now).since(now).as_secs(), 3600);
        let cautions = directory.layout().recognised().unwrap().cautions();
        assert!(cautions[0].contains("60 minutes"), "{cautions:?}");
    });
}
