//! The text form of 32-byte secrets: base64url without padding, 43 characters, decoded strictly.
use data_encoding::BASE64URL_NOPAD;
use secrecy::{ExposeSecretMut, SecretBox};
use zeroize::Zeroizing;

/// A 32-byte secret that hides from `Debug` and is wiped when dropped.
pub(super) type Secret32 = SecretBox<[u8; 32]>;

/// The text of `bytes`, wiped when dropped.
pub(super) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(BASE64URL_NOPAD.encode(bytes))
}

/// The secret whose only text is `text`; spare bits that are not zero count as malformed.
pub(super) fn decode32(text: &str) -> Option<Secret32> {
    if BASE64URL_NOPAD.decode_len(text.len()) != Ok(32) {
        return None;
    }
    let mut secret = Secret32::default();
    let read = BASE64URL_NOPAD.decode_mut(text.as_bytes(), secret.expose_secret_mut());
    (read == Ok(32)).then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn only_the_one_text_decodes() {
        let text = encode(&[9; 32]);
        assert_eq!(text.len(), 43);
        assert_eq!(decode32(&text).unwrap().expose_secret(), &[9; 32]);
        let last_bits_set = format!("{}l", &text[..42]);
        for wrong in [
            &text[..42],
            &last_bits_set,
            "",
            &format!("{}=", *text),
            &"!".repeat(43),
        ] {
            assert!(decode32(wrong).is_none(), "{wrong}");
        }
    }
}
