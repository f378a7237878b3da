//! Personal data masked, for auditors who have given no reason to see it.

use super::{AccessRow, LinkedIdentity, PendingInvitation, User, UserLine};

const HIDDEN: &str = "***";

impl User {
    /// The account with what tells who it is masked: addresses and name keep a first letter each.
    pub fn masked(self) -> Self {
        Self {
            email: masked_email(&self.email),
            previous_email: self.previous_email.as_deref().map(masked_email),
            display_name: self.display_name.as_deref().map(masked_name),
            ..self
        }
    }
}

impl UserLine {
    /// The line with its account masked.
    pub fn masked(self) -> Self {
        Self {
            user: self.user.masked(),
            ..self
        }
    }
}

impl LinkedIdentity {
    /// The identity with the address masked.
    pub fn masked(self) -> Self {
        Self {
            email: self.email.as_deref().map(masked_email),
            ..self
        }
    }
}

impl PendingInvitation {
    /// The invitation with the inviter's address masked: somebody else's, whom no reason opened.
    pub fn masked(self) -> Self {
        Self {
            inviter: self.inviter.as_deref().map(masked_email),
            ..self
        }
    }
}

impl AccessRow {
    /// The row with every address masked.
    pub fn masked(self) -> Self {
        match self {
            Self::Identity(identity) => Self::Identity(identity.masked()),
            other => other.revealed(),
        }
    }

    /// The row as a reason to see this account shows it: whoever invited stays masked.
    pub fn revealed(self) -> Self {
        match self {
            Self::Invitation(invitation) => Self::Invitation(invitation.masked()),
            other => other,
        }
    }
}

/// `alice@mail.example` becomes `a***@m***.example`: the last label tells a country, not a person.
pub fn masked_email(email: &str) -> String {
    let Some((local, domain)) = email.rsplit_once('@') else {
        return masked_name(email);
    };
    let ending = domain.rfind('.').map_or("", |at| &domain[at..]);
    format!("{}@{}{ending}", masked_name(local), masked_name(domain))
}

/// `Alice Adair` becomes `A***`: enough to go on in a conversation.
pub fn masked_name(name: &str) -> String {
    let first = name.chars().take(1);
    first.chain(HIDDEN.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_two_letters_and_its_ending() {
        assert_eq!(masked_email("alice@mail.example"), "a***@m***.example");
        assert_eq!(masked_email("a@b.co.uk"), "a***@b***.uk");
        assert_eq!(masked_email("\"odd@local\"@x.y"), "\"***@x***.y");
        assert_eq!(masked_email("root@localhost"), "r***@l***");
        assert_eq!(masked_email("no address"), "n***");
        assert_eq!(masked_email(""), HIDDEN);
    }
}
