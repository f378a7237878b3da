//! Personal data as this operator may see it.

use wardroom_core::model::{Safe, User, masked_email, masked_name};

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
            Safe::new(&masked_email(address))
        } else {
            Safe::new(address)
        }
    }

    /// The address of somebody else, whom a reason given for this person does not open.
    pub fn address_of_another(&self, address: &str) -> Safe {
        if self.operator.is_masked() {
            Safe::new(&masked_email(address))
        } else {
            Safe::new(address)
        }
    }

    /// The name, or its masked form.
    pub fn name(&self, user: &User) -> Safe {
        match &user.display_name {
            None => Safe::new("-"),
            Some(name) if self.is_masked() => Safe::new(&masked_name(name)),
            Some(name) => Safe::new(name),
        }
    }
}
