//! Opaque random tokens: 256 bits handed out once as text, stored only as a SHA-256.
use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use super::{CryptoError, base64url, digest};
use crate::entropy::Entropy;

/// What a token is for; the prefix lets secret scanners and people recognise one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// An application's token (session, refresh, reset, verification, invitation): no prefix.
    Plain,
    /// An operator's session.
    OperatorSession,
    /// An automation's service token.
    Service,
}

impl TokenKind {
    /// The text every token of this kind begins with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::OperatorSession => "wr_op_",
            Self::Service => "wr_svc_",
        }
    }

    const fn form(self) -> &'static str {
        match self {
            Self::Plain => "43 letters, digits, - and _",
            Self::OperatorSession => "wr_op_ and 43 letters, digits, - and _",
            Self::Service => "wr_svc_ and 43 letters, digits, - and _",
        }
    }
}

/// A token as its bearer holds it.
#[derive(Clone, Debug)]
pub struct Token(SecretString);

impl Token {
    /// Makes a new token of 256 random bits.
    pub fn generate(kind: TokenKind, entropy: &dyn Entropy) -> Self {
        let mut bytes = zeroize::Zeroizing::new([0; 32]);
        entropy.fill(&mut *bytes);
        Self::of(kind, &bytes)
    }

    /// The token of these 256 bits, which nobody can guess.
    pub(super) fn of(kind: TokenKind, bytes: &[u8; 32]) -> Self {
        let body = base64url::encode(bytes);
        Self([kind.prefix(), &body].concat().into())
    }

    /// Reads a presented token, white space around it aside; anything but `kind`'s exact form is refused.
    pub fn parse(kind: TokenKind, text: &str) -> Result<Self, CryptoError> {
        let text = text.trim_ascii();
        text.strip_prefix(kind.prefix())
            .and_then(base64url::decode32)
            .map(|_| Self(text.into()))
            .ok_or(CryptoError::Mistyped {
                what: "token",
                form: kind.form(),
            })
    }

    /// The text to hand to the bearer, once.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What is stored and looked up instead of the token, prefix included.
    pub fn hash(&self) -> TokenHash {
        TokenHash(digest::sha256(self.expose().as_bytes()))
    }
}

/// The SHA-256 of a token's text; 256 random bits need no slow hash.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Takes a hash back from storage.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, CryptoError> {
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| CryptoError::Corrupt { what: "token hash" })
    }

    /// The 32 bytes to store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        digest::same(&self.0, &other.0)
    }
}

impl Eq for TokenHash {}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn a_token_comes_back_with_its_hash_and_only_as_its_kind() {
        let token = Token::generate(TokenKind::Service, &SeededEntropy::new(1));
        assert!(token.expose().starts_with("wr_svc_"));
        assert_eq!(token.expose().len(), 7 + 43);
        let read = Token::parse(TokenKind::Service, &format!(" {}\n", token.expose())).unwrap();
        assert_eq!(read.hash(), token.hash());
        for kind in [TokenKind::Plain, TokenKind::OperatorSession] {
            assert!(Token::parse(kind, token.expose()).is_err());
        }
    }

    #[test]
    fn one_changed_character_is_another_token() {
        let token = Token::generate(TokenKind::Plain, &SeededEntropy::new(1));
        let other = format!(
            "{}{}",
            if token.expose().starts_with('A') {
                "B"
            } else {
                "A"
            },
            &token.expose()[1..]
        );
        assert_ne!(
            Token::parse(TokenKind::Plain, &other).unwrap().hash(),
            token.hash()
        );
        let error = Token::parse(TokenKind::Service, "wr_svc_canary").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the token must look like wr_svc_ and 43 letters, digits, - and _; check what was typed"
        );
    }

    #[test]
    fn the_stored_form_is_the_sha256_of_the_text() {
        let token = Token::generate(TokenKind::Plain, &SeededEntropy::new(1));
        assert_eq!(
            token.hash().as_bytes(),
            &digest::sha256(token.expose().as_bytes())
        );
        assert_eq!(
            TokenHash::from_stored(token.hash().as_bytes()).unwrap(),
            token.hash()
        );
        assert!(TokenHash::from_stored(&[0; 31]).is_err());
    }

    #[test]
    fn debug_shows_neither_token_nor_hash() {
        let token = Token::generate(TokenKind::OperatorSession, &SeededEntropy::new(1));
        let seen = format!("{token:?} {:?}", token.hash());
        assert!(!seen.contains(&token.expose()[6..]), "{seen}");
        assert!(seen.ends_with("TokenHash(…)"), "{seen}");
    }
}
