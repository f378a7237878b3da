//! Second factors and recovery codes as an operator sees them: dates and states, never a secret.

use serde::Serialize;

use super::ts::{known, known_last, known_opt};
use super::words::words;
use super::{CodeSetId, Id, Ts};

words! {
    /// A kind of second factor.
    FactorKind {
        /// A time-based code from an authenticator (RFC 6238).
        Totp = "totp",
        /// A passkey or security key (WebAuthn).
        Passkey = "passkey",
    }
}

words! {
    /// What a recovery-code set opens.
    CodeSetKind {
        /// Ten codes that each sign in once.
        Full = "full",
        /// One code, good for 24 hours, that opens re-enrolment only.
        OneTime = "one_time",
    }
}

words! {
    /// Where a recovery-code set stands.
    CodeSetState {
        /// Shown, not yet finished: its codes do not count.
        Pending = "pending",
        /// Its unused codes count.
        Active = "active",
        /// None of its codes counts any more.
        Void = "void",
    }
}

/// One enrolled second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Factor {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: FactorKind,
    /// What the user calls it.
    pub label: Option<String>,
    /// When enrolment began.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// When it was confirmed; an unconfirmed one is not asked for.
    #[serde(serialize_with = "known_opt")]
    pub confirmed_at: Option<Ts>,
    /// When it was last used; [`Ts::UNKNOWN`] where its application does not keep it.
    #[serde(serialize_with = "known_last")]
    pub last_used_at: Option<Ts>,
}

/// One set of recovery codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct CodeSet {
    /// Its id.
    pub id: CodeSetId,
    /// What its codes open.
    pub kind: CodeSetKind,
    /// Where it stands.
    pub state: CodeSetState,
    /// When it was made.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// When it began to count.
    pub activated_at: Option<Ts>,
    /// When it stopped counting.
    pub voided_at: Option<Ts>,
    /// When it stops counting by itself.
    pub expires_at: Option<Ts>,
    /// Which operator issued it; `None` for the user.
    pub issued_by: Option<String>,
    /// How many codes it has.
    #[sqlx(try_from = "crate::db::Int")]
    pub codes: i64,
    /// How many of them are used.
    #[sqlx(try_from = "crate::db::Int")]
    pub used: i64,
}

impl CodeSet {
    /// Whether its codes can be counted: an application that seals them in one value only shows that there are some.
    pub const fn is_counted(&self) -> bool {
        self.codes > 0
    }

    /// How many codes could still be used at `now`.
    pub fn remaining(&self, now: Ts) -> i64 {
        let counts =
            self.state == CodeSetState::Active && self.expires_at.is_none_or(|at| now < at);
        if counts { self.codes - self.used } else { 0 }
    }
}
