//! Auth.js: the token of a mail link, stored as a SHA-256 over the token and the application's secret.
use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::crypto::{CryptoError, digest};
use crate::entropy::Entropy;

/// An application's `AUTH_SECRET`, or several in the order its configuration lists them.
#[derive(Clone)]
pub struct Secrets(SecretString);

impl Secrets {
    /// The secrets of an application; the order counts, because the hash runs over all of them.
    pub fn new(secrets: &[SecretString]) -> Result<Self, CryptoError> {
        let texts: Vec<&str> = secrets.iter().map(ExposeSecret::expose_secret).collect();
        if texts.is_empty() || texts.iter().any(|text| text.is_empty()) {
            return Err(CryptoError::KeyText {
                why: "an Auth.js secret is empty; give the value of AUTH_SECRET",
            });
        }
        // JavaScript's text of an array, which is what Auth.js hashes.
        Ok(Self(texts.join(",").into()))
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// The token of a mail link as it stands in the link: 64 hexadecimal digits.
#[derive(Clone)]
pub struct LinkToken(SecretString);

impl LinkToken {
    /// A new token of 256 random bits.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(&mut *bytes);
        Self(digest::hex(&*bytes).into())
    }

    /// The text to put in the link, once.
    pub fn expose(&self) -> &SecretString {
        &self.0
    }

    /// What is stored and looked up instead of it: the hexadecimal SHA-256 of token and secrets.
    pub fn stored(&self, secrets: &Secrets) -> String {
        let text = Zeroizing::new([self.0.expose_secret(), secrets.0.expose_secret()].concat());
        digest::hex(&digest::sha256(text.as_bytes()))
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn secrets(texts: &[&str]) -> Result<Secrets, CryptoError> {
        let texts: Vec<SecretString> = texts.iter().map(|&text| text.into()).collect();
        Secrets::new(&texts)
    }

    #[test]
    fn the_hash_runs_over_the_token_and_every_secret_in_order() {
        // node: createHash("sha256").update(`${"a".repeat(64)}${["new-secret", "old-secret"]}`).digest("hex"), and so on
        let token = LinkToken("a".repeat(64).into());
        for (texts, hash) in [
            (
                &["new-secret"][..],
                "b9c34a16792bed80e7cea65f75bc1968feb6318ed7193a3de2d5307168344c8d",
            ),
            (
                &["new-secret", "old-secret"],
                "3f0fec13ebc672995525b340634981ed9c1b68a6b9457bf38a61e4ddb711f2a7",
            ),
        ] {
            assert_eq!(token.stored(&secrets(texts).unwrap()), hash, "{texts:?}");
        }
        let turned = secrets(&["old-secret", "new-secret"]).unwrap();
        assert_ne!(
            token.stored(&turned),
            "3f0fec13ebc672995525b340634981ed9c1b68a6b9457bf38a61e4ddb711f2a7"
        );
    }

    #[test]
    fn a_new_token_is_64_hex_digits_and_never_the_same() {
        let entropy = SeededEntropy::new(1);
        let token = LinkToken::generate(&entropy);
        let text = token.expose().expose_secret();
        assert_eq!(text.len(), 64);
        assert!(text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
        assert_ne!(text, LinkToken::generate(&entropy).expose().expose_secret());
    }

    #[test]
    fn an_empty_secret_is_refused_and_debug_shows_nothing() {
        assert!(secrets(&[]).is_err());
        assert!(secrets(&["new-secret", ""]).is_err());
        let seen = format!(
            "{:?} {:?}",
            secrets(&["new-secret"]).unwrap(),
            LinkToken("canary".into())
        );
        assert_eq!(seen, "Secrets(…) LinkToken(…)");
    }
}
