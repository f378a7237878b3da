//! Recovery codes that can never be used again.

use super::declare::{Age, Along, Sweep, Target, always, days, held};

const CODES: &[Along] = &[Along {
    table: "code",
    key: ("set_id", "id"),
}];

/// The sweep. Sets first: their codes go with them.
pub(super) static SWEEP: Sweep = Sweep {
    name: "recovery-codes",
    does: "Removes recovery-code sets that were voided, expired or never finished, and codes that were used.",
    reason: "A season, so that support can still tell when a code was used and by whom a set was issued.",
    keep: days(90),
    least: (
        days(30),
        "a takeover is reported within weeks, and it must still show that a code was used",
    ),
    cron: "50 1 * * *",
    zone: "UTC",
    targets: &[
        Target {
            table: "code_set",
            tie: "id",
            ages: &[
                Age::from("voided_at", "it was voided"),
                Age::from("expires_at", "it expired"),
                Age {
                    column: "created_at",
                    means: "it was issued and never finished",
                    grace: days(1),
                    only: Some("{t.code_set.state} = 'pending'"),
                },
            ],
            held: held!("{t.code_set.user_id}"),
            made: None,
            along: CODES,
        },
        Target {
            table: "code",
            tie: "set_id",
            ages: &[Age::from("used_at", "it was used")],
            held: "EXISTS (SELECT 1 FROM {code_set} s JOIN {hold} h ON {h.hold.user_id} = {s.code_set.user_id}
                WHERE {s.code_set.id} = {t.code.set_id} AND {h.hold.released_at} IS NULL)",
            made: None,
            along: &[],
        },
    ],
    by_default: true,
    withheld: always,
};
