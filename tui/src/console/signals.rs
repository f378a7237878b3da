//! Everything by which the machine asks the console to leave, as one future.

use std::io;

use tokio::signal::unix::{SignalKind, signal};

use super::hangup;
use super::runtime::Stop;

/// Starts listening at once; resolves to the first reason to leave.
pub fn stop() -> io::Result<impl Future<Output = Stop>> {
    let vanished = hangup::watch()?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hangup = signal(SignalKind::hangup())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            biased;
            Ok(()) = vanished => Stop::Hangup,
            _ = hangup.recv() => Stop::Hangup,
            _ = terminate.recv() => Stop::Terminate,
            _ = interrupt.recv() => Stop::Interrupt,
        }
    })
}
