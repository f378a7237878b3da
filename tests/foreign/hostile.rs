//! Rows that nobody should have written: none of them breaks what is shown of the others, and none is hidden.

use wardroom_core::action::EndSessions;
use wardroom_core::model::{Ts, UserFilter, UserSort, UserStatus};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::Engine;
use wardroom_tests::foreign::better_auth::Spelling;

use crate::better_auth::{ALICE, BOB, World, every_spelling};

/// Instants that a column may come to hold after it was attached to.
fn instants(engine: Engine, spelling: Spelling) -> &'static [&'static str] {
    match (engine, spelling) {
        (Engine::Postgres, _) => &[
            "'infinity'",
            "'-infinity'",
            "'275760-09-13 00:00:00'",
            "'1969-12-31 23:59:59'",
            "'4000-01-01 00:00:00 BC'",
        ],
        (Engine::Sqlite, Spelling::Drizzle) => &[
            "8640000000000000",
            "9223372036854775807",
            "-9223372036854775808",
            "-1",
            "1e300",
            "'soon'",
            "x'00ff'",
            "''",
        ],
        (Engine::Sqlite, _) => &[
            "'+275760-09-13T00:00:00.000Z'",
            "'1969-12-31T23:59:59.000Z'",
            "'soon'",
            "8640000000000000",
            "-1",
            "1e300",
            "x'00ff'",
            "''",
        ],
    }
}

const SORTS: [UserSort; 6] = [
    UserSort::CreatedDown,
    UserSort::CreatedUp,
    UserSort::SeenDown,
    UserSort::SeenUp,
    UserSort::EmailUp,
    UserSort::EmailDown,
];

/// Both people are listed, in every order, and looked into.
async fn all_is_seen(wardroom: &Attached, said: &str) {
    let directory = &wardroom.directory;
    for sort in SORTS {
        let (mut emails, mut after) = (Vec::new(), None);
        for _ in 0..3 {
            let page = directory
                .users(&UserFilter::default(), sort, after.as_ref(), 1)
                .await;
            let page = page.unwrap_or_else(|e| panic!("{said} by {sort:?}: {e}"));
            emails.extend(page.rows.into_iter().map(|line| line.user.email));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        emails.sort();
        assert_eq!(emails, [ALICE, BOB], "{said} by {sort:?}");
    }
    for email in [ALICE, BOB] {
        let user = wardroom.user(email).await;
        directory
            .diagnosis(&user.id)
            .await
            .unwrap_or_else(|e| panic!("{said}: {e}"));
        directory
            .factors_of(&user.id)
            .await
            .unwrap_or_else(|e| panic!("{said}: {e}"));
        directory
            .identities_of(&user.id)
            .await
            .unwrap_or_else(|e| panic!("{said}: {e}"));
    }
}

every_spelling! {
    async fn an_instant_out_of_the_world_hides_no_row(world: World) {
        let wardroom = world.attach(&[]).await;
        for value in instants(world.db.engine(), world.spelling) {
            for column in ["createdAt", "updatedAt", "banExpires"] {
                world.run(&format!("UPDATE \"user\" SET {column} = {value} WHERE id = 'alice'")).await;
            }
            for column in ["createdAt", "updatedAt", "expiresAt"] {
                world.run(&format!("UPDATE session SET {column} = {value} WHERE id = 's1'")).await;
            }
            for table in ["account", "passkey", "apikey", "member"] {
                world.run(&format!("UPDATE {table} SET createdAt = {value}")).await;
            }
            world.run(&format!("UPDATE twoFactor SET lockedUntil = {value}")).await;
            world.run(&format!("UPDATE invitation SET expiresAt = {value}")).await;
            all_is_seen(&wardroom, value).await;
            let user = wardroom.id_of(ALICE).await;
            let sessions = wardroom.directory.sessions_of(&user, None, 9).await.unwrap().rows;
            assert_eq!(sessions.len(), 2, "{value}");
        }
    }

    async fn a_session_whose_end_cannot_be_read_goes_on_until_it_is_ended(world: World) {
        let wardroom = world.attach(&[]).await;
        let never = match (world.db.engine(), world.spelling) {
            (Engine::Postgres, _) => "'infinity'",
            (Engine::Sqlite, Spelling::Drizzle) => "8640000000000000",
            (Engine::Sqlite, _) => "'soon'",
        };
        world.run(&format!("UPDATE session SET expiresAt = {never} WHERE id = 's1'")).await;
        let user = wardroom.id_of(ALICE).await;
        assert_eq!(wardroom.directory.live_sessions_of(&user).await.unwrap(), 2);
        let done = wardroom.bo(EndSessions { user: user.clone() }).await;
        assert_eq!(done.outcome.sessions, 2);
        assert_eq!(wardroom.directory.live_sessions_of(&user).await.unwrap(), 0);
    }

    async fn a_ban_whose_end_cannot_be_read_holds(world: World) {
        let wardroom = world.attach(&[]).await;
        let never = match world.db.engine() { Engine::Postgres => "'infinity'", Engine::Sqlite => "'soon'" };
        if (world.db.engine(), world.spelling) == (Engine::Sqlite, Spelling::Drizzle) {
            return;
        }
        world.run(&format!("UPDATE \"user\" SET banned = {}, banExpires = {never} WHERE id = 'alice'", match world.db.engine() {
            Engine::Postgres => "TRUE",
            Engine::Sqlite => "1",
        })).await;
        let alice = wardroom.user(ALICE).await;
        assert_eq!(alice.status, UserStatus::Disabled);
        assert!(alice.created_at > Ts::UNKNOWN);
    }

    async fn giant_and_wild_texts_are_read_as_they_are(world: World) {
        let wardroom = world.attach(&[]).await;
        let wild = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}\u{0}\n".replace('\u{0}', "");
        let giant = format!("{wild}{}", "x".repeat(1 << 20));
        world.run(&format!("UPDATE \"user\" SET name = '{giant}' WHERE id = 'alice'")).await;
        world.run(&format!("UPDATE session SET userAgent = '{giant}' WHERE id = 's1'")).await;
        world.run(&format!("UPDATE account SET accountId = '{giant}' WHERE id = 'a2'")).await;
        all_is_seen(&wardroom, "a megabyte").await;
    }
}
