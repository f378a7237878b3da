//! A planted reset is one the application's own look-ups find, in both places, once.

use secrecy::ExposeSecret;
use wardroom_core::Error;
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::SUPABASE;

use super::{ALICE, CAROL, change_as, now, pool, state, user};

fn settings() -> AppSettings {
    let mut app = AppSettings::default();
    app.set("base_url", "https://project.example/auth/v1")
        .unwrap();
    app
}

/// Plants one and gives the token in its link.
async fn planted(db: &Fresh, who: &str, seed: u64) -> Result<String, Error> {
    let app = settings();
    let layout = Layout::found(&pool(db.url()).await, "public", &app).await?;
    let link = change_as(db, &layout, now(), async |changes, edit| {
        let directory = pool(db.url()).await;
        let directory = wardroom_core::Directory::new(
            &directory,
            edit.layout.clone(),
            "public",
            wardroom_core::store::Parts::default(),
        );
        let found = directory.user(&user(who)).await?.unwrap();
        changes
            .plant_reset(edit, &found, &SeededEntropy::new(seed))
            .await
    })
    .await?;
    let url = link.url.expose_secret();
    let (_, rest) = url
        .split_once("https://project.example/auth/v1/verify?token=")
        .unwrap();
    let (token, _) = rest.split_once("&type=recovery").unwrap();
    Ok(token.to_owned())
}

#[test]
fn the_application_finds_it_by_its_hash_and_by_its_user() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let first = planted(&db, ALICE, 1).await.unwrap();
        let token = planted(&db, ALICE, 2).await.unwrap();
        assert_ne!(first, token);
        assert_eq!(token.len(), 56);
        // FindOneTimeToken and FindUserByID, then isOtpValid's columns.
        let found = format!(
            "SELECT u.email::text FROM auth.one_time_tokens t JOIN auth.users u ON u.id = t.user_id
            WHERE t.token_type = 'recovery_token' AND t.token_hash = '{token}'
            AND u.instance_id = '00000000-0000-0000-0000-000000000000' AND u.recovery_token = t.token_hash
            AND u.recovery_sent_at > now() - interval '1 minute' AND t.relates_to = lower(u.email)
            AND t.created_at > now() AT TIME ZONE 'utc' - interval '1 minute'"
        );
        assert_eq!(db.texts(&found).await, ["alice@mail.example"]);
        let left =
            "SELECT token_hash FROM auth.one_time_tokens WHERE token_type = 'recovery_token'";
        assert_eq!(db.texts(left).await, [token]);
    });
}

#[test]
fn whoever_the_application_would_turn_away_gets_none() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let before = state(&db).await;
        let single = "d0000000-0000-4000-8000-000000000004";
        let deleted = "f0000000-0000-4000-8000-000000000006";
        let anonymous = "e0000000-0000-4000-8000-000000000005";
        for who in [CAROL, single, deleted, anonymous] {
            let error = planted(&db, who, 1).await.unwrap_err();
            assert!(matches!(error, Error::Unsupported { .. }), "{who}: {error}");
        }
        assert_eq!(state(&db).await, before);
    });
}

#[test]
fn without_an_address_to_lead_to_it_is_refused() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let pool = pool(db.url()).await;
        for (app, refused) in [(AppSettings::default(), true), (settings(), false)] {
            let layout = Layout::found(&pool, "public", &app).await.unwrap();
            assert_eq!(layout.refusal("users mail-reset").is_some(), refused);
        }
    });
}
