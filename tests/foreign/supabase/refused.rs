//! What cannot be attached to is refused with the reason, and what cannot be done with a sentence.

use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::{GRANTED, OWNER, READER, SUPABASE, url_as};

use super::found;

async fn why(url: &str) -> String {
    found(url).await.unwrap_err().to_string()
}

#[test]
fn rows_that_are_hidden_are_not_taken_for_none() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let why = why(&url_as(&db, GRANTED)).await;
        assert!(
            why.contains("row-level security hides auth.") && why.contains(GRANTED),
            "{why}"
        );
        assert!(why.contains("supabase_auth_admin"), "{why}");
        assert_eq!(found(&url_as(&db, OWNER)).await.unwrap().name(), "supabase");
    });
}

#[test]
fn a_right_that_lacks_is_named() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let reader = url_as(&db, READER);
        let lacking = why(&reader).await;
        assert!(
            lacking.contains("wardroom_reader may not SELECT on auth.webauthn_challenges"),
            "{lacking}"
        );
        db.run("GRANT SELECT ON ALL TABLES IN SCHEMA auth TO wardroom_reader")
            .await
            .unwrap();
        let lacking = why(&reader).await;
        assert!(
            lacking.contains("may not DELETE on auth.flow_state"),
            "{lacking}"
        );
        db.run(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO wardroom_reader",
        )
        .await
        .unwrap();
        assert!(found(&reader).await.is_ok());
    });
}

#[test]
fn a_role_that_only_reads_needs_to_read_only() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run("GRANT SELECT ON ALL TABLES IN SCHEMA auth TO wardroom_reader")
            .await
            .unwrap();
        let target = url_as(&db, READER).parse().unwrap();
        let pool = wardroom_core::db::connect(&target, wardroom_core::db::Access::Read, 1)
            .await
            .unwrap();
        let settings = wardroom_core::layout::AppSettings::default();
        let layout = wardroom_core::layout::Layout::found(&pool, "public", &settings).await;
        assert_eq!(layout.unwrap().name(), "supabase");
    });
}

async fn at(db: &Fresh, versions: &str) -> String {
    db.run(versions).await.unwrap();
    why(db.url()).await
}

#[test]
fn a_version_that_is_not_known_is_refused() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let newer = at(
            &db,
            "INSERT INTO auth.schema_migrations VALUES ('20270101000000')",
        )
        .await;
        assert!(
            newer.contains("20270101000000") && newer.contains("update Wardroom"),
            "{newer}"
        );
        let older = at(
            &db,
            "DELETE FROM auth.schema_migrations WHERE version > '2024'",
        )
        .await;
        assert!(older.contains("update Supabase Auth"), "{older}");
        let none = at(&db, "DELETE FROM auth.schema_migrations").await;
        assert!(none.contains("no known version"), "{none}");
    });
}

#[test]
fn a_table_that_was_taken_away_is_named() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let why = at(&db, "DROP TABLE auth.flow_state CASCADE").await;
        assert!(why.contains("auth.flow_state is missing"), "{why}");
    });
}

#[test]
fn what_it_has_no_place_for_has_a_reason() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let layout = found(db.url()).await.unwrap();
        for verb in [
            "users create",
            "users unlock",
            "users freeze",
            "recovery-codes issue",
            "recovery-codes void --pending",
            "backup-codes issue",
            "api-keys disable",
            "invitations revoke",
        ] {
            assert!(layout.refusal(verb).is_some(), "{verb}");
        }
        for verb in [
            "sessions revoke",
            "sessions revoke --all",
            "factors reset",
            "users disable",
            "users enable",
        ] {
            assert_eq!(layout.refusal(verb), None, "{verb}");
        }
    });
}
