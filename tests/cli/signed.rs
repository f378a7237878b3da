//! A home whose operator enrolled at a real terminal, with a few made-up users to operate on.

use secrecy::ExposeSecret;
use serde_json::Value;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::crypto::totp::TotpSecret;
use wardroom_tests::{
    binary,
    command::{Home, Ran},
    database::Fresh,
    pty::{Ended, Launch, Terminal},
};

pub(crate) const PASSWORD: &str = "a long and quiet password";

/// An operator at their own machine.
pub(crate) struct Signed {
    pub(crate) home: Home,
    pub(crate) secret: TotpSecret,
    pub(crate) shown: Vec<u8>,
    url: String,
}

impl Signed {
    /// Initialises the directory and enrols its first operator, `admin`.
    pub(crate) fn admin(db: &Fresh) -> Self {
        let home = Home::at(db.url());
        let made = home
            .json(&["init", "--email", "admin@desk.example"])
            .remove(0);
        let code = made["enrolment_code"].as_str().unwrap().to_owned();
        Self::enrol(home, db.url(), "admin", &code)
    }

    /// Enrols an operator with the one-time code, at a terminal.
    pub(crate) fn enrol(home: Home, url: &str, name: &str, code: &str) -> Self {
        let mut terminal = at_terminal(&home, url, &["login", name]);
        terminal.wait_for("Enrolment code");
        terminal.send(&format!("{code}\r"));
        for prompt in ["New password", "The same again"] {
            terminal.wait_for(prompt);
            terminal.send(&format!("{PASSWORD}\r"));
        }
        let screen = terminal.wait_for("The code it shows");
        let secret = secret_on(&screen);
        terminal.send(&format!("{}\r", code_now(&secret)));
        terminal.wait_for("Press Enter");
        terminal.send("\r");
        terminal.wait_for("Signed in as");
        assert_eq!(terminal.wait_end(), Ended::Status(0));
        let shown = terminal.bytes();
        Self {
            home,
            secret,
            shown,
            url: url.to_owned(),
        }
    }

    /// Runs a command in a terminal.
    pub(crate) fn at_terminal(&self, args: &[&str]) -> Terminal {
        at_terminal(&self.home, &self.url, args)
    }

    /// A user made through the command line; its id.
    pub(crate) fn user(&self, email: &str) -> String {
        let made = self.home.json(&["users", "create", email, "--verified"]);
        made[0]["outcome"]["user"].as_str().unwrap().to_owned()
    }

    /// Runs it and reads its one JSON object, whatever the exit code.
    pub(crate) fn answer(&self, args: &[&str]) -> (i32, Value) {
        let ran: Ran = self.home.run(&[args, &["--json"]].concat());
        let text = if ran.out.is_empty() {
            &ran.err
        } else {
            &ran.out
        };
        (ran.code, serde_json::from_str(text).unwrap())
    }
}

/// The code an authenticator shows now.
pub(crate) fn code_now(secret: &TotpSecret) -> String {
    let code = secret.code_at(SystemClock.now().unix_seconds());
    code.expose_secret().to_owned()
}

fn at_terminal(home: &Home, url: &str, args: &[&str]) -> Terminal {
    let launch = Launch::new(binary::wardroom(), home.path())
        .args(args)
        .size(100, 60);
    // A directory that is none of the environment's is the configuration's.
    if url.is_empty() {
        return launch.open();
    }
    launch.env("WARDROOM_DATABASE", url).open()
}

fn secret_on(screen: &str) -> TotpSecret {
    let line = screen.lines().find(|l| l.contains("or type ")).unwrap();
    let text: String = line
        .split("or type ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .collect();
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).unwrap();
    TotpSecret::from_bytes(&bytes).unwrap()
}
