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
pub mod foreign;
mod history;
mod lease;
mod pace;
mod plan;
mod policy;
mod run;
mod sound;
mod stop;
mod text;
mod wal;
mod work;

mod one_time_tokens;
mod recovery_codes;
mod sessions;

use crate::Directory;
use crate::error::{Error, Result};

pub use change::{Wish, change};
pub use declare::{Age, Along, Sweep, Target};
pub use due::Standing;
pub use plan::{Plan, PlannedTarget, plan};
pub use policy::Policy;
pub use run::{Order, Report, run};
pub use stop::Stop;

/// Every sweep of the own layout, in the order in which they run.
pub static ALL: &[&Sweep] = &[
    &one_time_tokens::SWEEP,
    &sessions::SWEEP,
    &recovery_codes::SWEEP,
];

/// The sweeps of a directory, in the order in which they run: those of its layout whose tables it has.
pub fn of(directory: &Directory) -> Vec<&'static Sweep> {
    let app = directory.layout().app();
    let mut all = known(directory);
    all.retain(|sweep| (sweep.withheld)(&app).is_none());
    all
}

/// The sweeps that must not run in this directory, each with the reason.
pub fn withheld(directory: &Directory) -> Vec<(&'static Sweep, &'static str)> {
    let app = directory.layout().app();
    let why = |sweep: &'static Sweep| Some((sweep, (sweep.withheld)(&app)?));
    known(directory).into_iter().filter_map(why).collect()
}

/// The sweep of that name.
pub fn find(directory: &Directory, name: &str) -> Result<&'static Sweep> {
    if let Some((_, why)) = withheld(directory).iter().find(|(s, _)| s.name == name) {
        return Err(Error::Unsupported {
            action: "this sweep",
            layout: directory.layout().name(),
            why,
        });
    }
    let all = of(directory);
    all.iter().find(|s| s.name == name).copied().ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|s| s.name).collect();
        Error::invalid(
            "sweep",
            format!("{name:?} is none; there are {}", names.join(", ")),
        )
    })
}

fn known(directory: &Directory) -> Vec<&'static Sweep> {
    let layout = directory.layout();
    let mut all = foreign::sweeps_of(layout.name()).unwrap_or(ALL).to_vec();
    let is_there = |target: &Target| {
        let has = |age: &Age| layout.has_column(target.table, age.column);
        target.is_ours() || target.ages.iter().all(has)
    };
    all.retain(|sweep| !layout.is_foreign() || sweep.targets.iter().all(is_there));
    all
}
