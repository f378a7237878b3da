//! What the worker removes: each sweep is data, and one loop runs them all.
//!
//! A sweep never decides what is valid: every row it removes had stopped counting by itself before.

mod batch_block;
mod batch_index;
mod change;
mod choose;
mod cutoff;
mod declare;
mod due;
mod history;
mod lease;
mod pace;
mod plan;
mod policy;
mod run;
mod stop;
mod text;
mod wal;
mod work;

mod one_time_tokens;
mod recovery_codes;
mod sessions;

pub use change::{Wish, change};
pub use declare::{Age, Along, Sweep, Target};
pub use due::Standing;
pub use plan::{Plan, PlannedTarget, plan};
pub use policy::Policy;
pub use run::{Order, Report, run};
pub use stop::Stop;

/// Every sweep, in the order in which they run.
pub static ALL: &[&Sweep] = &[
    &one_time_tokens::SWEEP,
    &sessions::SWEEP,
    &recovery_codes::SWEEP,
];

/// The sweep of that name.
pub fn find(name: &str) -> crate::Result<&'static Sweep> {
    let names = || ALL.iter().map(|s| s.name).collect::<Vec<_>>().join(", ");
    ALL.iter().find(|s| s.name == name).copied().ok_or_else(|| {
        crate::Error::invalid("sweep", format!("{name:?} is none; there are {}", names()))
    })
}
