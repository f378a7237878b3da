//! Mail that Wardroom itself queued for an application's users, in its own table beside theirs: sent, or given up.

use super::floor::LEAST;
use crate::sweep::declare::{Age, OUTBOX, Sweep, Target, always, days};

pub(super) static SWEEP: Sweep = Sweep {
    name: "mail",
    does: "Removes Wardroom's own mail to users that was sent or given up.",
    reason: "A season in which support can see that somebody was told.",
    keep: days(90),
    least: LEAST,
    cron: "0 2 * * *",
    zone: "UTC",
    targets: &[Target {
        table: OUTBOX,
        tie: "id",
        ages: &[
            Age::from("sent_at", "it was sent"),
            Age {
                column: "created_at",
                means: "it was queued, if it was given up",
                grace: std::time::Duration::ZERO,
                only: Some("{t.outbox.state} = 'dead'"),
            },
        ],
        held: "FALSE",
        made: None,
        along: &[],
    }],
    by_default: true,
    withheld: always,
};
