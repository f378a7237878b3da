//! The log: JSON lines on standard error, never a secret.

use tracing_subscriber::EnvFilter;

use crate::cli::{Global, LogFormat};
use crate::exit::{Exit, Failure};

/// Begins to log, and makes a panic one line of the log: its message may quote a value, so only its place is told.
pub(crate) fn start(global: &Global) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(&global.log).map_err(|e| {
        let why = format!("--log: {e}; give error, warn, info or debug");
        Failure::new(Exit::Invalid, why)
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = match global.log_format {
        LogFormat::Json => log.json().flatten_event(true).try_init(),
        LogFormat::Text => log.with_ansi(false).try_init(),
    };
    started.map_err(|e| Failure::new(Exit::Unexpected, e.to_string()))?;
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string);
        tracing::error!(at, "a task broke; this is a bug");
    }));
    Ok(())
}
