//! Personal data as an auditor sees it before giving a reason.

use wardroom_core::model::User;

const HIDDEN: &str = "***";

/// The first letter on each side of the at sign, as in the console.
pub(crate) fn email(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first = |part: &str| part.chars().next().map(String::from).unwrap_or_default();
    format!("{}{HIDDEN}@{}{HIDDEN}", first(local), first(domain))
}

/// A user without what tells who it is.
pub(crate) fn user(mut user: User) -> User {
    user.email = email(&user.email);
    user.previous_email = user.previous_email.as_deref().map(email);
    user.display_name = user.display_name.map(|_| HIDDEN.to_owned());
    user
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_address_tells_no_one() {
        assert_eq!(email("mallory@evil.test"), "m***@e***");
        assert_eq!(email(""), "***@***");
    }
}
