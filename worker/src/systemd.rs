//! What systemd is told; without it nobody listens, and nothing is said.

use sd_notify::NotifyState;

/// Tells it; a service manager that cannot be told is no reason to fail.
pub(crate) fn tell(state: NotifyState<'_>) {
    if let Err(e) = sd_notify::notify(&[state]) {
        tracing::debug!(error = %e, "systemd was not told");
    }
}

/// Started, and what it does now.
pub(crate) fn ready() {
    tell(NotifyState::Ready);
}

/// On its way out.
pub(crate) fn stopping() {
    tell(NotifyState::Stopping);
}

/// Alive.
pub(crate) fn alive() {
    tell(NotifyState::Watchdog);
}
