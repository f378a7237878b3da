//! Personal data as this operator may see it.

use wardroom_core::model::{Safe, User};

use super::Context;

impl Context<'_> {
    /// Whether personal data is hidden here until a reason is given.
    pub fn is_masked(&self) -> bool {
        self.operator.is_masked() && !self.is_revealed
    }

    /// The address, or its masked form for who may not see it without a reason.
    pub fn login(&self, user: &User) -> Safe {
        self.address(&user.email)
    }

    /// An address of the same person, masked like the login.
    pub fn address(&self, address: &str) -> Safe {
        if self.is_masked() {
            masked_address(address)
        } else {
            Safe::new(address)
        }
    }

    /// The address of somebody else, whom a reason given for this person does not open.
    pub fn address_of_another(&self, address: &str) -> Safe {
        if self.operator.is_masked() {
            masked_address(address)
        } else {
            Safe::new(address)
        }
    }

    /// The name, or its masked form.
    pub fn name(&self, user: &User) -> Safe {
        match &user.display_name {
            None => Safe::new("-"),
            Some(_) if self.is_masked() => Safe::new(HIDDEN),
            Some(name) => Safe::new(name),
        }
    }
}

const HIDDEN: &str = "***";

/// The first letter on each side of the at sign: enough to go on in a conversation, not enough to write to.
fn masked_address(address: &str) -> Safe {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    Safe::new(&format!(
        "{}{HIDDEN}@{}{HIDDEN}",
        first(local),
        first(domain)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_address_keeps_one_letter_a_side() {
        assert_eq!(masked_address("mallory@evil.test").as_str(), "m***@e***");
        assert_eq!(masked_address("").as_str(), "***@***");
    }
}
