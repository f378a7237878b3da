//! The password as it is hashed: NFKC here, so that the same keys give the same bytes on every keyboard.
use secrecy::{ExposeSecret, SecretString};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::rules::{MAX_BYTES, MAX_CHARACTERS};

/// NFKC grows UTF-8 at most elevenfold (U+FDFA, UAX #15); with that room no copy is left unwiped by growing.
const NFKC_GROWTH: usize = 11;

/// The normalised password, or nothing where it is longer than any we hash.
pub(super) fn normalised(password: &SecretString) -> Option<Zeroizing<String>> {
    let typed = password.expose_secret();
    if typed.len() > MAX_BYTES {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(typed.len() * NFKC_GROWTH));
    plain.extend(typed.nfkc());
    (plain.chars().count() <= MAX_CHARACTERS).then_some(plain)
}

/// The bytes as they were typed, for forms whose source never normalised; nothing where they are too many.
pub(super) fn typed(password: &SecretString) -> Option<&[u8]> {
    Some(password.expose_secret().as_bytes()).filter(|bytes| bytes.len() <= MAX_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(typed: &str) -> Option<String> {
        normalised(&typed.into()).map(|p| p.to_string())
    }

    #[test]
    fn composed_and_decomposed_and_wide_forms_are_one() {
        assert_eq!(plain("e\u{301}té"), plain("été"));
        assert_eq!(plain("ＡＢＣ"), Some("ABC".to_owned()));
    }

    #[test]
    fn what_is_too_long_is_not_hashed() {
        assert!(plain(&"é".repeat(1_024)).is_some());
        assert!(plain(&"x".repeat(1_025)).is_none());
        assert!(plain(&"x".repeat(1_000_000)).is_none());
        // one character becomes eighteen
        assert!(plain(&"\u{fdfa}".repeat(1_024)).is_none());
    }
}
