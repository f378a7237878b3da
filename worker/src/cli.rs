//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wardroom_core::layout::AppSettings;
use wardroom_core::model::parse_age;

const EXAMPLES: &str = "Examples:
  wardroom-worker plan                       what would go tonight, counted; nothing is changed
  wardroom-worker run                        run as a service, until a signal
  wardroom-worker run --once                 run what is due and end: for timers and containers
  wardroom-worker run --once --sweep sessions
  wardroom-worker audit-key seal.key         make the key that seals the audit; keep it on this host alone
  wardroom-worker run --app time_zone=Europe/Zurich --app tables.session.table=app_sessions
                                             an attached directory: what its tables do not tell
  wardroom-worker run --audit-key seal.key
  wardroom-worker run --keys ring.keys --jwks-listen 0.0.0.0:9465
                                             turn the signing keys over, and publish them

What each sweep removes and how long rows stay is a policy: see `wardroom retention list`.";

/// Keeps an account database clean: what is expired goes on schedule, safely from several hosts.
#[derive(Debug, Parser)]
#[command(
    name = "wardroom-worker",
    version,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{}", crate::exit::help()),
    max_term_width = 100
)]
pub struct Cli {
    /// Where, and how it talks.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing means `run`.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The command line as a value, for the page of settings.
pub fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The directory: postgres://…, sqlite:PATH or a .db file
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "WARDROOM_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// The directory's schema on PostgreSQL
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "WARDROOM_SCHEMA",
        default_value = "public"
    )]
    pub schema: String,
    /// What the tables of an attached directory do not tell of its application, such as `time_zone=Europe/Zurich` (several times; the variable divides them by `;`)
    #[arg(
        long,
        global = true,
        value_name = "KEY=VALUE",
        env = "WARDROOM_APP",
        value_delimiter = ';',
        value_parser = told
    )]
    pub app: Vec<(String, String)>,
    /// How the log on standard error is written
    #[arg(long, global = true, value_enum, default_value = "json")]
    pub log_format: LogFormat,
    /// How much is logged: error, warn, info, debug, or a filter such as `wardroom_worker=debug`
    #[arg(
        long,
        global = true,
        value_name = "LEVEL",
        env = "WARDROOM_LOG",
        default_value = "info"
    )]
    pub log: String,
}

/// One key of [`AppSettings`], found fit before anything is opened.
fn told(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("give KEY=VALUE")?;
    let mut app = AppSettings::default();
    app.set(key, value).map_err(|wrong| wrong.to_string())?;
    Ok((key.to_owned(), value.to_owned()))
}

impl Global {
    /// What the tables do not tell of the application, its secret read.
    pub(crate) fn app(&self) -> wardroom_core::Result<AppSettings> {
        let mut app = AppSettings::default();
        for (key, value) in &self.app {
            app.set(key, value)?;
        }
        app.with_secret()
    }
}

/// How a log line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One JSON object per line
    Json,
    /// For people
    Text,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the sweeps that are due: as a service, or once
    Run(Run),
    /// Count what a run would remove now, and show the oldest row; nothing is changed
    Plan(Plan),
    /// Make the key that seals the audit, in a new file that only its owner can read, and print its public half
    AuditKey(AuditKey),
}

/// Where the new key goes.
#[derive(Args, Clone, Debug)]
pub struct AuditKey {
    /// The new file; one that is there is never written over
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// What is done about the audit.
#[derive(Args, Clone, Debug, Default)]
pub struct Audit {
    /// Seal the audit with this key (made by `audit-key`); without one it is chained but not sealed
    #[arg(long, value_name = "FILE", env = "WARDROOM_AUDIT_KEY_FILE")]
    pub audit_key: Option<PathBuf>,
    /// Remove sealed segments older than this, such as 7y [default: keep everything]
    #[arg(long, value_name = "AGE", env = "WARDROOM_KEEP_AUDIT", value_parser = parse_age)]
    pub keep_audit: Option<Duration>,
}

/// The directory's key ring, which mail and signing keys need.
#[derive(Args, Clone, Debug, Default)]
pub struct Keys {
    /// The directory's key ring; `$WARDROOM_KEYS` may hold its text instead [default: none, and sealed mail waits]
    #[arg(long, value_name = "FILE", env = "WARDROOM_KEYS_FILE")]
    pub keys: Option<PathBuf>,
    /// Where mail is written while `$SMTP_URL` is not set
    #[arg(
        long,
        value_name = "FOLDER",
        env = "WARDROOM_MAIL_FOLDER",
        default_value = "wardroom-mail"
    )]
    pub mail_folder: PathBuf,
}

/// The keys that sign access tokens; the key ring seals them.
#[derive(Args, Clone, Debug, Default)]
pub struct Signing {
    /// How long a key signs before the next one does; needs the key ring [default: 90d]
    #[arg(long, value_name = "AGE", env = "WARDROOM_SIGNING_KEY_LIFE", value_parser = parse_age)]
    pub signing_key_life: Option<Duration>,
    /// Where /.well-known/jwks.json answers, such as 0.0.0.0:9465 [default: nowhere]
    #[arg(long, value_name = "ADDRESS", env = "WARDROOM_JWKS_LISTEN")]
    pub jwks_listen: Option<SocketAddr>,
}

/// How to run.
#[derive(Args, Clone, Debug, Default)]
pub struct Run {
    /// Run what is due and end
    #[arg(long)]
    pub once: bool,
    /// Only this sweep, due or not (with --once; may be given several times)
    #[arg(long, value_name = "NAME", requires = "once")]
    pub sweep: Vec<String>,
    /// Where /healthz, /readyz and /metrics answer [default: 127.0.0.1:9464]
    #[arg(long, value_name = "ADDRESS", env = "WARDROOM_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// What is done about the audit.
    #[command(flatten)]
    pub audit: Audit,
    /// The directory's key ring.
    #[command(flatten)]
    pub keys: Keys,
    /// The keys that sign access tokens.
    #[command(flatten)]
    pub signing: Signing,
}

impl Run {
    /// Where to listen: on this machine alone, unless told otherwise.
    pub(crate) fn listen(&self) -> SocketAddr {
        self.listen
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 9464)))
    }
}

/// What to plan.
#[derive(Args, Clone, Debug)]
pub struct Plan {
    /// Only this sweep (may be given several times)
    #[arg(long, value_name = "NAME")]
    pub sweep: Vec<String>,
    /// One JSON object per sweep
    #[arg(long)]
    pub json: bool,
}
