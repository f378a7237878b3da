//! What a new password must keep to (NIST SP 800-63B-4 §3.1.1.2). No composition rules, on purpose.
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

use super::common::{is_common, is_expected};
use crate::crypto::CryptoError;

/// The most characters any password may have.
pub const MAX_CHARACTERS: usize = 1_024;
/// The most bytes of UTF-8 those can take.
pub(super) const MAX_BYTES: usize = 4 * MAX_CHARACTERS;

/// The rules for one new password.
#[derive(Clone, Copy, Debug)]
pub struct PasswordRules<'a> {
    /// The fewest characters.
    pub min: usize,
    /// The most characters, [`MAX_CHARACTERS`] at most.
    pub max: usize,
    /// What it must not be: the address, the name of the site.
    pub not: &'a [&'a str],
}

impl PasswordRules<'static> {
    /// For a password that alone may sign somebody in.
    pub const ALONE: Self = Self {
        min: 15,
        max: MAX_CHARACTERS,
        not: &[],
    };
    /// For a password beside which a second factor is always asked for.
    pub const WITH_SECOND_FACTOR: Self = Self {
        min: 8,
        ..Self::ALONE
    };
}

/// Refuses a new password that is too short, too long (in characters after NFKC), common, or expected of this person.
pub fn check_new_password(
    password: &SecretString,
    rules: PasswordRules<'_>,
) -> Result<(), CryptoError> {
    let typed = password.expose_secret();
    let (min, max) = (rules.min, rules.max.min(MAX_CHARACTERS));
    if typed.len() > MAX_BYTES {
        return Err(CryptoError::PasswordTooLong { max });
    }
    match typed.nfkc().count() {
        n if n < min => Err(CryptoError::PasswordTooShort { min }),
        n if n > max => Err(CryptoError::PasswordTooLong { max }),
        _ if is_expected(typed, rules.not) => Err(CryptoError::PasswordExpected),
        _ if is_common(typed) => Err(CryptoError::PasswordCommon),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "die Wache zieht auf: ";

    fn check(typed: &str, rules: PasswordRules<'_>) -> Result<(), CryptoError> {
        check_new_password(&typed.into(), rules)
    }

    #[test]
    fn the_shortest_depends_on_what_it_guards() {
        for (rules, just, short) in [
            (PasswordRules::ALONE, "élan vital, oui", "élan vital, ou"),
            (PasswordRules::WITH_SECOND_FACTOR, "é7-zauqu", "é7-zauq"),
        ] {
            check(just, rules).unwrap();
            let min = rules.min;
            let refused = check(short, rules);
            assert!(matches!(refused, Err(CryptoError::PasswordTooShort { min: m }) if m == min));
        }
    }

    #[test]
    fn accents_typed_apart_do_not_count_twice() {
        assert!(check("e\u{301}lan vital, ou", PasswordRules::ALONE).is_err());
    }

    #[test]
    fn the_longest_is_what_the_rules_say() {
        let long = [LONG, &"字x".repeat(501), "!"].concat();
        check(&long, PasswordRules::ALONE).unwrap();
        for typed in [
            long + "y",
            "x".repeat(5_000),
            [LONG, &"\u{fdfa}".repeat(100)].concat(),
        ] {
            let refused = check(&typed, PasswordRules::ALONE);
            assert!(matches!(
                refused,
                Err(CryptoError::PasswordTooLong { max: 1_024 })
            ));
        }
        let rules = PasswordRules {
            max: 64,
            ..PasswordRules::ALONE
        };
        let refused = check(&LONG.repeat(4), rules);
        assert!(matches!(
            refused,
            Err(CryptoError::PasswordTooLong { max: 64 })
        ));
    }

    #[test]
    fn what_one_would_try_first_is_refused() {
        let rules = PasswordRules {
            not: &["dora.deckhand@mail.example"],
            ..PasswordRules::WITH_SECOND_FACTOR
        };
        let own = check("Dora.Deckhand", rules);
        assert!(matches!(own, Err(CryptoError::PasswordExpected)));
        let common = check("Password123", rules);
        assert!(matches!(common, Err(CryptoError::PasswordCommon)));
    }
}
