//! Who operates the console, as far as the screens need to know; every action checks it afresh against the database.

use wardroom_core::model::{Caller, OperatorRole, Refusal, Safe, Ts};

use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;
use crate::console::words;

/// Who operates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Operator {
    /// Nobody yet.
    #[default]
    SignedOut,
    /// An operator with a session.
    Signed(Signed),
    /// Nobody, and nobody can: why the directory is open for reading only.
    Unsigned(Safe),
}

/// An operator with a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// For the actions.
    pub caller: Caller,
    /// The address: an account with the same one is protected from this operator.
    pub email: Option<String>,
    /// What it may do.
    pub role: OperatorRole,
    /// Until when a second factor shown before counts.
    pub step_up_until: Option<Ts>,
    /// Why nothing may be changed from here, if so.
    pub read_only: Option<Safe>,
}

impl Operator {
    /// Who acts, or why nobody can.
    pub fn caller(&self) -> Result<&Caller, Safe> {
        match self {
            Self::Signed(Signed {
                read_only: Some(why),
                ..
            })
            | Self::Unsigned(why) => Err(why.clone()),
            Self::Signed(signed) => Ok(&signed.caller),
            Self::SignedOut => Err(Safe::new("you are not signed in")),
        }
    }

    /// Who acts with at least this role, or why not.
    pub fn caller_as(&self, least: OperatorRole) -> Result<&Caller, Safe> {
        match self {
            Self::Signed(signed) if signed.role < least => Err(Safe::new(&format!(
                "it needs the role {least}; you are {}",
                signed.role
            ))),
            _ => self.caller(),
        }
    }

    /// Why nothing may be changed here, if so.
    pub fn read_only(&self) -> Option<&Safe> {
        match self {
            Self::Signed(signed) => signed.read_only.as_ref(),
            Self::Unsigned(why) => Some(why),
            Self::SignedOut => None,
        }
    }

    /// The address of who operates, if known.
    pub fn email(&self) -> Option<&str> {
        match self {
            Self::Signed(signed) => signed.email.as_deref(),
            Self::SignedOut | Self::Unsigned(_) => None,
        }
    }

    /// Why an account that is protected so is closed to this operator.
    pub fn kept_off(&self, protection: Option<&'static str>) -> Option<Safe> {
        match self {
            Self::Signed(signed) if signed.role == OperatorRole::Admin => None,
            _ => protection.map(|by| Safe::new(&Refusal::Protected { by }.to_string())),
        }
    }

    /// Whether personal data is hidden until a reason is given.
    pub fn is_masked(&self) -> bool {
        match self {
            Self::Signed(signed) => signed.role == OperatorRole::Auditor,
            Self::SignedOut | Self::Unsigned(_) => true,
        }
    }

    /// For row 2: what an operator must not forget of a directory that nobody can sign in to.
    pub(super) fn standing(&self) -> Phrase {
        match self {
            Self::Unsigned(why) => {
                let says = why.as_str().split(';').next().unwrap_or_default();
                Phrase::new().say(Role::Warn, says)
            }
            Self::Signed(_) | Self::SignedOut => Phrase::new(),
        }
    }

    pub(super) fn name(&self) -> Safe {
        match self {
            Self::Signed(signed) => Safe::new(signed.caller.name()),
            Self::SignedOut => Safe::new("signed out"),
            Self::Unsigned(_) => Safe::new("unsigned"),
        }
    }

    pub(super) fn role(&self) -> Safe {
        match self {
            Self::Signed(signed) => Safe::new(signed.role.word()),
            Self::SignedOut | Self::Unsigned(_) => Safe::new(""),
        }
    }

    /// As an instant, not as a countdown: nothing ticks on an idle screen.
    pub(super) fn step_up(&self, at: Ts) -> Phrase {
        match self {
            Self::Signed(Signed {
                step_up_until: Some(until),
                ..
            }) if at < *until => {
                let until = words::clock(*until);
                Phrase::new().say(Role::Warn, format!("step-up until {until}"))
            }
            _ => Phrase::new(),
        }
    }
}
