//! The event loop, generic in the program it runs: wait, drain what is ready, update, start effects, draw once.
//! `update` is a plain function, so awaiting in it does not compile; only effects reach a database.

mod event;
mod program;
mod pump;
mod tasks;

pub use event::{Event, Stop};
pub use program::{Clip, Program, Screen, Step};
pub use pump::{Sources, run};
pub use tasks::Tasks;
