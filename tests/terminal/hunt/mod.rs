//! Every secret there is, handed out by the real programs; then everything they left behind is searched for it.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use wardroom_tests::cluster::Cluster;
use wardroom_tests::command::{Home, Ran};
use wardroom_tests::database::{Fresh, Template};
use wardroom_tests::every_engine;
use wardroom_tests::pty::Ended;
use wardroom_tests::reading::{codes_on, ending_on};
use wardroom_tests::trail::Trail;
use wardroom_tests::{binary, canary};

use crate::stage::{ANA, PASSWORD, Stage, enrol, now, populate, quit};
use crate::work::{ask_for_codes, find};

/// The cast and two more: what is dumped is searched some hundred times.
static FEW: Template = Template::new("few", |url| Box::pin(populate(url, 20)));

const WHY: &[&str] = &[
    "--reason",
    "the hunt",
    "--identified-by",
    "callback",
    "--yes",
];

every_engine! { FEW;
    async fn what_is_shown_once_is_nowhere_else(db: Fresh) {
        let mut trail = Trail::default();
        let stage = begin(&db, &mut trail);
        first_sign_in(&stage, &mut trail);
        hand_out(&stage, &mut trail);
        codes_in_the_console(&stage, &mut trail);
        everything_that_prints(&stage, &mut trail);
        key_ring(&stage, &mut trail);
        mistakes(&stage, &mut trail);

        trail.place("the database", db.dump().await);
        if db.name().is_some() {
            trail.place("the server's log", Cluster::shared().log());
        }
        trail.files(stage.home.path());
        assert!(trail.secrets() > 35, "{} secrets", trail.secrets());
        assert_eq!(trail.leaks(), Vec::<String>::new());

        // The same search finds what is planted, in the spelling it would least like.
        let planted = data_encoding::HEXUPPER.encode(trail.a_secret("a code of the console"));
        db.run(&format!("UPDATE users SET display_name = '{planted}'")).await.unwrap();
        trail.place("the database after", db.dump().await);
        let leaks = trail.leaks();
        assert!(!leaks.is_empty() && leaks.iter().all(|leak| leak.starts_with("the database after")), "{leaks:?}");
    }
}

/// The first operator's enrolment code and the operators' key ring.
fn begin(db: &Fresh, trail: &mut Trail) -> Stage {
    let home = Home::at(db.url())
        .env("RUST_LOG", "trace")
        .env("WARDROOM_LOG", "trace");
    let said = home.run(&["init", "--name", ANA, "--json"]);
    let made: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let code = made["enrolment_code"].as_str().unwrap().to_owned();
    trail.shows("init", said, &[("an enrolment code", &code)]);
    let ring = std::fs::read_to_string(made["operator_key_file"].as_str().unwrap()).unwrap();
    let key = ring.trim().rsplit_once(':').unwrap().1;
    trail.secret("the operators' key", key);
    trail.secret(
        "the operators' key itself",
        data_encoding::BASE64URL_NOPAD
            .decode(key.as_bytes())
            .unwrap(),
    );
    Stage::of(db.url(), home, code)
}

/// Password, authenticator and recovery codes; then the same password at the shell, for a session that is kept.
fn first_sign_in(stage: &Stage, trail: &mut Trail) {
    trail.secret("the password", PASSWORD);
    let mut terminal = stage.console();
    let mut ana = enrol(&mut terminal, &stage.code);
    assert_eq!(quit(&mut terminal), Ended::Status(0));
    trail.secret("an authenticator's secret", ana.authenticator.text());
    trail.secret(
        "an authenticator's secret itself",
        ana.authenticator.bytes(),
    );
    for code in &ana.codes {
        trail.secret("an operator's recovery code", code.as_str());
    }
    // Typed and never echoed: the only thing a terminal may not show even once.
    canary::assert_absent(
        "the terminal",
        terminal.bytes(),
        &[("the password", PASSWORD.as_bytes())],
    );

    let mut terminal = stage
        .launch(&["login", ANA])
        .env("RUST_LOG", "trace")
        .open();
    terminal.wait_for("Password: ");
    terminal.send(&format!("{PASSWORD}\r"));
    terminal.wait_for("authenticator, or a recovery code: ");
    let digits = ana.authenticator.code(now());
    terminal.send(&format!("{digits}\r"));
    assert_eq!(
        terminal.wait_end(),
        Ended::Status(0),
        "{}",
        terminal.screen()
    );
    trail.digits(digits);
    let sessions = stage.home.path().join(".local/state/wardroom/sessions");
    let file = std::fs::read_dir(sessions)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    trail.secret(
        "a session token",
        std::fs::read_to_string(file).unwrap().trim(),
    );
    trail.place("the terminal of login", terminal.bytes());
}

