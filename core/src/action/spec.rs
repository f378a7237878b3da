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

/// What an action is about, where it is not a user: the first word of its verb.
const NOT_OF_USERS: [&str; 4] = ["audit", "retention", "operators", "detach"];

impl Spec {
    /// Whether it is about a user of the directory, so that the directory's layout must bear it.
    pub fn is_about_users(&self) -> bool {
        let first = self.verb.split(' ').next().unwrap_or_default();
        !NOT_OF_USERS.contains(&first)
    }

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
