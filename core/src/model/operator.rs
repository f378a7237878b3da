//! Operators: the people and service tokens that use Wardroom; never rows of the application's users.

use serde::Serialize;

use super::words::words;
use super::{OperatorId, Ts};

words! {
    /// What an operator may do; each role includes the ones before it.
    OperatorRole {
        /// Reads, verifies and exports the audit; personal data masked until a reason is given.
        Auditor = "auditor",
        /// Sessions, factors, codes, resets, unlock.
        Support = "support",
        /// Everything.
        Admin = "admin",
    }
}

words! {
    /// Whether an operator can sign in.
    OperatorStatus {
        /// Created, with an enrolment code that is not used yet.
        Enrolling = "enrolling",
        /// Can sign in.
        Active = "active",
        /// Cannot sign in.
        Disabled = "disabled",
    }
}

/// One operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Operator {
    /// Its id.
    pub id: OperatorId,
    /// The sign-in name, lower case.
    pub name: String,
    /// The address: an account with the same one is protected from this operator.
    pub email: Option<String>,
    /// What it may do.
    pub role: OperatorRole,
    /// Whether it can sign in.
    pub status: OperatorStatus,
    /// When it was made.
    pub created_at: Ts,
    /// Its last sign-in.
    pub last_sign_in_at: Option<Ts>,
}

/// Who acts: what a handle was given when it signed in. Every action checks it against the database again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A person with a session.
    Operator {
        /// Which operator.
        id: OperatorId,
        /// The sign-in name.
        name: String,
        /// Which of its sessions: a step-up counts for this one only.
        session: uuid::Uuid,
    },
    /// A service token.
    Service {
        /// Which token.
        id: uuid::Uuid,
        /// Its name.
        name: String,
    },
}

impl Caller {
    /// The name the audit shows.
    pub fn name(&self) -> &str {
        match self {
            Self::Operator { name, .. } | Self::Service { name, .. } => name,
        }
    }
}

words! {
    /// How the person asking was identified.
    IdentifiedBy {
        /// Called back on a number on file.
        Callback = "callback",
        /// A code mailed to the verified address and read back.
        MailedCode = "mailed_code",
        /// Vouched for by a manager.
        Manager = "manager",
        /// Seen in person.
        InPerson = "in_person",
    }
}

/// Why an operator acts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// In the operator's own words.
    pub text: String,
    /// A ticket reference.
    pub ticket: Option<String>,
    /// How the person asking was identified.
    pub identified_by: Option<IdentifiedBy>,
}
