//! `wardroom demo`: a made-up directory, an operator enrolled and signed in for real, and the console.

use std::path::Path;

use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tempfile::TempDir;
use wardroom_core::Directory;
use wardroom_core::action::operator::{Enrolled, begin_enrolment, bootstrap, confirm_enrolment};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::crypto::key_file;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::crypto::totp::{TotpSecret, seconds_left};
use wardroom_core::db::{Access, PoolSize, Target, connect_sized};
use wardroom_core::entropy::OsEntropy;
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;

use super::demo_fill::Fill;
use super::directories;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::host;
use super::open_console::Visit;
use super::plain;
use super::settings::Settings;

const OPERATOR: &str = "demo";
/// Whoever wants another directory gives another seed.
const SEED: u64 = 1;

/// How the demo is made.
#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// How many users
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    users: u64,
    /// Another directory for another number
    #[arg(long, value_name = "N", default_value_t = SEED)]
    seed: u64,
    /// Keep the directory afterwards, and say where it is
    #[arg(long)]
    keep: bool,
    /// Show the password and the present code of the demo that runs, or was kept
    #[arg(long)]
    credentials: bool,
    /// Make the directory and end, without the console
    #[arg(long, requires = "keep")]
    no_console: bool,
}

/// What signs in to a demo; in a private file, since nothing of it protects real people.
#[derive(Serialize, Deserialize)]
struct Credentials {
    database: String,
    operator: String,
    password: String,
    totp: Vec<u8>,
}

/// What a demo leaves behind, or takes along.
pub(crate) struct Stay {
    folder: TempDir,
    target: Target,
    keep: bool,
}

impl Stay {
    /// Clears it away, or says where it is.
    pub(crate) fn end(self, settings: &Settings) -> Outcome {
        if self.keep {
            return say_where(settings, &self.target, &self.folder.keep());
        }
        let _ = std::fs::remove_file(settings.places.demo());
        Ok(())
    }
}

/// Makes the directory and prepares the console on it.
pub(crate) async fn run(settings: &Settings, args: Demo) -> Outcome<Option<Visit>> {
    if args.credentials {
        return credentials(settings).map(|()| None);
    }
    let folder = tempfile::Builder::new()
        .prefix("wardroom-demo-")
        .tempdir()?;
    let target = match &settings.global.database {
        Some(_) => settings.target()?,
        None => Target::sqlite(folder.path().join("demo.db")),
    };
    let filling = Fill {
        users: args.users,
        seed: args.seed,
    };
    filling.apart(settings, &target).await?;
    let directory = open(settings, &target, PoolSize::small(2)).await?;
    let ring = KeyRing::generate(&OsEntropy);
    let key = folder.path().join("operators.key");
    ring.create(&key)?;
    let signed = enrol(settings, &directory, &ring, &target).await?.signed_in;
    let stay = Stay {
        folder,
        target,
        keep: args.keep,
    };
    if args.no_console {
        directory.close().await;
        return stay.end(settings).map(|()| None);
    }
    let shown = settings.for_demo(&stay.target, key);
    if settings.wants_plain() {
        plain::run(&shown.plain(), directory, signed.caller, "demo").await?;
        return stay.end(settings).map(|()| None);
    }
    let opened = directories::signed(&shown, directory, Some(signed.caller), Some(ring)).await?;
    Ok(Some(Visit::new(&shown, opened)?.within(stay)))
}

/// The demo's directory, made if it is not there.
pub(crate) async fn open(
    settings: &Settings,
    target: &Target,
    size: PoolSize,
) -> Outcome<Directory> {
    let db = connect_sized(target, Access::Create, size).await?;
    Ok(Directory::new(
        &db,
        Layout::own(),
        settings.schema(),
        Parts::default(),
    ))
}

/// The demo operator goes the way of every operator: a code, a password, an authenticator.
async fn enrol(
    settings: &Settings,
    directory: &Directory,
    ring: &KeyRing,
    target: &Target,
) -> Outcome<Enrolled> {
    let first = bootstrap(directory, OPERATOR, None).await?;
    let password = RecoveryCode::generate(&OsEntropy).grouped();
    let code = first.code.grouped();
    let enrolling = begin_enrolment(directory, OPERATOR, &code, password.clone()).await?;
    let shown = enrolling.secret().code_at(directory.now().unix_seconds());
    let enrolled =
        confirm_enrolment(directory, ring, &enrolling, &shown, host().as_deref()).await?;
    let credentials = Credentials {
        database: target.to_string(),
        operator: OPERATOR.to_owned(),
        password: password.expose_secret().to_owned(),
        totp: enrolling.secret().expose().to_vec(),
    };
    let file = settings.places.demo();
    // Of an earlier demo, which nobody can sign in to any more unless it was kept.
    let _ = std::fs::remove_file(&file);
    settings.places.make_state()?;
    key_file::create(&file, &SecretString::from(json!(credentials).to_string()))?;
    Ok(enrolled)
}

fn credentials(settings: &Settings) -> Outcome {
    let text = key_file::read(&settings.places.demo())
        .map_err(|_| Fail::new(Exit::NotFound, "no demo runs here and none was kept"))?;
    let found: Credentials = serde_json::from_str(text.expose_secret())
        .map_err(|_| Fail::new(Exit::Corrupt, "the demo's credentials cannot be read"))?;
    let now = SystemClock.now().unix_seconds();
    let code = TotpSecret::from_bytes(&found.totp)?.code_at(now);
    let left = seconds_left(now);
    let answer = json!({
        "database": found.database,
        "operator": found.operator,
        "password": found.password,
        "code": code.expose_secret(),
        "code_seconds_left": left,
    });
    settings.out.one(&answer, |_| {
        vec![
            format!("operator  {}", found.operator),
            format!("password  {}", found.password),
            format!("code      {}  for {left} s more", code.expose_secret()),
        ]
    })
}

fn say_where(settings: &Settings, target: &Target, folder: &Path) -> Outcome {
    let key = folder.join("operators.key").display().to_string();
    let answer =
        json!({ "database": target.to_string(), "operator_key_file": key, "operator": OPERATOR });
    settings.out.one(&answer, |_| {
        vec![
            format!("Kept: {target}"),
            format!(
                "Go on with: wardroom --database {target} --operator-key {key} login {OPERATOR}"
            ),
            "Password and code: wardroom demo --credentials".to_owned(),
        ]
    })
}
