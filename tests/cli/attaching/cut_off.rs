//! A detaching that was cut off, at each place where it can be: the next one finishes it.

use std::fs::File;
use std::process::Stdio;
use std::time::{Duration, Instant};

use sqlx::{Connection, PgConnection};
use wardroom_core::db::Target;
use wardroom_core::db::migrate::{self, Place, Set};
use wardroom_core::model::IdKind;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;

use super::confirmed::attached;
use super::furnish;
use crate::signed::Signed;

const DETACH: [&str; 4] = ["detach", "--yes", "--reason", "the trial is over"];

/// What keeps every migrator waiting.
enum Held {
    File { _locked: File },
    Server { _connection: PgConnection },
}

impl Held {
    async fn at(db: &Fresh) -> Self {
        let Some(path) = db.path() else {
            let mut connection = PgConnection::connect(db.url()).await.unwrap();
            sqlx::query("SELECT pg_advisory_lock(hashtext('wardroom migrate'))")
                .execute(&mut connection)
                .await
                .unwrap();
            return Self::Server {
                _connection: connection,
            };
        };
        let locked = File::create(format!("{}.migrate-lock", path.display())).unwrap();
        locked.lock().unwrap();
        Self::File { _locked: locked }
    }
}

fn entries(ana: &Signed) -> usize {
    ana.home.json(&["audit", "list", "--verb", "detach"]).len()
}

/// Whether a session is still saved in the operator's home.
fn keeps_a_session(ana: &Signed) -> bool {
    let folder = ana.home.path().join(".local/state/wardroom/sessions");
    std::fs::read_dir(folder).is_ok_and(|files| files.count() > 0)
}

every_engine! {
    async fn killed_before_its_tables_went_it_is_detached_by_the_next(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let before = db.dump().await;
        let ana = attached(&db);
        let held = Held::at(&db).await;
        let mut child = ana.home.command(&DETACH).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while entries(&ana) == 0 {
            assert!(begun.elapsed() < Duration::from_mins(1), "nothing was recorded");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        drop(held);
        assert_eq!(ana.home.json(&["users", "list", "--all"]).len(), 2, "it is attached as before");
        let (code, gone) = ana.answer(&DETACH);
        assert_eq!((code, &gone["outcome"]["operators"]), (0, &1.into()), "{gone}");
        assert_eq!(db.dump().await, before);
        assert!(!keeps_a_session(&ana));
    }

    async fn killed_after_its_tables_went_it_is_tidied_by_the_next(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let before = db.dump().await;
        let ana = attached(&db);
        assert!(keeps_a_session(&ana));
        let target: Target = db.url().parse().unwrap();
        let place = Place { target: &target, schema: "public", ids: IdKind::Uuid };
        migrate::remove(&place, Set::Bookkeeping).await.unwrap();
        assert_eq!(db.dump().await, before, "all of it goes at once, its tracking and its schema too");
        ana.home.run(&["detach", "--yes", "--read-only"]).refused(10, "--read-only");
        for _ in 0..2 {
            let (code, gone) = ana.answer(&DETACH);
            assert_eq!((code, &gone["outcome"]), (0, &serde_json::Value::Null), "{gone}");
            assert!(!keeps_a_session(&ana));
        }
        assert_eq!(db.dump().await, before);
    }

    async fn half_of_its_tables_are_never_taken_by_nobody(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let ana = attached(&db);
        let policies = match db.engine() {
            wardroom_tests::database::Engine::Sqlite => "wardroom_policies",
            wardroom_tests::database::Engine::Postgres => "wardroom.policies",
        };
        db.run(&format!("DROP TABLE {policies}")).await.unwrap();
        let before = db.dump().await;
        ana.home.run(&DETACH).refused(9, "only in part");
        assert_eq!(db.dump().await, before);
    }
}