/// What the commands show once.
fn hand_out(stage: &Stage, trail: &mut Trail) {
    let once = |args: &[&str]| {
        let said = stage.home.run(&[args, WHY, &["--json"]].concat());
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        (said, told["outcome"].clone())
    };
    let (said, told) = once(&["operators", "create", "bo", "--role", "support"]);
    trail.shows(
        "operators create",
        said,
        &[(
            "an enrolment code",
            told["enrolment_code"].as_str().unwrap(),
        )],
    );
    let create = [
        "operators",
        "tokens",
        "create",
        "robot",
        "--role",
        "support",
        "--action",
        "sessions revoke",
    ];
    let (said, told) = once(&create);
    trail.shows(
        "operators tokens create",
        said,
        &[("a service token", told["token"].as_str().unwrap())],
    );
    let (said, told) = once(&[
        "recovery-codes",
        "issue",
        "olivia@example.com",
        "--full",
        "--finish",
    ]);
    let codes: Vec<&str> = told["codes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|code| code.as_str().unwrap())
        .collect();
    assert_eq!(codes.len(), 10);
    let codes: Vec<_> = codes
        .into_iter()
        .map(|code| ("a user's recovery code", code))
        .collect();
    trail.shows("recovery-codes issue", said, &codes);
}

/// Codes on the console's screen, finished.
fn codes_in_the_console(stage: &Stage, trail: &mut Trail) {
    let mut terminal = stage.launch(&[]).env("RUST_LOG", "trace").open();
    find(&mut terminal, "alice@example.com");
    let screen = ask_for_codes(&mut terminal);
    for code in codes_on(&screen) {
        trail.secret("a code of the console", code);
    }
    let ending = ending_on(&screen);
    terminal.send(&format!("\r{ending}\r"));
    terminal.wait_for("count now");
}

/// Every command that lists, shows or exports, and a worker at its most talkative.
fn everything_that_prints(stage: &Stage, trail: &mut Trail) {
    for args in [
        &["audit", "list", "--json"][..],
        &["audit", "verify", "--json"],
        &["audit", "export", "--personal", "--reason", "the hunt"],
        &["users", "list", "--json"],
        &["users", "show", "alice@example.com", "--json"],
        &["sessions", "list", "alice@example.com", "--json"],
        &["factors", "list", "alice@example.com", "--json"],
        &["recovery-codes", "status", "alice@example.com", "--json"],
        &["operators", "list", "--json"],
        &["operators", "tokens", "list", "--json"],
        &["whoami", "--json"],
        &["keys", "--json"],
        &["doctor", "--json"],
    ] {
        let said = stage.home.run(args);
        assert!(!said.out.is_empty(), "{args:?}: {}", said.err);
        trail.shows(&args.join(" "), said, &[]);
    }
    let worker = Command::new(binary::worker())
        .args(["run", "--once"])
        .env("WARDROOM_DATABASE", stage.url())
        .env("WARDROOM_LOG", "trace")
        .output()
        .unwrap();
    assert!(!worker.stderr.is_empty(), "the worker says too little");
    trail.place("the worker's log", [worker.stdout, worker.stderr].concat());
}

/// The directory's key ring is made, grown, counted, used and cut down; nobody says what is in it.
fn key_ring(stage: &Stage, trail: &mut Trail) {
    const RING: &str = "ring.key";
    for args in [
        &["create"][..],
        &["versions"],
        &["add"],
        &["versions", "--json"],
        &["reseal", "--json"],
        &["retire", "1", "--yes"],
        &["retire", "9", "--yes"],
        &["create"],
    ] {
        let said = stage
            .home
            .run(&[&["key-ring"][..], args, &["--keys", RING]].concat());
        assert!(!(said.out.is_empty() && said.err.is_empty()), "{args:?}");
        trail.shows(&format!("key-ring {}", args.join(" ")), said, &[]);
        let ring = std::fs::read_to_string(stage.home.path().join(RING)).unwrap();
        for entry in ring.lines() {
            let (_, key) = entry.split_once(':').unwrap();
            trail.secret("a key of the key ring", key);
            let raw = data_encoding::BASE64URL_NOPAD.decode(key.as_bytes());
            trail.secret("a key of the key ring itself", raw.unwrap());
        }
    }
}

/// Secrets where they do not belong: the refusal must not repeat them.
fn mistakes(stage: &Stage, trail: &mut Trail) {
    let strange = "1:not-43-characters-of-base64url";
    let url = "postgres://ana:pa55word-of-ana@127.0.0.1:1/none";
    let ring = stage.home.path().join("strange.key");
    std::fs::write(&ring, strange).unwrap();
    std::fs::set_permissions(&ring, Permissions::from_mode(0o600)).unwrap();
    let token = "wr_svc_mistyped-and-still-secret";
    let wrong: [(&[&str], &str, &str); 4] = [
        (&["whoami"], "WARDROOM_TOKEN", token),
        (&["keys"], "WARDROOM_OPERATOR_KEY", strange),
        (&["whoami"], "WARDROOM_DATABASE", url),
        (&["key-ring", "add"], "WARDROOM_KEYS_FILE", "strange.key"),
    ];
    for (verb, name, value) in wrong {
        let mut command = stage.home.command(verb);
        let said = Ran::of(command.env(name, value));
        assert_ne!(said.code, 0, "{name}");
        trail.shows(name, said, &[]);
    }
    trail.secret("a mistyped token", token);
    trail.secret("a mistyped key", strange);
    trail.secret("a database password", "pa55word-of-ana");
}
