//! The example application over HTTP while eight browsers sign in and register without a pause.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use serde_json::json;
use tokio::runtime::Handle;
use wardroom_tests::binary;
use wardroom_tests::browser::Browser;

use super::clients::{CLIENTS, PASSWORD, at_once, members};
use super::ground::Ground;
use super::refresh::Application;
use super::report::{Budget, Report};
use super::sample::{Sample, timed};

/// Times each browser does both.
const EACH: usize = 20;
const PATIENCE: Duration = Duration::from_secs(10);
const SIGN_IN: Budget = Budget {
    most: 3_000.0,
    said: "p95 <= 3 s",
};
const REGISTRATION: Budget = Budget {
    most: 5_000.0,
    said: "p95 <= 5 s",
};

/// The example, running; ended with this.
struct Served {
    base: String,
    program: Child,
}

impl Served {
    fn start(ground: &Ground) -> Self {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let base = format!("http://{address}");
        let program = Command::new(binary::web_app())
            .env("WARDROOM_DATABASE", &ground.url)
            .env("WARDROOM_KEYS", ground.ring().to_text().expose_secret())
            .env("WARDROOM_SITE_URL", &base)
            .env("LISTEN", address.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let served = Self { base, program };
        let began = Instant::now();
        while std::net::TcpStream::connect(address).is_err() {
            assert!(began.elapsed() < PATIENCE, "the example does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        served
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Every browser registers somebody new and then signs in, again and again.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let application = Application::open(ground, 1);
    let (addresses, _) = members(&application);
    let directory = application.accounts.directory();
    let served = Served::start(ground);
    let (signed_in, registered) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    at_once(EACH, |client| {
        let mut browser = Browser::at(&served.base);
        let newcomer = format!("{}@new.example", directory.fresh_id());
        let newcomer = json!({ "email": newcomer, "password": PASSWORD });
        let took = timed(|| drop(browser.post("/api/register", newcomer.clone()).ok()));
        registered.lock().unwrap().push(took);
        let took = timed(|| drop(browser.sign_in(&addresses[client], PASSWORD).ok()));
        signed_in.lock().unwrap().push(took);
    });
    drop(served);
    Handle::current().block_on(directory.close());
    assert_eq!(addresses.len(), CLIENTS);
    let taken = |sample: Mutex<Vec<Duration>>| Sample::of(sample.into_inner().unwrap());
    report.late(
        "sign-in over HTTP, 8 browsers",
        &taken(signed_in),
        Some(SIGN_IN),
    );
    report.late(
        "registration over HTTP, 8 browsers",
        &taken(registered),
        Some(REGISTRATION),
    );
}
