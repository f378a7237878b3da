//! A session: one signed-in device of a user.

use std::time::Duration;

use serde::Serialize;

use super::ts::{ending, known};
use super::words::words;
use super::{Id, SessionId, Ts, UserId};

/// How long a fingerprint is, in hexadecimal digits.
const PRINT: usize = 16;

impl SessionId {
    /// Whose session it is and the fingerprint of its credential, where an application names it by nothing else.
    pub fn printed(&self) -> Option<(&str, &str)> {
        let Id::Text(text) = &self.0 else {
            return None;
        };
        let (user, print) = text.rsplit_once('.')?;
        let is_print = print.len() == PRINT && print.bytes().all(|b| b.is_ascii_hexdigit());
        is_print.then_some((user, print))
    }
}

words! {
    /// Why a session ended before its time.
    EndedWhy {
        /// The user signed out.
        SignOut = "sign_out",
        /// An operator ended it.
        Operator = "operator",
        /// A second factor was reset.
        FactorReset = "factor_reset",
        /// The password was reset.
        PasswordReset = "password_reset",
        /// The password was changed.
        PasswordChanged = "password_changed",
        /// The address was proved for the first time: nothing begun before counts.
        Claimed = "claimed",
        /// A spent refresh token was shown again (RFC 9700 §4.14.2).
        Replay = "replay",
        /// The account was frozen or disabled.
        Closed = "closed",
    }
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Session {
    /// Its id; never the credential.
    pub id: SessionId,
    /// Whose it is.
    pub user_id: UserId,
    /// Authenticator assurance level (NIST 800-63B): 1 one factor, 2 with a second one; 0 where its application keeps
    /// none, in JSON null.
    #[sqlx(try_from = "crate::db::Int")]
    #[serde(serialize_with = "assurance")]
    pub aal: i64,
    /// When a second factor was last shown.
    pub factor_at: Option<Ts>,
    /// What the device calls itself.
    pub user_agent: Option<String>,
    /// The keyed hash of the network it came from: equal means the same network, nothing more.
    #[serde(serialize_with = "fingerprint")]
    pub ip_hash: Option<Vec<u8>>,
    /// When it began.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// When it was last used.
    #[serde(serialize_with = "known")]
    pub seen_at: Ts,
    /// From when it counts as unused; `None` where only its application ends it.
    #[serde(skip)]
    pub idle_from: Option<Ts>,
    /// When it ends by itself.
    #[serde(serialize_with = "ending")]
    pub expires_at: Ts,
    /// When it was ended.
    pub revoked_at: Option<Ts>,
    /// Why it was ended.
    pub revoked_why: Option<String>,
}

/// The first bytes of a hash in hexadecimal: enough to compare, useless to search.
#[expect(clippy::ref_option, reason = "serde hands the field itself")]
pub(super) fn fingerprint<S: serde::Serializer>(
    hash: &Option<Vec<u8>>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match hash {
        Some(hash) => to.serialize_some(&network(hash)),
        None => to.serialize_none(),
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field itself"
)]
fn assurance<S: serde::Serializer>(aal: &i64, to: S) -> Result<S::Ok, S::Error> {
    Some(aal).filter(|aal| **aal > 0).serialize(to)
}

/// The end of the hash: it begins with the version of its key, the same for everybody.
pub(super) fn network(hash: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&hash[hash.len().saturating_sub(4)..])
}

impl Session {
    /// A session unused for longer is no session any more, whether or not a sweep has been by (NIST 800-63B §5.2).
    pub const IDLE_LIMIT: Duration = Duration::from_hours(90 * 24);

    /// The network in eight hexadecimal digits, to be compared with another session's.
    pub fn network(&self) -> Option<String> {
        self.ip_hash.as_deref().map(network)
    }

    /// Whether it can still be used at `now`.
    pub fn is_live(&self, now: Ts) -> bool {
        self.revoked_at.is_none() && now < self.expires_at && !self.is_idle(now)
    }

    /// Whether a second factor was shown in it within `within` before `now`.
    pub fn has_factor_within(&self, now: Ts, within: Duration) -> bool {
        self.aal >= 2 && self.factor_at.is_some_and(|at| now < at.plus(within))
    }

    /// Whether it has lain unused for too long at `now`.
    pub fn is_idle(&self, now: Ts) -> bool {
        self.idle_from
            .is_some_and(|from| from.plus(Self::IDLE_LIMIT) <= now)
    }
}
