//! A user of the application: what the directory knows of one account.

use serde::Serialize;

use super::ts::{known, known_last, known_opt};
use super::words::words;
use super::{Ts, UserId};

words! {
    /// Whether an account may be used at all.
    UserStatus {
        /// In use.
        Active = "active",
        /// Closed by an operator; can be opened again.
        Disabled = "disabled",
        /// Invited, not yet accepted.
        Invited = "invited",
        /// Personal data is gone; the row stays for what refers to it.
        Erased = "erased",
    }
}

words! {
    /// What a person sees of an account at a glance: the most pressing thing first.
    Standing {
        /// Can be used.
        Active = "active",
        /// Held after failures or by an operator.
        Locked = "locked",
        /// The e-mail address was never verified.
        Unverified = "unverified",
        /// Invited, not yet accepted.
        Invited = "invited",
        /// Closed by an operator.
        Disabled = "disabled",
        /// Erased.
        Erased = "erased",
    }
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The address as the person wrote it.
    pub email: String,
    /// When the address was proved.
    #[serde(serialize_with = "known_opt")]
    pub email_verified_at: Option<Ts>,
    /// When the address last changed.
    pub email_changed_at: Option<Ts>,
    /// The address before that.
    pub previous_email: Option<String>,
    /// The name shown.
    pub display_name: Option<String>,
    /// Whether it may be used at all.
    pub status: UserStatus,
    /// When it was locked.
    pub locked_at: Option<Ts>,
    /// When the lock opens by itself.
    pub locked_until: Option<Ts>,
    /// Why it is locked, for operators only.
    pub lock_cause: Option<String>,
    /// Whether a password is set; never the hash.
    pub has_password: bool,
    /// When the password was set.
    pub password_changed_at: Option<Ts>,
    /// Whether the next sign-in must set a new password.
    pub must_change_password: bool,
    /// Failures since the last success.
    #[sqlx(try_from = "crate::db::Int")]
    pub failed_sign_ins: i64,
    /// The last sign-in; [`Ts::UNKNOWN`], in JSON `null` too, where its application does not keep it.
    #[serde(serialize_with = "known_last")]
    pub last_sign_in_at: Option<Ts>,
    /// When the account was made.
    #[serde(serialize_with = "known")]
    pub created_at: Ts,
    /// When the row last changed.
    #[serde(serialize_with = "known")]
    pub updated_at: Ts,
}

impl User {
    /// The cause of a lock that failures alone brought about: it closes the password, while live sessions, passkeys
    /// and resets keep working. Any other cause shuts the account whole.
    pub const LOCKED_BY_FAILURES: &str = "too many failed sign-ins";

    /// Whether the account may be used at `now`: active, and no operator's lock on it.
    pub fn is_open(&self, now: Ts) -> bool {
        self.status == UserStatus::Active && !self.is_frozen(now)
    }

    /// Whether an operator's lock holds at `now`: nothing signs in, where failures close passwords and codes only.
    pub fn is_frozen(&self, now: Ts) -> bool {
        self.is_locked(now) && self.lock_cause.as_deref() != Some(Self::LOCKED_BY_FAILURES)
    }

    /// Whether a lock holds at `now`.
    pub fn is_locked(&self, now: Ts) -> bool {
        self.locked_at.is_some() && self.locked_until.is_none_or(|until| now < until)
    }

    /// The most pressing thing about the account at `now`.
    pub fn standing(&self, now: Ts) -> Standing {
        match self.status {
            UserStatus::Erased => Standing::Erased,
            UserStatus::Disabled => Standing::Disabled,
            UserStatus::Invited => Standing::Invited,
            UserStatus::Active if self.is_locked(now) => Standing::Locked,
            UserStatus::Active if self.email_verified_at.is_none() => Standing::Unverified,
            UserStatus::Active => Standing::Active,
        }
    }
}

/// A user as one row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct UserLine {
    /// The account.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub user: User,
    /// Confirmed authenticators.
    #[sqlx(try_from = "crate::db::Int")]
    pub totp: i64,
    /// Registered passkeys.
    #[sqlx(try_from = "crate::db::Int")]
    pub passkeys: i64,
    /// Sessions that live now.
    #[sqlx(try_from = "crate::db::Int")]
    pub sessions: i64,
}

impl UserLine {
    /// The second factors in one word: `none`, `totp`, `key` or `totp+key`.
    pub fn second_factors(&self) -> &'static str {
        match (self.totp > 0, self.passkeys > 0) {
            (false, false) => "none",
            (true, false) => "totp",
            (false, true) => "key",
            (true, true) => "totp+key",
        }
    }
}

/// What a new account begins with.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Its id.
    pub id: UserId,
    /// The address as given.
    pub email: String,
    /// The address as compared: see [`normalize_email`].
    pub email_normalized: String,
    /// The name shown.
    pub display_name: Option<String>,
    /// When the address was proved, where it was.
    pub email_verified_at: Option<Ts>,
}

/// The form in which addresses are compared: NFKC, trimmed, lower case; `None` if it cannot be an address.
///
/// The local part is folded too: RFC 5321 §2.4 allows case to matter there and no provider lets it.
pub fn normalize_email(email: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = email.trim().nfkc().flat_map(char::to_lowercase).collect();
    let (local, domain) = folded.rsplit_once('@')?;
    let sound = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && folded.len() <= 254
        && !folded.chars().any(|c| c.is_whitespace() || c.is_control());
    sound.then_some(folded)
}
