//! Dual writing, both ways: what one side writes the other reads.

use wardroom_core::db::adopt::{self, Pace, Wish};
use wardroom_core::db::migrate::Place;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

use super::old::{Kind, moves_in};
use crate::tracking::target;

/// Brings the old application's database to the switch.
async fn switched(db: &Fresh) {
    moves_in(db, Kind::Integer).await;
    let target = target(db);
    let place = Place::own(&target);
    adopt::expand(&place, &Wish::default()).await.unwrap();
    adopt::backfill(&place, Pace::default(), &mut |_| {})
        .await
        .unwrap();
    adopt::switch(&place).await.unwrap();
}

/// One column of one user, as text.
async fn read(db: &Fresh, id: usize, column: &str) -> String {
    let text =
        format!("SELECT coalesce(CAST({column} AS TEXT), 'nothing') FROM users WHERE id = {id}");
    db.texts(&text).await.remove(0)
}

/// What the engine's instants look like here.
fn instant(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "1700000000000000",
        Engine::Postgres => "to_timestamp(1700000000)",
    }
}

every_engine! {
    async fn the_application_reads_what_wardroom_writes(db: Fresh) {
        switched(&db).await;
        db.run("UPDATE users SET display_name = 'Dora', email_verified_at = NULL WHERE id = 3").await.unwrap();
        assert_eq!(read(&db, 3, "name").await, "Dora");
        assert!(["0", "false"].contains(&&*read(&db, 3, "email_verified").await));
        let proved = format!("UPDATE users SET email_verified_at = {} WHERE id = 4", instant(db.engine()));
        db.run(&proved).await.unwrap();
        assert!(["1", "true"].contains(&&*read(&db, 4, "email_verified").await));
    }

    async fn wardroom_reads_what_the_application_writes(db: Fresh) {
        switched(&db).await;
        assert_eq!(read(&db, 4, "email_verified_at").await, "nothing");
        db.run("UPDATE users SET name = 'Dora', email_verified = TRUE, email = ' Dora@Mail.Example' WHERE id = 4")
            .await
            .unwrap();
        assert_eq!(read(&db, 4, "display_name").await, "Dora");
        assert_eq!(read(&db, 4, "email_normalized").await, "dora@mail.example");
        assert_ne!(read(&db, 4, "email_verified_at").await, "nothing");
        db.run("UPDATE users SET email_verified = FALSE WHERE id = 4").await.unwrap();
        assert_eq!(read(&db, 4, "email_verified_at").await, "nothing");
    }

    async fn an_address_is_one_users_whoever_writes(db: Fresh) {
        switched(&db).await;
        let second = "UPDATE users SET email = 'PERSON1@mail.example' WHERE id = 2";
        assert!(db.run(second).await.is_err());
        assert_eq!(read(&db, 2, "email").await, "Person2@Mail.Example");
    }
}
