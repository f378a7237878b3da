//! What an action is, as data: the permission matrix, the help and the docs are read from it.

use crate::model::OperatorRole;

/// One action's place in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The verb, as the command is spelled and the audit keeps it.
    pub verb: &'static str,
    /// What it does, in one line.
    pub does: &'static str,
    /// The least role that may.
    pub least: OperatorRole,
    /// Whether it needs a reason and a step-up.
    pub sensitive: bool,
    /// Whether it needs to be said how the person asking was identified.
    pub identifies: bool,
    /// Whether only a person may: automation must not be able to widen its own access.
    pub by_person: bool,
}

impl Spec {
    /// An action that is reversible or harmless: a role suffices.
    pub const fn plain(verb: &'static str, least: OperatorRole, does: &'static str) -> Self {
        Self {
            verb,
            does,
            least,
            sensitive: false,
            identifies: false,
            by_person: false,
        }
    }

    /// An action that needs a reason and a step-up.
    pub const fn sensitive(verb: &'static str, least: OperatorRole, does: &'static str) -> Self {
        Self {
            verb,
            does,
            least,
            sensitive: true,
            identifies: false,
            by_person: false,
        }
    }

    /// A sensitive action done because somebody asked for it: how they were identified is recorded.
    pub const fn on_request(verb: &'static str, least: OperatorRole, does: &'static str) -> Self {
        Self {
            verb,
            does,
            least,
            sensitive: true,
            identifies: true,
            by_person: false,
        }
    }

    /// The same, closed to service tokens.
    pub const fn by_person(self) -> Self {
        Self {
            by_person: true,
            ..self
        }
    }
}
