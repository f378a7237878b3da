//! Attached, operated, and left: the application's tables are the same bytes afterwards.

use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::pty::Ended;

use super::furnish;
use crate::signed::Signed;

/// Attaches and enrols ana.
pub(super) fn attached(db: &Fresh) -> Signed {
    let home = Home::at(db.url());
    let made = home
        .json(&["attach", "--confirm", "--tables-excluded", "--name", "ana"])
        .remove(0);
    let code = made["enrolment_code"].as_str().unwrap().to_owned();
    Signed::enrol(home, db.url(), "ana", &code)
}

every_engine! {
    async fn attached_and_detached_it_is_as_it_was(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let before = db.dump().await;
        let ana = attached(&db);
        assert_eq!(ana.home.json(&["attach"])[0]["attached"], true);
        assert_ne!(db.dump().await, before);
        assert_eq!(ana.home.json(&["users", "list", "--all"]).len(), 2);
        ana.home.run(&["detach", "--yes"]).refused(3, "give --reason TEXT");
        let mut terminal = ana.at_terminal(&["detach", "--reason", "the trial is over"]);
        let screen = terminal.wait_for("Type ");
        for said in ["1 operator goes", "audit entries go with them", "`wardroom audit export`", "application's own tables stay"] {
            assert!(screen.contains(said), "{said:?} is not on\n{screen}");
        }
        terminal.send("y\r");
        assert_eq!(terminal.wait_end(), Ended::Status(15));
        let (code, gone) = ana.answer(&["detach", "--reason", "the trial is over", "--yes"]);
        assert_eq!(code, 0, "{gone}");
        assert_eq!((&gone["last_entry"]["verb"], &gone["outcome"]["operators"]), (&"detach".into(), &1.into()));
        assert_eq!(db.dump().await, before, "nothing of Wardroom is left, and nothing else is touched");
        assert_eq!(ana.home.json(&["attach"])[0]["attached"], false);
    }

    async fn the_schema_of_an_attached_directory_is_the_bookkeeping_alone(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let ana = attached(&db);
        let steps = ana.home.json(&["db", "status"]);
        assert!(steps.iter().all(|s| s["set"] == "bookkeeping" && s["state"] == "applied"), "{steps:?}");
        assert!(ana.home.done(&["db", "up"]).contains("nothing was pending"));
        let said = ana.home.run(&["doctor", "--json"]).out;
        assert!(!said.contains("\"wrong\""), "{said}");
        assert!(said.contains("none was ever heard of") && said.contains("no sweep is late"), "{said}");
        assert!(said.contains("Better Auth (layout better-auth)"), "{said}");
    }

    async fn an_own_directory_is_never_detached(db: Fresh) {
        let admin = Signed::admin(&db);
        let before = db.dump().await.lines().count();
        admin.home.run(&["detach", "--yes", "--reason", "x"]).refused(9, "there is nothing to detach from");
        assert!(db.dump().await.lines().count() >= before);
        admin.home.run(&["attach"]).refused(9, "there is nothing to attach");
    }
}

#[test]
fn in_a_file_it_asks_about_the_schema_tool_first() {
    wardroom_tests::database::run(
        Engine::Sqlite,
        &wardroom_tests::database::EMPTY,
        |db| async move {
            furnish(&db, Spelling::Drizzle).await;
            db.run("CREATE TABLE __drizzle_migrations (id INTEGER PRIMARY KEY, hash TEXT)")
                .await
                .unwrap();
            let before = db.dump().await;
            let asked = Home::new().run(&["attach", db.url(), "--confirm"]);
            asked.refused(6, "--tables-excluded");
            assert!(
                asked
                    .err
                    .starts_with("drizzle-kit has changed this database"),
                "{asked:?}"
            );
            assert!(
                asked.err.contains("tablesFilter: [\"!wardroom_*\"]")
                    && asked.err.contains("prisma left no trace"),
                "{asked:?}"
            );
            assert_eq!(db.dump().await, before);
        },
    );
}
