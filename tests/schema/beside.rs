//! The bookkeeping beside tables that are not ours: applied and removed, it leaves them byte for byte.

use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

use crate::tracking::{descend, target};

const THEIRS: &str = "
    CREATE TABLE guests (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);
    CREATE TABLE wardroom_seating (guest INTEGER REFERENCES guests (id) ON DELETE CASCADE, seat TEXT UNIQUE);
    CREATE INDEX guests_name ON guests (name) WHERE note IS NOT NULL;
    INSERT INTO guests VALUES (1, 'alice', 'dines in the wardroom'), (2, 'bob', 'wardroom.audit; -- {w}settings');
    INSERT INTO wardroom_seating VALUES (1, 'A1'), (2, 'B2');
    CREATE VIEW wardroom_view AS SELECT name, seat FROM guests JOIN wardroom_seating ON guest = id;";

const THEIR_TRIGGER: [&str; 2] = [
    "CREATE TRIGGER wardroom_touch AFTER UPDATE ON guests
        BEGIN UPDATE wardroom_seating SET seat = 'wardroom ' || new.id WHERE guest = new.id; END;",
    "CREATE FUNCTION wardroom_touch() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN UPDATE wardroom_seating SET seat = 'wardroom ' || new.id WHERE guest = new.id; RETURN new; END $$;
     CREATE TRIGGER wardroom_touch AFTER UPDATE ON guests FOR EACH ROW EXECUTE FUNCTION wardroom_touch();",
];

every_engine! {
    async fn bookkeeping_leaves_unrelated_tables_as_they_were(db: Fresh) {
        db.run(THEIRS).await.unwrap();
        db.run(THEIR_TRIGGER[usize::from(db.engine() == Engine::Postgres)]).await.unwrap();
        let before = db.dump().await;
        let target = target(&db);
        let place = Place::own(&target);
        up(&place, Set::Bookkeeping).await.unwrap();
        let beside = db.dump().await;
        assert_ne!(beside, before);
        for line in before.lines() {
            assert!(beside.contains(line), "gone while applied: {line}");
        }
        assert!(!descend(&place, Set::Bookkeeping).await.is_empty());
        assert_eq!(db.dump().await, before);
    }
}

#[test]
fn a_stranger_in_our_schema_is_left_in_peace() {
    use wardroom_tests::database::{EMPTY, run};
    run(Engine::Postgres, &EMPTY, |db| async move {
        let target = target(&db);
        let place = Place::own(&target);
        up(&place, Set::Bookkeeping).await.unwrap();
        db.run("CREATE TABLE wardroom.theirs (a INT)")
            .await
            .unwrap();
        descend(&place, Set::Bookkeeping).await;
        let left = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'wardroom'";
        assert_eq!(db.texts(left).await, ["theirs"]);
    });
}
