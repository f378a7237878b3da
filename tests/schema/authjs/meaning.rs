//! What the columns mean: one spelling of time, what is unique, and what goes with a user.

use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::every_engine;

use super::{ALICE, a_session, made};

every_engine! {
    async fn twins_are_refused(db: Fresh) {
        made(&db).await;
        db.run(ALICE).await.unwrap();
        let expires = if db.engine() == Engine::Sqlite { "0" } else { "now()" };
        let twice = [
            a_session(&db, "t1"),
            "INSERT INTO \"Account\" (\"userId\", type, provider, \"providerAccountId\")
                VALUES ('alice', 'oauth', 'github', '1')".to_owned(),
            format!("INSERT INTO \"VerificationToken\" VALUES ('alice@example.org', 'h', {expires})"),
        ];
        for insert in &twice {
            db.run(insert).await.unwrap();
        }
        for insert in &twice {
            db.run(insert).await.unwrap_err();
        }
        db.run("INSERT INTO \"User\" (id, email) VALUES ('other', 'alice@example.org')").await.unwrap_err();
        for nobody in ["n1", "n2"] {
            db.run(&format!("INSERT INTO \"User\" (id) VALUES ('{nobody}')")).await.unwrap();
        }
    }

    async fn a_user_takes_sessions_and_accounts_along(db: Fresh) {
        made(&db).await;
        db.run(ALICE).await.unwrap();
        db.run(&a_session(&db, "t1")).await.unwrap();
        db.run("DELETE FROM \"User\" WHERE id = 'alice'").await.unwrap();
        assert!(db.texts("SELECT \"sessionToken\" FROM \"Session\"").await.is_empty());
    }
}

#[test]
fn on_postgresql_a_default_is_utc_in_every_session() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        made(&db).await;
        db.run(&format!("SET TIME ZONE 'Asia/Tokyo'; {ALICE}"))
            .await
            .unwrap();
        let apart = "SELECT (abs(extract(epoch FROM (now() AT TIME ZONE 'UTC') - \"createdAt\")) < 60)::text FROM \"User\"";
        assert_eq!(db.texts(apart).await, ["true"]);
    });
}

#[test]
fn on_sqlite_every_time_is_milliseconds_and_nothing_else() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        made(&db).await;
        db.run(ALICE).await.unwrap();
        let near = "SELECT CAST(abs(\"createdAt\" / 1000 - unixepoch()) < 60 AS TEXT) || typeof(\"createdAt\") FROM \"User\"";
        assert_eq!(db.texts(near).await, ["1integer"]);
        for text in ["'2100-01-01T00:00:00.000Z'", "1.5", "CURRENT_TIMESTAMP"] {
            let refused = db
                .run(&format!("UPDATE \"User\" SET \"emailVerified\" = {text}"))
                .await
                .unwrap_err();
            assert!(
                refused
                    .to_string()
                    .contains("User_emailVerified_milliseconds"),
                "{refused}"
            );
        }
    });
}
