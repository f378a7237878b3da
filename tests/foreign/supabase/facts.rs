//! What its database does by itself, which every change must live with.

use sqlx::{Connection, PgConnection};
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::{GRANTED, OWNER, READER, SUPABASE, url_as};

async fn counts(url: &str) -> Vec<Result<i64, String>> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let mut seen = Vec::new();
    for text in [
        "SELECT count(*) FROM auth.users",
        "SELECT count(*) FROM auth.webauthn_credentials",
    ] {
        let count = sqlx::query_scalar(text).fetch_one(&mut connection).await;
        seen.push(count.map_err(|e| e.as_database_error().unwrap().message().to_owned()));
    }
    seen
}

#[test]
fn row_security_shows_nothing_to_whoever_is_granted_everything() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        assert_eq!(counts(&url_as(&db, OWNER)).await, [Ok(6), Ok(1)]);
        assert_eq!(counts(&url_as(&db, GRANTED)).await, [Ok(0), Ok(1)]);
        let denied = "permission denied for table webauthn_credentials";
        assert_eq!(
            counts(&url_as(&db, READER)).await,
            [Ok(6), Err(denied.into())]
        );
    });
}

#[test]
fn generated_columns_and_the_nil_token_are_guarded() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        for (text, why) in [
            ("UPDATE auth.users SET confirmed_at = now()", "confirmed_at"),
            ("UPDATE auth.identities SET email = ''", "email"),
            (
                "UPDATE auth.users SET recovery_token = 'a'",
                "recovery_token_idx",
            ),
            (
                "UPDATE auth.users SET email = 'x' WHERE NOT is_sso_user",
                "users_email_partial_key",
            ),
            (
                "UPDATE auth.one_time_tokens SET token_hash = ''",
                "token_hash_check",
            ),
        ] {
            let error = db.run(text).await.unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    });
}

#[test]
fn a_deleted_session_takes_its_tokens_and_proofs_along() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run("DELETE FROM auth.sessions").await.unwrap();
        let left = "SELECT count(*)::text FROM auth.refresh_tokens UNION ALL SELECT count(*)::text FROM auth.mfa_amr_claims";
        assert_eq!(db.texts(left).await, ["0", "0"]);
    });
}
