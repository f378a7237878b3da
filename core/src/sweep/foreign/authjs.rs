//! What Auth.js leaves behind: it removes an expired session only when its own cookie comes back, and a link never.

use super::floor::LEAST;
use super::mail;
use crate::sweep::declare::{Age, Sweep, Target, always, days};

pub(super) static ALL: &[&Sweep] = &[&SESSIONS, &LINKS, &mail::SWEEP];

const EXPIRED: &[Age] = &[Age::from("expires", "it expired")];

static SESSIONS: Sweep = Sweep {
    name: "sessions",
    does: "Removes sessions that expired and were never come back to.",
    reason: "A week in which support can still see that somebody was signed in.",
    keep: days(7),
    least: LEAST,
    cron: "30 1 * * *",
    zone: "UTC",
    targets: &[Target {
        table: "as_session",
        tie: "token",
        ages: EXPIRED,
        held: "FALSE",
        made: Some("created_at"),
        along: &[],
    }],
    by_default: true,
    withheld: always,
};

static LINKS: Sweep = Sweep {
    name: "mail-links",
    does: "Removes sign-in links that expired unused.",
    reason: "A week in which support can see that somebody was sent one.",
    keep: days(7),
    least: LEAST,
    cron: "10 1 * * *",
    zone: "UTC",
    targets: &[Target {
        table: "as_token",
        tie: "token",
        ages: EXPIRED,
        held: "FALSE",
        made: None,
        along: &[],
    }],
    by_default: true,
    withheld: always,
};
