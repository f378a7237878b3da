//! A directory that is opened read-only: looked at like any other, changed by no command.

use std::fs;

use serde_json::Value;
use wardroom_tests::command::{Home, Ran};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::{Spelling, ddl};

use crate::signed::Signed;

/// A command at the profile, without the address of the environment.
fn at(home: &Home, args: &[&str]) -> Ran {
    Ran::of(home.command(args).env_remove("WARDROOM_DATABASE"))
}

every_engine! {
    async fn nothing_is_changed_and_the_reason_is_one_sentence(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        let before = db.dump().await;
        let flagged = |args: &[&str]| admin.home.run(&[&["--read-only"], args].concat());
        let listed = admin.home.json(&["--read-only", "users", "list"]);
        assert_eq!(listed[0]["id"], Value::from(id.clone()));
        for args in [
            &["users", "disable", &id, "--reason", "left", "--yes"][..],
            &["users", "create", "bob@example.org"],
            &["sessions", "revoke", "--all", &id, "--reason", "left", "--yes"],
            &["db", "up"],
            &["db", "undo", "--yes"],
            &["init"],
        ] {
            flagged(args).refused(10, "the directory is read-only: it was opened with --read-only");
        }
        assert_eq!(db.dump().await, before);
    }

    async fn a_profile_says_so_and_a_sign_in_goes_on(db: Fresh) {
        let admin = Signed::admin(&db);
        let id = admin.user("alice@example.org");
        let text = format!("[directories.prod]\nurl = \"{}\"\nread_only = true\n", db.url());
        fs::write(admin.home.path().join(".config/wardroom/config.toml"), text).unwrap();
        let disable = ["users", "disable", &id, "--reason", "left", "--yes"];
        at(&admin.home, &disable).refused(10, "its profile says `read_only = true`");
        assert_eq!(at(&admin.home, &["users", "show", &id]).code, 0);
        assert_eq!(at(&admin.home, &["logout"]).code, 0);
        at(&admin.home, &["users", "show", &id]).refused(8, "wardroom login");
    }

    async fn an_applications_directory_is_never_told_to_migrate(db: Fresh) {
        db.run(&ddl(db.engine(), Spelling::Drizzle)).await.unwrap();
        let home = Home::new();
        home.done(&["init", "--database", "sqlite:own.db"]);
        home.run(&["login", "ana", "--database", db.url()]).refused(10, "not attached; `wardroom attach ");
    }
}
