//! The checked-in list of what the PostgreSQL migrations make; a stale one is rewritten and fails.

use std::path::PathBuf;

use wardroom_core::db::migrate::{Place, Set, catalogue, up};
use wardroom_tests::database::{EMPTY, Engine, run};

#[test]
fn the_expected_schema_is_what_the_migrations_make() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        // The accounts are made in one spelling or the other, never in both.
        let other = EMPTY.fresh(db.engine()).await;
        let mut stale = Vec::new();
        for set in Set::ALL {
            let home = if set == Set::Authjs { &other } else { &db };
            let target = home.url().parse().unwrap();
            let place = Place::own(&target);
            up(&place, set).await.unwrap();
            let made = catalogue(&place, set).await.unwrap();
            assert!(
                made.lines().count() >= 2,
                "{} makes next to nothing",
                set.name()
            );
            let file = file(set);
            if std::fs::read_to_string(&file).unwrap_or_default() != made {
                std::fs::write(&file, made).unwrap();
                stale.push(set.name());
            }
        }
        assert!(stale.is_empty(), "stale and now rewritten: {stale:?}");
    });
}

fn file(set: Set) -> PathBuf {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../core/src/db/migrate/expected"
    );
    PathBuf::from(folder).join(format!("{}.tsv", set.name()))
}
