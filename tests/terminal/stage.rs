//! Where the scenes play: a small generated directory, a home of one's own, and its first operator in a terminal.

use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;
use wardroom_core::transfer::{Plan, generate};
use wardroom_tests::binary;
use wardroom_tests::command::Home;
use wardroom_tests::database::Template;
use wardroom_tests::pty::{Ended, Launch, Terminal};
use wardroom_tests::reading::{Authenticator, authenticator_on, codes_on, ending_on};

/// Two hundred users; the cast and every hostile name are among them.
pub(crate) static CROWDED: Template = Template::new("crowded", |url| Box::pin(fill(url)));

/// How many users are generated.
pub(crate) const USERS: u64 = 200;

/// The first operator's name and password.
pub(crate) const ANA: &str = "ana";
pub(crate) const PASSWORD: &str = "a gangway in the fog";

pub(crate) async fn fill(url: String) {
    populate(url, USERS).await;
}

/// Migrates and fills an empty database.
pub(crate) async fn populate(url: String, users: u64) {
    let target: Target = url.parse().unwrap();
    for set in Set::NEEDED {
        up(&Place::own(&target), set).await.unwrap();
    }
    let db = connect(&target, Access::Write, 2).await.unwrap();
    let directory = Directory::new(&db, Layout::own(), "public", Parts::default());
    let plan = Plan {
        users,
        seed: 1,
        now: directory.now(),
    };
    generate(&directory, &plan, |_, _| {}).await.unwrap();
    directory.close().await;
}

/// Seconds since 1970, as the program under test counts them.
pub(crate) fn now() -> i64 {
    SystemClock.now().unix_seconds()
}

/// A directory and the home from which it is operated.
pub(crate) struct Stage {
    url: String,
    pub(crate) home: Home,
    /// The first operator's enrolment code.
    pub(crate) code: String,
}

/// The first operator, enrolled.
pub(crate) struct Ana {
    pub(crate) authenticator: Authenticator,
    pub(crate) codes: Vec<String>,
}

impl Stage {
    pub(crate) fn on(url: &str) -> Self {
        let home = Home::at(url);
        let made = home.json(&["init", "--name", ANA]);
        let code = made[0]["enrolment_code"].as_str().unwrap().to_owned();
        Self::of(url, home, code)
    }

    /// The same of parts that are there already.
    pub(crate) fn of(url: &str, home: Home, code: String) -> Self {
        let url = url.to_owned();
        Self { url, home, code }
    }

    /// The directory's address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// `wardroom` with these arguments, about to be started in a terminal.
    pub(crate) fn launch(&self, args: &[&str]) -> Launch {
        Launch::new(binary::wardroom(), self.home.path())
            .env("WARDROOM_DATABASE", &self.url)
            .args(args)
    }

    /// The same behind a shell, which goes on after it; `$WARDROOM` is the program.
    pub(crate) fn shell(&self, script: &str) -> Terminal {
        Launch::new("/bin/sh", self.home.path())
            .env("WARDROOM_DATABASE", &self.url)
            .env("WARDROOM", binary::wardroom())
            .args(["-c", script])
            .open()
    }

    /// The console, nobody signed in.
    pub(crate) fn console(&self) -> Terminal {
        let terminal = self.launch(&[]).open();
        terminal.wait_for("password");
        terminal
    }

    /// The console after the first sign-in, at the list.
    pub(crate) fn enrolled(&self) -> (Terminal, Ana) {
        let mut terminal = self.console();
        let ana = enrol(&mut terminal, &self.code);
        (terminal, ana)
    }
}

/// The first sign-in, from the sign-in form to the list.
pub(crate) fn enrol(terminal: &mut Terminal, code: &str) -> Ana {
    terminal.send(&format!("{ANA}\r{code}\r\r"));
    terminal.wait_for("Choose a password");
    terminal.send(&format!("{PASSWORD}\r{PASSWORD}\r"));
    terminal.wait_for("▀▀▀▀▀▀▀");
    terminal.send("\x14");
    let screen = terminal.wait_gone("▀▀▀▀▀▀▀");
    let mut authenticator = authenticator_on(&screen);
    terminal.send(&format!("{}\r", authenticator.code(now())));
    let screen = terminal.wait_for("the last four of code");
    let codes = codes_on(&screen);
    terminal.send(&format!("\r{}\r", ending_on(&screen)));
    terminal.wait_gone("shown once");
    terminal.wait_for("STATUS");
    Ana {
        authenticator,
        codes,
    }
}

/// Signs in with password and authenticator, to the list.
pub(crate) fn sign_in(terminal: &mut Terminal, ana: &mut Ana) {
    let code = ana.authenticator.code(now());
    terminal.send(&format!("{ANA}\r{PASSWORD}\r{code}\r"));
    terminal.wait_for("STATUS");
}

/// Leaves from the list.
pub(crate) fn quit(terminal: &mut Terminal) -> Ended {
    terminal.send("q");
    terminal.wait_end()
}
