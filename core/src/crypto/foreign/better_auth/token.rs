//! What Better Auth makes of random letters: the token of a password reset, and ids.
use secrecy::SecretString;

use crate::crypto::foreign::letters;
use crate::entropy::Entropy;

const RESET: usize = 24;
const ID: usize = 32;

/// The token of a new password reset: 24 characters of `[a-zA-Z0-9]`, 142 bits.
pub fn reset_token(entropy: &dyn Entropy) -> SecretString {
    letters::random(RESET, entropy).as_str().into()
}

/// A new id in its default form: 32 characters of `[a-zA-Z0-9]`.
pub fn text_id(entropy: &dyn Entropy) -> String {
    letters::random(ID, entropy).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;
    use secrecy::ExposeSecret;

    #[test]
    fn tokens_and_ids_have_their_length_and_never_come_twice() {
        let entropy = SeededEntropy::new(1);
        let texts = [(); 4].map(|()| reset_token(&entropy));
        for (at, text) in texts.iter().enumerate() {
            let text = text.expose_secret();
            assert_eq!(text.len(), 24);
            assert!(texts[..at].iter().all(|t| t.expose_secret() != text));
        }
        let id = text_id(&entropy);
        assert_eq!(id.len(), 32);
        assert!(id.bytes().all(|b| b.is_ascii_alphanumeric()));
        assert_ne!(id, text_id(&entropy));
    }
}
