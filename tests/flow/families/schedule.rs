//! What can happen to a family, and random schedules of it.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;

/// One thing that happens to one family.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// The client shows the token it has, and takes the next.
    Refresh,
    /// The same, but the answer gets lost on its way.
    Lose,
    /// The client's process dies somewhere on the way, before the commit or after it.
    Crash { polls: u8 },
    /// Somebody shows a token they have seen, this many before the newest.
    Replay { back: u8 },
    /// The client shows its token twice in a row, as two of its windows do.
    Twice,
    /// The session's own token is shown.
    Authenticate,
    /// The user signs out.
    SignOut,
    /// The user ends the session from another one.
    EndOwn,
    /// An operator ends it.
    Revoke,
}

/// What happens to all families between two rounds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Between {
    /// Time passes.
    Wait(Duration),
    /// The night's sweep.
    Purge,
}

/// Many schedules over one directory.
#[derive(Clone, Debug)]
pub(super) struct Case {
    graceful: bool,
    /// What happens to each family, round by round.
    pub(super) families: Vec<Vec<Deed>>,
    pub(super) between: Vec<Between>,
}

pub(super) const ROUNDS: usize = 7;
const GRACE: Duration = Duration::from_secs(30);

impl Case {
    pub(super) fn grace(&self) -> Duration {
        if self.graceful { GRACE } else { Duration::ZERO }
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        10 => Just(Deed::Refresh),
        5 => Just(Deed::Lose),
        2 => (0_u8..30).prop_map(|polls| Deed::Crash { polls }),
        4 => (0_u8..4).prop_map(|back| Deed::Replay { back }),
        1 => Just(Deed::Twice),
        3 => Just(Deed::Authenticate),
        1 => Just(Deed::SignOut),
        1 => Just(Deed::EndOwn),
        1 => Just(Deed::Revoke),
    ]
}

fn between() -> impl Strategy<Value = Between> {
    prop_oneof![
        6 => (1_u64..25).prop_map(|s| Between::Wait(Duration::from_secs(s))),
        3 => (25_u64..200).prop_map(|s| Between::Wait(Duration::from_secs(s))),
        2 => (1_u64..16).prop_map(|d| Between::Wait(Duration::from_hours(24 * d))),
        1 => (28_u64..100).prop_map(|d| Between::Wait(Duration::from_hours(24 * d))),
        2 => Just(Between::Purge),
    ]
}

/// Cases of up to so many families.
pub(super) fn cases(families: usize) -> impl Strategy<Value = Case> {
    let each = vec(deed(), ROUNDS);
    (any::<bool>(), vec(each, families), vec(between(), ROUNDS)).prop_map(
        |(graceful, families, between)| Case {
            graceful,
            families,
            between,
        },
    )
}
