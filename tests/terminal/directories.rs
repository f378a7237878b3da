//! Several directories in one console, as `config.toml` names them, and one that nobody can sign in to yet.

use std::fs;

use wardroom_tests::binary;
use wardroom_tests::command::Home;
use wardroom_tests::database::{Engine, Fresh, Template};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};
use wardroom_tests::pty::{Ended, Launch, Terminal};

use crate::modes::assert_given_back;
use crate::stage::{CROWDED, enrol, quit};

static EMPTY: Template = Template::new("nothing", |_| Box::pin(async {}));

const ALICE: &str = "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt) VALUES
    ('u1', 'Alice', 'alice@acme.test', true, '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z')";

fn init(home: &Home, url: &str) -> String {
    let made = home.json(&["init", "--name", "ana", "--database", url]);
    made[0]["enrolment_code"].as_str().unwrap().to_owned()
}

fn configure(home: &Home, profiles: &[(&str, &str, &str)]) {
    let profile = |(name, url, more): &(&str, &str, &str)| {
        format!("[directories.{name}]\nurl = \"{url}\"\n{more}\n")
    };
    let text = profiles.iter().map(profile).collect::<Vec<_>>().concat();
    let folder = home.path().join(".config/wardroom");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
}

fn console(home: &Home, args: &[&str]) -> Terminal {
    let launch = Launch::new(binary::wardroom(), home.path());
    launch.args(args).open()
}

every_engine! { CROWDED;
    async fn an_operator_goes_from_one_to_another_and_back(db: Fresh) {
        let other = CROWDED.fresh(Engine::Sqlite).await;
        let home = Home::new();
        let codes = [init(&home, db.url()), init(&home, other.url())];
        configure(&home, &[
            ("one", db.url(), "environment = \"staging\""),
            ("two", other.url(), "read_only = true"),
            ("gone", "sqlite:gone.db", ""),
        ]);
        let mut terminal = console(&home, &["--directory", "one"]);
        terminal.wait_for("[STAGING] one");
        enrol(&mut terminal, &codes[0]);

        terminal.send(":dir two\r");
        terminal.wait_for("[PROD] [read-only] two");
        let screen = terminal.wait_for("password");
        assert!(screen.contains("signed out"), "{screen}");
        // Read-only as it is, the sign-in is recorded.
        enrol(&mut terminal, &codes[1]);
        // A key for the selected user needs one.
        terminal.wait_for("@");
        terminal.send("E");
        terminal.wait_for("not now: this directory is read-only");

        terminal.send(":dir gone\r");
        let screen = terminal.wait_for("no such file");
        assert!(screen.contains("two stays open"), "{screen}");
        terminal.send("\x1b");
        terminal.wait_gone("directories");

        // Who signed in from here before need not do it again.
        terminal.send(":dir one\r");
        terminal.wait_for("[STAGING] one");
        let screen = terminal.wait_for("STATUS");
        assert!(screen.contains("ana"), "{screen}");
        assert_eq!(quit(&mut terminal), Ended::Status(0));
        assert_given_back(&terminal.bytes());
    }
}

every_engine! { EMPTY;
    async fn without_bookkeeping_it_opens_read_only_unsigned_and_masked(db: Fresh) {
        let home = Home::at(db.url());
        home.run(&["db", "up", "--set", "directory"]);
        configure(&home, &[("new", db.url(), "environment = \"test\"")]);
        let mut terminal = console(&home, &[]);
        let screen = terminal.wait_for("STATUS");
        let rows: Vec<&str> = screen.lines().collect();
        assert!(rows[0].starts_with("[TEST] [read-only] new"), "{screen}");
        assert!(rows[0].contains("unsigned"), "{screen}");
        assert!(rows[1].contains("not set up: read-only, masked"), "{screen}");
        assert!(screen.contains("`wardroom init --directory new` lets operators act"), "{screen}");
        assert_eq!(quit(&mut terminal), Ended::Status(0));
    }

    async fn an_applications_directory_opens_so_until_it_is_attached(db: Fresh) {
        db.run(&ddl(db.engine(), Spelling::BuiltIn)).await.unwrap();
        db.run(&spelled(ALICE, Spelling::BuiltIn)).await.unwrap();
        let home = Home::new();
        configure(&home, &[("app", db.url(), "layout = \"better-auth\"")]);
        let mut terminal = console(&home, &[]);
        let screen = terminal.wait_for("a***@a***.test");
        let rows: Vec<&str> = screen.lines().collect();
        assert!(rows[0].starts_with("[PROD] [read-only] app"), "{screen}");
        assert!(rows[1].contains("not attached: read-only, masked"), "{screen}");
        assert!(screen.contains("`wardroom attach ") && !screen.contains("lice"), "{screen}");
        terminal.send("\r");
        for tab in ["[1 Overview", "[2 Sessions", "[3 2FA", "[4 Codes", "[5 Timeline", "[6 Access"] {
            terminal.send(&tab[1..2]);
            let screen = terminal.wait_for(tab);
            assert!(!screen.contains("!!") && !screen.contains("lice"), "{screen}");
        }
        terminal.send("E");
        terminal.wait_for("not now: not attached");
        terminal.send("q");
        terminal.wait_for("STATUS");
        assert_eq!(quit(&mut terminal), Ended::Status(0));
    }
}
