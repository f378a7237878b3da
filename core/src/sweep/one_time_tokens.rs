//! Codes and links sent by mail, and unfinished sign-ins, that have expired or were used.

use super::declare::{Age, Sweep, Target, always, days, held};

const AGES: &[Age] = &[
    Age::from("expires_at", "it expired"),
    Age::from("used_at", "it was used"),
];

/// The sweep.
pub(super) static SWEEP: Sweep = Sweep {
    name: "one-time-tokens",
    does: "Removes verification codes, password resets, sign-in links and unfinished sign-ins that expired or were used.",
    reason: "A month of them shows an operator who asked for earlier resets before another one is granted.",
    keep: days(30),
    least: (
        days(1),
        "for a day support must see that a reset or a code was asked for just before",
    ),
    cron: "10 1 * * *",
    zone: "UTC",
    targets: &[
        Target {
            table: "verification",
            tie: "id",
            ages: AGES,
            held: held!("{t.verification.user_id}"),
            made: None,
            along: &[],
        },
        Target {
            table: "password_reset",
            tie: "id",
            ages: AGES,
            held: held!("{t.password_reset.user_id}"),
            made: None,
            along: &[],
        },
        Target {
            table: "magic_link",
            tie: "id",
            ages: AGES,
            held: held!("{t.magic_link.user_id}"),
            made: None,
            along: &[],
        },
        Target {
            table: "challenge",
            tie: "id",
            ages: AGES,
            held: held!("{t.challenge.user_id}"),
            made: None,
            along: &[],
        },
    ],
    by_default: true,
    withheld: always,
};
