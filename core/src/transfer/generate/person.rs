//! One generated person: who they are, drawn or cast, before any of their rows is written.

use crate::model::{CodeSetKind, Id, Ts};

/// Whether the account can be used, and why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Account {
    Active,
    MustChange,
    Unverified,
    /// Held after this many wrong passwords: until it passes, or until an operator lifts it.
    Locked {
        failures: i64,
        passes: bool,
    },
    Invited,
    Disabled,
    Erased,
}

/// What the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    PlatformAdmin,
    Owner,
    Staff,
    Customer,
    Nobody,
}

impl Role {
    /// The role's row, where there is one.
    pub(super) const fn word(self) -> Option<&'static str> {
        match self {
            Self::PlatformAdmin => Some("PLATFORM_ADMIN"),
            Self::Owner => Some("OWNER"),
            Self::Staff => Some("STAFF"),
            Self::Customer => Some("CUSTOMER"),
            Self::Nobody => None,
        }
    }
}

/// The second factors of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Factors {
    pub totp: bool,
    pub passkeys: u8,
    /// An enrolment begun and never confirmed.
    pub abandoned: bool,
}

impl Factors {
    /// Whether signing in asks for one.
    pub(super) const fn any(self) -> bool {
        self.totp || self.passkeys > 0
    }
}

/// The state of the newest set of recovery codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Codes {
    None,
    /// Counts, with this many used.
    Active(CodeSetKind, usize),
    /// Counts, and another waits since an operator's visit broke off.
    AndPending(usize),
    Void,
}

/// How the person has been using the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Signed in within days, on this many devices.
    Daily(u8),
    /// Sessions that live and have not been used for long.
    Idle,
    /// Nothing but expired sessions.
    Lapsed,
    /// Every session ended before its time.
    Ended,
    /// A spent refresh token was shown again.
    Replayed,
    /// Never signed in.
    Never,
}

/// What can be told of a person in one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Traits {
    pub account: Account,
    pub role: Role,
    pub factors: Factors,
    pub codes: Codes,
    pub usage: Use,
    pub password: bool,
    pub provider: Option<&'static str>,
    pub moved: bool,
    pub held: bool,
}

/// A person with everything their rows are made from.
pub(super) struct Person {
    pub id: Id,
    pub email: String,
    pub normalized: String,
    pub name: Option<String>,
    pub given: Option<String>,
    pub family: Option<String>,
    pub locale: &'static str,
    pub zone: &'static str,
    pub traits: Traits,
    pub tenant: Option<usize>,
    pub created: Ts,
    pub last_seen: Option<Ts>,
    /// The keyed hashes of the networks they come from.
    pub networks: [(Vec<u8>, i64); 2],
}
