//! What happens in a session once it has begun: refreshed, checked, listed, ended, proved again.

mod authenticate;
mod end;
mod list;
mod refresh;
mod replay;
mod step_up;

pub use refresh::Refreshed;
