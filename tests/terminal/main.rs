//! The real `wardroom` in a real terminal: a day's work, hostile names, every way to leave, faults, and the hunt for
//! secrets.
#![expect(
    clippy::unwrap_used,
    reason = "a scene that cannot go on must fail at once and say why"
)]

mod directories;
mod faults;
mod hostile;
mod hunt;
mod journey;
mod leaving;
mod modes;
mod plain;
mod recorded;
mod stage;
mod work;
