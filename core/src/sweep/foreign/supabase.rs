//! What Supabase Auth leaves behind. It clears away the rest itself, and a session without an end is not expired.

use super::floor::LEAST;
use super::mail;
use crate::sweep::declare::{Age, Sweep, Target, always, days};

pub(super) static ALL: &[&Sweep] = &[&TOKENS, &AUDIT, &mail::SWEEP];

const fn target(table: &'static str, ages: &'static [Age]) -> Target {
    Target {
        table,
        tie: "id",
        ages,
        held: "FALSE",
        made: Some("created_at"),
        along: &[],
    }
}

// Off by itself: its own life of a link is its project's choice, and cannot be read from here.
static TOKENS: Sweep = Sweep {
    name: "one-time-tokens",
    does: "Removes the tokens of resets, confirmations and changes of address that were sent long ago.",
    reason: "A month in which support can see that somebody asked for a reset.",
    keep: days(30),
    least: (days(8), "a project may give its links a week"),
    cron: "10 1 * * *",
    zone: "UTC",
    targets: &[target(
        "sb_token",
        &[Age::from("created_at", "it was sent")],
    )],
    by_default: false,
    withheld: always,
};

// Off by itself: it is the application's own record, and some must keep one for years.
static AUDIT: Sweep = Sweep {
    name: "audit-entries",
    does: "Removes old entries of the application's own audit.",
    reason: "A year, which most rules on such records ask for.",
    keep: days(365),
    least: LEAST,
    cron: "20 1 * * *",
    zone: "UTC",
    targets: &[target(
        "sb_audit",
        &[Age::from("created_at", "it was written")],
    )],
    by_default: false,
    withheld: always,
};
