//! Why an action is refused, and what would help.

use std::fmt;
use std::time::Duration;

use super::OperatorRole;

/// Why an operator's action is refused. The sentence is shown, the variant decides what is offered next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The operator has no session, or it ended.
    SignedOut,
    /// The operator is disabled or not enrolled.
    NotActive,
    /// The role does not reach.
    RoleTooLow {
        /// The least role that may.
        needs: OperatorRole,
    },
    /// The target is protected.
    Protected {
        /// By what.
        by: &'static str,
    },
    /// No reason was given.
    ReasonMissing,
    /// How the person asking was identified was not given.
    IdentificationMissing,
    /// The second factor was not shown lately in this session.
    StepUp,
    /// The token does not name this action.
    NotGranted,
    /// Too many tries; wait.
    Wait {
        /// Seconds from now.
        seconds: u64,
    },
    /// Name, password or code is wrong; never said which.
    WrongCredentials,
    /// What was previewed is no longer what is there.
    Changed,
    /// Nobody would be left to administer Wardroom.
    LastAdmin,
    /// The user's session is over, or its token was never one; never said which.
    SessionOver,
    /// No role of the user reaches so far.
    NotAllowed,
    /// The role reaches so far, but not without the second factor it asks for.
    FactorMissing,
    /// Nobody else would hold a role that somebody must.
    LastOwner,
    /// The link is unknown, was used, or waited too long; never said which.
    LinkOver,
    /// The invitation was sent to another address than the user's.
    AddressDiffers,
    /// The user's address was never proved.
    AddressUnproved,
    /// The address has an account: sign in to it instead of making one.
    SignInFirst,
    /// The address has an account, and not both sides of the link are proved.
    LinkFirst,
    /// Without it nobody could sign in to the account.
    LastWayIn,
    /// The service token is unknown, expired or revoked; never said which.
    TokenRefused,
    /// What was begun waited too long, or was answered too often.
    Over,
    /// A role asks for a second factor, and this is the last.
    FactorNeeded,
}

impl Refusal {
    /// The refusal of what may be tried again after `left`: in whole seconds, rounded up, one at least.
    pub fn wait(left: Duration) -> Self {
        let begun = u64::from(left.subsec_nanos() > 0);
        Self::Wait {
            seconds: left.as_secs().saturating_add(begun).max(1),
        }
    }

    /// After how many seconds it may be tried again, where it is only too early.
    pub const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Wait { seconds } => Some(*seconds),
            _ => None,
        }
    }

    /// The refusal in one fixed word, as the audit keeps it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::NotActive => "not_active",
            Self::RoleTooLow { .. } => "role_too_low",
            Self::Protected { .. } => "protected",
            Self::ReasonMissing => "reason_missing",
            Self::IdentificationMissing => "identification_missing",
            Self::StepUp => "step_up",
            Self::NotGranted => "not_granted",
            Self::Wait { .. } => "wait",
            Self::WrongCredentials => "wrong_credentials",
            Self::Changed => "changed",
            Self::LastAdmin => "last_admin",
            Self::SessionOver => "session_over",
            Self::NotAllowed => "not_allowed",
            Self::FactorMissing => "factor_missing",
            Self::LastOwner => "last_owner",
            Self::LinkOver => "link_over",
            Self::AddressDiffers => "address_differs",
            Self::AddressUnproved => "address_unproved",
            Self::SignInFirst => "sign_in_first",
            Self::LinkFirst => "link_first",
            Self::LastWayIn => "last_way_in",
            Self::TokenRefused => "token_refused",
            Self::Over => "over",
            Self::FactorNeeded => "factor_needed",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => f.write_str("you are not signed in; run `wardroom login`"),
            Self::NotActive => f.write_str("this operator is not active; ask an admin"),
            Self::RoleTooLow { needs } => write!(f, "it needs the role {needs}; escalate to one"),
            Self::Protected { by } => {
                write!(f, "the account is protected ({by}); escalate to an admin")
            }
            Self::ReasonMissing => f.write_str("a reason is required"),
            Self::IdentificationMissing => f.write_str("say how the person asking was identified"),
            Self::StepUp => f.write_str("show your second factor again"),
            Self::NotGranted => {
                f.write_str("this service token does not name the action; an admin can grant it")
            }
            Self::Wait { seconds } => write!(f, "too many tries; wait {seconds} s"),
            Self::WrongCredentials => f.write_str("name, password or code is wrong"),
            Self::Changed => f.write_str("it changed since the preview; look again"),
            Self::LastAdmin => f.write_str("it is the last admin; make another one first"),
            Self::Over => f.write_str("it waited too long or was answered too often; begin again"),
            Self::FactorNeeded => {
                f.write_str("a role asks for a second factor; enrol another one first")
            }
            Self::SessionOver => f.write_str("the session is over; sign in again"),
            Self::NotAllowed => f.write_str("no role of yours reaches so far; ask an owner"),
            Self::FactorMissing => {
                f.write_str("your role asks for a second factor; enrol one first")
            }
            Self::LastOwner => {
                f.write_str("nobody else holds that role; grant it to somebody first")
            }
            Self::LinkOver => f.write_str("the link counts no more; ask for another"),
            Self::AddressDiffers => {
                f.write_str("it was sent to another address; sign in with that one")
            }
            Self::AddressUnproved => f.write_str("prove your address first"),
            Self::SignInFirst => f.write_str("the address has an account; sign in first"),
            Self::LinkFirst => f.write_str("sign in as you did before, then link it"),
            Self::LastWayIn => {
                f.write_str("it is the last way in; set a password or add another way first")
            }
            Self::TokenRefused => {
                f.write_str("it is unknown, expired or revoked; ask an admin for another")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_whole_seconds_and_never_none() {
        for (milliseconds, seconds) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (59_500, 60)] {
            let refusal = Refusal::wait(Duration::from_millis(milliseconds));
            assert_eq!(refusal.retry_after(), Some(seconds), "{milliseconds} ms");
        }
        assert_eq!(Refusal::wait(Duration::MAX).retry_after(), Some(u64::MAX));
        assert_eq!(Refusal::StepUp.retry_after(), None);
    }
}
