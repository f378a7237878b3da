//! `init`, `login`, `logout`, `whoami`: the files they leave, what they refuse, and what they never print twice.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::PathBuf;

use wardroom_tests::{canary, command::Home, database::Fresh, every_engine, pty::Ended};

use crate::signed::{PASSWORD, Signed, code_now};

fn saved(home: &Home) -> PathBuf {
    let folder = home.path().join(".local/state/wardroom/sessions");
    let mut files = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let file = files.next().unwrap();
    assert!(files.next().is_none(), "one directory, one session file");
    file
}

fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o777
}

every_engine! {
    async fn the_first_sign_in_enrols_and_later_ones_ask_for_both(db: Fresh) {
        let admin = Signed::admin(&db);
        let (code, who) = admin.answer(&["whoami"]);
        assert_eq!((code, &who["name"], &who["role"]), (0, &"admin".into(), &"admin".into()));
        let file = saved(&admin.home);
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        assert_eq!(mode(&admin.home.path().join(".config/wardroom/operators.key")), 0o600);

        admin.home.done(&["logout"]);
        assert!(!file.exists());
        admin.home.run(&["whoami"]).refused(8, "wardroom login");

        let mut terminal = admin.at_terminal(&["login", "admin"]);
        terminal.wait_for("Password");
        terminal.send(&format!("{PASSWORD}\r"));
        terminal.wait_for("Code of your authenticator");
        // The step of the enrolment is spent: a recovery code is the other way in.
        let recovery = recovery_code(&admin.shown);
        terminal.send(&format!("{recovery}\r"));
        terminal.wait_for("Signed in as admin");
        assert_eq!(terminal.wait_end(), Ended::Status(0));
        canary::assert_absent("the sign-in's screen", terminal.bytes(), &[("the password", PASSWORD.as_bytes()), ("the recovery code", recovery.as_bytes())]);
        assert_eq!(admin.answer(&["whoami"]).0, 0);
    }

    async fn a_wrong_password_says_no_more_than_that(db: Fresh) {
        let admin = Signed::admin(&db);
        let mut terminal = admin.at_terminal(&["login", "nobody"]);
        terminal.wait_for("Password");
        terminal.send("not the password\r");
        terminal.wait_for("Code of your authenticator");
        terminal.send(&format!("{}\r", code_now(&admin.secret)));
        terminal.wait_for("name, password or code is wrong");
        assert_eq!(terminal.wait_end(), Ended::Status(3));
    }

    async fn init_runs_again_without_harm_and_shows_nothing_twice(db: Fresh) {
        let home = Home::at(db.url());
        let first = home.json(&["init"]).remove(0);
        let again = home.json(&["init"]).remove(0);
        assert!(first["enrolment_code"].is_string());
        assert!(again.get("enrolment_code").is_none() && again["operator"].is_null());
        let code = first["enrolment_code"].as_str().unwrap();
        canary::assert_absent("the database", db.dump().await, &[("the enrolment code", code.as_bytes())]);
    }

    async fn a_saved_session_is_never_read_or_written_through_a_link(db: Fresh) {
        let admin = Signed::admin(&db);
        let file = saved(&admin.home);
        let elsewhere = admin.home.path().join("elsewhere");
        fs::rename(&file, &elsewhere).unwrap();
        symlink(&elsewhere, &file).unwrap();
        admin.home.run(&["whoami"]).refused(14, "symbolic link");
        fs::remove_file(&file).unwrap();
        fs::rename(&elsewhere, &file).unwrap();
        fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).unwrap();
        admin.home.run(&["whoami"]).refused(14, "open to others");
        fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
        assert_eq!(admin.home.run(&["whoami"]).code, 0);
    }

    async fn a_key_that_others_can_read_is_refused(db: Fresh) {
        let home = Home::at(db.url());
        home.done(&["init"]);
        let key = home.path().join(".config/wardroom/operators.key");
        fs::set_permissions(&key, PermissionsExt::from_mode(0o640)).unwrap();
        home.run(&["keys"]).refused(14, "open to others");
        let ran = home.run(&["doctor"]);
        assert_eq!(ran.code, 50);
        assert!(ran.out.contains("chmod 600"), "{ran:?}");
        fs::remove_file(&key).unwrap();
        symlink("/dev/null", &key).unwrap();
        home.run(&["init"]).refused(14, "symbolic link");
    }
}

#[test]
fn signing_in_without_a_terminal_says_what_to_do() {
    wardroom_tests::database::run(
        wardroom_tests::database::Engine::Sqlite,
        &wardroom_tests::database::EMPTY,
        |db| async move {
            let home = Home::at(db.url());
            home.done(&["init"]);
            home.run(&["login", "admin"])
                .refused(17, "needs a terminal");
        },
    );
}

/// The first recovery code the enrolment showed.
fn recovery_code(shown: &[u8]) -> String {
    let text = String::from_utf8_lossy(shown);
    let after = text.split("Each opens once").nth(1).unwrap();
    let is_code = |word: &&str| word.len() == 19 && word.matches('-').count() == 3;
    after.split_whitespace().find(is_code).unwrap().to_owned()
}
