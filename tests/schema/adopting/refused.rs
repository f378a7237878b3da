//! What adoption refuses, and the next step it names.

use wardroom_core::db::adopt::{self, Wish};
use wardroom_core::db::migrate::{Place, Set, undo};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_tests::{database::Fresh, every_engine};

use super::old::{Kind, moves_in};
use crate::tracking::target;

every_engine! {
    async fn two_with_one_address_are_named_and_block(db: Fresh) {
        moves_in(&db, Kind::Integer).await;
        db.run("UPDATE users SET email = 'person1@MAIL.example ' WHERE id = 2").await.unwrap();
        let target = target(&db);
        let place = Place::own(&target);
        let before = db.dump().await;
        let refused = adopt::expand(&place, &Wish::default()).await.unwrap_err().to_string();
        assert!(refused.contains("users with one e-mail address: 1, 2"), "{refused}");
        assert_eq!(db.dump().await, before);
    }

    async fn a_table_of_the_same_name_blocks(db: Fresh) {
        moves_in(&db, Kind::Integer).await;
        db.run("CREATE TABLE sessions (mine INTEGER)").await.unwrap();
        let target = target(&db);
        let plan = adopt::plan(&Place::own(&target), &Wish::default()).await.unwrap();
        assert_eq!(plan.blockers.len(), 1);
        assert!(plan.blockers[0].starts_with("sessions exists already"), "{plan:?}");
    }

    async fn undone_whole_the_schema_is_what_it_was(db: Fresh) {
        moves_in(&db, Kind::Text).await;
        let target = target(&db);
        let place = Place::own(&target);
        let before = db.dump().await;
        adopt::expand(&place, &Wish::default()).await.unwrap();
        adopt::undo(&place).await.unwrap();
        assert_eq!(db.dump().await, before);
    }

    async fn migrations_never_drop_adopted_users(db: Fresh) {
        moves_in(&db, Kind::Text).await;
        let target = target(&db);
        let place = Place::own(&target);
        adopt::expand(&place, &Wish::default()).await.unwrap();
        let refused = loop {
            match undo(&place, Set::Directory).await {
                Ok(undone) => assert!(undone.is_some()),
                Err(refused) => break refused.to_string(),
            }
        };
        assert!(refused.contains("was adopted"), "{refused}");
        assert_eq!(db.texts("SELECT name FROM users WHERE name = 'Person 1'").await.len(), 1);
    }

    async fn before_the_switch_nothing_works_there(db: Fresh) {
        moves_in(&db, Kind::Integer).await;
        let target = target(&db);
        adopt::expand(&Place::own(&target), &Wish::default()).await.unwrap();
        let pool = wardroom_core::db::connect(&target, wardroom_core::db::Access::Write, 1).await.unwrap();
        let refused = Layout::found(&pool, "public", &AppSettings::default()).await.unwrap_err().to_string();
        assert!(refused.contains("stands at expanded"), "{refused}");
    }
}
