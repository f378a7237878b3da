//! How a layout's columns spell an instant.

use crate::db::{Engine, Instant};
use crate::model::Ts;

/// The spelling of every instant column of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// TIMESTAMPTZ, or INTEGER microseconds on SQLite: Wardroom's own.
    Native,
    /// An integer of milliseconds since 1970.
    Millis,
}

impl Spelling {
    /// An expression that reads a column as native; `%` stands for the column.
    pub(super) const fn as_native(self, engine: Engine) -> &'static str {
        match (self, engine) {
            (Self::Native, _) => "%",
            (Self::Millis, Engine::Sqlite) => "(% * 1000)",
            // Interval arithmetic, not `to_timestamp`: that goes through a double and loses the last digits.
            (Self::Millis, Engine::Postgres) => {
                "(TIMESTAMPTZ 'epoch' + % * INTERVAL '1 millisecond')"
            }
        }
    }

    /// An instant in this spelling. Milliseconds round down, so that what is due is never due early.
    pub(super) fn spell(self, at: Option<Ts>) -> Instant {
        match self {
            Self::Native => Instant::Native(at),
            Self::Millis => Instant::Int(at.map(|at| at.us().div_euclid(1_000))),
        }
    }
}
