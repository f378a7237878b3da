//! What `wardroom attach` says of a database, without touching it.

use serde_json::Value;
use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;

use super::furnish;

async fn reported(db: &Fresh, spelling: Spelling) -> Value {
    furnish(db, spelling).await;
    let before = db.dump().await;
    let report = Home::new().json(&["attach", db.url()]).remove(0);
    assert_eq!(db.dump().await, before, "a report changes nothing");
    report
}

fn of<'a>(report: &'a Value, list: &str, key: &str, is: &str) -> &'a Value {
    let all = report[list].as_array().unwrap();
    let found = all.iter().find(|entry| entry[key] == is);
    found.unwrap()
}

every_engine! {
    async fn it_says_what_is_there_and_what_can_be_done(db: Fresh) {
        let report = reported(&db, Spelling::BuiltIn).await;
        assert_eq!((&report["layout"], &report["ids"], &report["attached"]),
            (&"better-auth".into(), &"text".into(), &false.into()));
        let name = if db.engine() == Engine::Postgres { "public.session" } else { "session" };
        assert_eq!(of(&report, "tables", "what", "session")["name"], name);
        let spelled = &of(&report, "times", "column", "session.expiresAt")["spelled"];
        let wanted = match db.engine() {
            Engine::Postgres => "instants with their zone",
            Engine::Sqlite => "text in UTC, as 2026-11-27T18:30:22.273Z",
        };
        assert_eq!(spelled, wanted);
        assert_eq!(of(&report, "actions", "verb", "sessions revoke")["can"], true);
        let create = of(&report, "actions", "verb", "users create");
        assert!(create["can"] == false && create["why_not"].as_str().unwrap().contains("application"), "{create}");
        assert!(report["actions"].as_array().unwrap().iter().all(|a| !a["verb"].as_str().unwrap().starts_with("operators")));
        of(&report, "unsaid", "key", "access_token_life");
        assert_eq!(report["obstacles"], serde_json::json!([]));
        let shown = Home::new().done(&["attach", db.url()]);
        for line in ["Better Auth at ", "cannot: users are made by the application", "Nothing was changed."] {
            assert!(shown.contains(line), "{line:?} is not in\n{shown}");
        }
    }

    async fn drizzles_spelling_asks_for_the_zone(db: Fresh) {
        let report = reported(&db, Spelling::Drizzle).await;
        let spelled = &of(&report, "times", "column", "session.expires_at")["spelled"];
        let asked = report["unsaid"].as_array().unwrap().iter().any(|u| u["key"] == "time_zone");
        match db.engine() {
            Engine::Postgres => assert_eq!((spelled, asked), (&"the wall clock of UTC".into(), true)),
            Engine::Sqlite => assert_eq!((spelled, asked), (&"milliseconds since 1970".into(), false)),
        }
    }

    async fn until_it_is_confirmed_commands_read_masked_and_change_nothing(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let (before, home) = (db.dump().await, Home::at(db.url()));
        let read = home.run(&["users", "list", "--all", "--json"]);
        assert_eq!((read.code, read.out.lines().count()), (0, 2), "{read:?}");
        assert!(read.err.contains("not attached") && !read.out.contains("alice@"), "{read:?}");
        home.done(&["users", "show", "alice@mail.example"]);
        assert_eq!(home.json(&["sessions", "list", "u1"]).len(), 1);
        home.run(&["sessions", "revoke", "s1", "--reason", "x", "--yes"]).refused(10, "not attached");
        home.run(&["users", "show", "u1", "--reason", "x"]).refused(10, "not attached");
        assert_eq!(db.dump().await, before);
    }

    async fn the_profile_it_writes_is_one_that_is_read(db: Fresh) {
        let report = reported(&db, Spelling::BuiltIn).await;
        let profile = report["profile"].as_str().unwrap();
        // Every key with its example: what is offered must be accepted.
        let told: Vec<&str> = profile.lines().map(|line| line.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(line)).collect();
        let home = Home::new();
        let file = home.path().join("config.toml");
        std::fs::write(&file, told.join("\n")).unwrap();
        home.done(&["--config", file.to_str().unwrap(), "--check-config"]);
    }
}
