//! Sessions that are over, with their refresh tokens.

use super::declare::{Age, Along, Sweep, Target, always, days, held};
use crate::model::Session;

/// The sweep. Used refresh tokens go only with their session: shown again, they prove theft (RFC 9700 §4.14.2).
pub(super) static SWEEP: Sweep = Sweep {
    name: "sessions",
    does: "Removes sessions that expired, were ended or lay unused, with their refresh tokens.",
    reason: "A month is how far back a stolen refresh token is still recognised, and a past sign-in shown to support.",
    keep: days(30),
    least: (
        days(7),
        "for a week a refresh token that is shown again must be known as a stolen one",
    ),
    cron: "30 1 * * *",
    zone: "UTC",
    targets: &[Target {
        table: "session",
        tie: "id",
        ages: &[
            Age::from("expires_at", "it expired"),
            Age::from("revoked_at", "it was ended"),
            Age {
                column: "seen_at",
                means: "it was last used",
                grace: Session::IDLE_LIMIT,
                only: None,
            },
        ],
        held: held!("{t.session.user_id}"),
        made: None,
        along: &[Along {
            table: "refresh_token",
            key: ("session_id", "id"),
        }],
    }],
    by_default: true,
    withheld: always,
};
