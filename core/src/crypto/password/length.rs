//! How long a new password must and may be (NIST SP 800-63B-4 §3.1.1.2). No composition rules, on purpose.
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;

use crate::crypto::CryptoError;

/// The most characters a password may have.
pub const MAX_CHARACTERS: usize = 1_024;
/// The most bytes of UTF-8 those can take.
pub(super) const MAX_BYTES: usize = 4 * MAX_CHARACTERS;

/// What a password guards by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordUse {
    /// It alone may sign someone in.
    Alone,
    /// A second factor is always asked for as well.
    WithSecondFactor,
}

impl PasswordUse {
    /// The fewest characters allowed.
    pub const fn min_characters(self) -> usize {
        match self {
            Self::Alone => 15,
            Self::WithSecondFactor => 8,
        }
    }
}

/// Refuses a new password that is too short or too long, counted in characters after NFKC.
pub fn check_new_password(password: &SecretString, guards: PasswordUse) -> Result<(), CryptoError> {
    let typed = password.expose_secret();
    let (min, max) = (guards.min_characters(), MAX_CHARACTERS);
    if typed.len() > MAX_BYTES {
        return Err(CryptoError::PasswordTooLong { max });
    }
    match typed.nfkc().count() {
        n if n < min => Err(CryptoError::PasswordTooShort { min }),
        n if n > max => Err(CryptoError::PasswordTooLong { max }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, guards: PasswordUse) -> Result<(), CryptoError> {
        check_new_password(&typed.into(), guards)
    }

    #[test]
    fn the_shortest_depends_on_what_it_guards() {
        for guards in [PasswordUse::Alone, PasswordUse::WithSecondFactor] {
            let min = guards.min_characters();
            check(&"é".repeat(min), guards).unwrap();
            let short = check(&"é".repeat(min - 1), guards);
            assert!(matches!(short, Err(CryptoError::PasswordTooShort { min: m }) if m == min));
        }
        assert_eq!(PasswordUse::Alone.min_characters(), 15);
        assert_eq!(PasswordUse::WithSecondFactor.min_characters(), 8);
    }

    #[test]
    fn accents_typed_apart_do_not_count_twice() {
        assert!(check(&"e\u{301}".repeat(14), PasswordUse::Alone).is_err());
    }

    #[test]
    fn the_longest_is_1024_characters() {
        check(&"字".repeat(1_024), PasswordUse::Alone).unwrap();
        for typed in ["x".repeat(1_025), "x".repeat(5_000), "\u{fdfa}".repeat(100)] {
            assert!(matches!(
                check(&typed, PasswordUse::Alone),
                Err(CryptoError::PasswordTooLong { .. })
            ));
        }
    }
}
