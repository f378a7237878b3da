//! What is under way: a sign-in that waits for something, or a passkey ceremony.

use super::words::words;
use super::{Id, Ts, UserId};

words! {
    /// What a challenge waits for.
    ChallengeKind {
        /// The password was right; a second factor is missing.
        SecondFactor = "second_factor",
        /// Everything was right; the password must be replaced first.
        NewPassword = "new_password",
        /// Everything was right; a role asks for a second factor and there is none yet.
        Enrolment = "enrolment",
        /// An account was registered; its address is to be proved before the password counts.
        Registration = "registration",
        /// A passkey is being registered.
        PasskeyRegistration = "passkey_registration",
        /// A passkey is asked for.
        PasskeySignIn = "passkey_sign_in",
    }
}

/// One thing under way.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Challenge {
    /// Its id; never the credential.
    pub id: Id,
    /// Whose it is, where that is known.
    pub user_id: Option<UserId>,
    /// What it waits for.
    pub kind: ChallengeKind,
    /// The assurance already reached (NIST 800-63B).
    #[sqlx(try_from = "crate::db::Int")]
    pub aal: i64,
    /// When a second factor was shown, if one was.
    pub factor_at: Option<Ts>,
    /// Answers given so far.
    #[sqlx(try_from = "crate::db::Int")]
    pub attempts: i64,
    /// When it is no longer waited for.
    pub expires_at: Ts,
    /// When it was answered or cancelled.
    pub used_at: Option<Ts>,
}

impl Challenge {
    /// Answers allowed before it is over.
    pub const ATTEMPTS: i64 = 5;

    /// Whether it still waits at `now`.
    pub fn is_open(&self, now: Ts) -> bool {
        self.used_at.is_none() && now < self.expires_at && self.attempts < Self::ATTEMPTS
    }
}
