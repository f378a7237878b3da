//! What Better Auth leaves behind: abandoned sessions above all, whose own cookie never comes back to have them removed.

use super::floor::LEAST;
use super::mail;
use crate::layout::{AppSettings, SessionStorage};
use crate::sweep::declare::{Age, Sweep, Target, always, days};

pub(super) static ALL: &[&Sweep] = &[
    &SESSIONS,
    &VERIFICATIONS,
    &API_KEYS,
    &INVITATIONS,
    &JWKS,
    &mail::SWEEP,
];

const EXPIRED: &[Age] = &[Age::from("expires_at", "it expired")];

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

fn of_the_database(app: &AppSettings) -> Option<&'static str> {
    if app.keeps_ended_sessions {
        return Some("the application keeps ended sessions on purpose (keeps_ended_sessions)");
    }
    (app.session_storage == SessionStorage::Elsewhere)
        .then_some("the application keeps its sessions in a secondary storage (session_storage)")
}

static SESSIONS: Sweep = Sweep {
    name: "sessions",
    does: "Removes sessions that expired and were never come back to.",
    reason: "A week in which support can still see where somebody was signed in.",
    keep: days(7),
    least: LEAST,
    cron: "30 1 * * *",
    zone: "UTC",
    targets: &[target("ba_session", EXPIRED)],
    by_default: true,
    withheld: of_the_database,
};

// The application removes these itself on look-ups, unless it was told not to.
static VERIFICATIONS: Sweep = Sweep {
    name: "verifications",
    does: "Removes resets, codes, links and trusted devices that expired.",
    reason: "A week in which support can see that somebody asked for a reset.",
    keep: days(7),
    least: LEAST,
    cron: "10 1 * * *",
    zone: "UTC",
    targets: &[target("ba_verification", EXPIRED)],
    by_default: false,
    withheld: always,
};

static API_KEYS: Sweep = Sweep {
    name: "api-keys",
    does: "Removes API keys that expired.",
    reason: "A season in which whoever uses one can be told which it was.",
    keep: days(90),
    least: LEAST,
    cron: "20 1 * * *",
    zone: "UTC",
    targets: &[target("ba_api_key", EXPIRED)],
    by_default: false,
    withheld: always,
};

// Off by itself: with an invitation goes the history of who invited whom.
static INVITATIONS: Sweep = Sweep {
    name: "invitations",
    does: "Removes invitations that expired unanswered.",
    reason: "A season in which an organization can see whom it invited.",
    keep: days(90),
    least: LEAST,
    cron: "40 1 * * *",
    zone: "UTC",
    targets: &[target(
        "ba_invitation",
        &[Age {
            column: "expires_at",
            means: "it expired",
            grace: std::time::Duration::ZERO,
            only: Some("{t.ba_invitation.status} = 'pending'"),
        }],
    )],
    by_default: false,
    withheld: always,
};

static JWKS: Sweep = Sweep {
    name: "signing-keys",
    does: "Removes the public and private halves of signing keys that expired.",
    reason: "An expired key is served for 30 days more; a token it signed breaks when it goes.",
    keep: days(60),
    least: (
        days(32),
        "an expired key is served, and believed, for 30 days",
    ),
    cron: "50 1 * * *",
    zone: "UTC",
    targets: &[target("ba_jwks", EXPIRED)],
    by_default: false,
    withheld: always,
};
