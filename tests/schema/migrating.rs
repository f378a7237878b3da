//! Up, twice, down to nothing, and up again.

use wardroom_core::db::migrate::{Place, Set, State, undo, up};
use wardroom_tests::{database::Fresh, every_engine};

use crate::catalogue::catalogue;
use crate::tracking::{all, by_version, climb, descend, states, table, target};

const EVERY: [Set; 3] = [Set::Directory, Set::Bookkeeping, Set::Optional];

every_engine! {
    async fn status_says_pending_before_and_applied_after(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        let untouched = db.dump().await;
        for set in EVERY {
            assert!(all(&states(&place, set).await, State::Pending), "{set:?}");
        }
        assert_eq!(db.dump().await, untouched, "asking changes nothing");
        for set in EVERY {
            let answered = by_version(&up(&place, set).await.unwrap());
            assert!(all(&answered, State::Applied), "{set:?}");
            assert_eq!(states(&place, set).await, answered);
        }
    }

    async fn a_second_up_changes_nothing(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        climb(&place).await;
        let once = db.dump().await;
        climb(&place).await;
        assert_eq!(db.dump().await, once);
    }

    async fn undone_all_the_way_nothing_is_left_and_up_again_is_the_same(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        let empty = db.dump().await;
        climb(&place).await;
        up(&place, Set::Optional).await.unwrap();
        let first = catalogue(&db).await;
        for set in EVERY.into_iter().rev() {
            let mut versions: Vec<i64> = states(&place, set).await.iter().map(|s| s.0).collect();
            versions.reverse();
            assert_eq!(descend(&place, set).await, versions, "{set:?}");
        }
        assert_eq!(db.dump().await, empty);
        climb(&place).await;
        up(&place, Set::Optional).await.unwrap();
        assert_eq!(catalogue(&db).await, first);
    }

    async fn undo_takes_the_last_alone(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        let before = by_version(&up(&place, Set::Directory).await.unwrap());
        let undone = undo(&place, Set::Directory).await.unwrap().unwrap();
        let (last, rest) = before.split_last().unwrap();
        assert_eq!((undone.set, undone.version), ("directory", last.0));
        let after = states(&place, Set::Directory).await;
        assert_eq!(after.last(), Some(&(last.0, State::Pending)));
        assert_eq!(&after[..rest.len()], rest);
    }

    async fn the_tracking_is_wardrooms_own(db: Fresh) {
        let target = target(&db);
        climb(&Place::own(&target)).await;
        let dump = db.dump().await;
        assert!(!dump.contains("_sqlx_migrations"));
        for set in Set::NEEDED {
            assert!(dump.contains(&table(&db, set)), "{set:?}");
        }
    }

    async fn an_undo_that_died_before_its_tracking_table_went_is_finished(db: Fresh) {
        let target = target(&db);
        let place = Place::own(&target);
        let empty = db.dump().await;
        up(&place, Set::Bookkeeping).await.unwrap();
        let only = states(&place, Set::Bookkeeping).await.len();
        for _ in 1..only {
            undo(&place, Set::Bookkeeping).await.unwrap();
        }
        let settings = wardroom_core::db::Names::bookkeeping(target.engine());
        let died = format!("DROP TABLE {settings}settings; DELETE FROM {}", table(&db, Set::Bookkeeping));
        db.run(&died).await.unwrap();
        assert_eq!(undo(&place, Set::Bookkeeping).await.unwrap(), None);
        assert_eq!(db.dump().await, empty);
    }
}
