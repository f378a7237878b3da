//! The refresh token that follows another, made from it: whoever lost the answer can be given the same one again.
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::CryptoError;
use super::keyring::{KeyRing, KeyVersion, Purpose};
use super::token::{Token, TokenHash, TokenKind};

/// The token that follows `parent` in the row `child`, under the ring's newest key.
pub(crate) fn follow(ring: &KeyRing, parent: &Token, child: &[u8]) -> Result<Token, CryptoError> {
    under(ring, ring.newest(), parent, child)
}

/// The token that was made from `parent` for the row `child` and is stored there as `hash`, under whichever key.
///
/// `None` when it was not made from it, or its key has left the ring.
pub(crate) fn followed(
    ring: &KeyRing,
    parent: &Token,
    child: &[u8],
    hash: TokenHash,
) -> Result<Option<Token>, CryptoError> {
    for version in ring.versions() {
        let token = under(ring, version, parent, child)?;
        if token.hash() == hash {
            return Ok(Some(token));
        }
    }
    Ok(None)
}

fn under(
    ring: &KeyRing,
    version: KeyVersion,
    parent: &Token,
    child: &[u8],
) -> Result<Token, CryptoError> {
    let key = ring.subkey(Purpose::RefreshChild, version)?;
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.expose_secret()).map_err(|_| CryptoError::Library {
            doing: "derive a refresh token",
        })?;
    // Every token of one kind has one length: where it ends and the row's id begins is never in doubt.
    mac.update(parent.expose().as_bytes());
    mac.update(child);
    let bytes = Zeroizing::new(<[u8; 32]>::from(mac.finalize().into_bytes()));
    Ok(Token::of(TokenKind::Plain, &bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn made(seed: u64) -> Token {
        Token::generate(TokenKind::Plain, &SeededEntropy::new(seed))
    }

    #[test]
    fn one_parent_and_row_give_one_token_and_any_other_another() {
        let ring = KeyRing::generate(&SeededEntropy::new(1));
        let child = follow(&ring, &made(2), b"row").unwrap();
        let again = follow(&ring, &made(2), b"row").unwrap();
        assert_eq!(child.expose(), again.expose());
        assert!(Token::parse(TokenKind::Plain, child.expose()).is_ok());
        for (parent, row) in [(made(3), &b"row"[..]), (made(2), b"row2"), (made(2), b"")] {
            let other = follow(&ring, &parent, row).unwrap();
            assert_ne!(other.expose(), child.expose());
        }
    }

    #[test]
    fn it_is_found_under_an_older_key_and_not_under_a_strangers() {
        let mut ring = KeyRing::generate(&SeededEntropy::new(1));
        let child = follow(&ring, &made(2), b"row").unwrap();
        ring.add(&SeededEntropy::new(4));
        let found = followed(&ring, &made(2), b"row", child.hash()).unwrap();
        assert_eq!(found.unwrap().expose(), child.expose());
        assert!(
            followed(&ring, &made(3), b"row", child.hash())
                .unwrap()
                .is_none()
        );
        let stranger = KeyRing::generate(&SeededEntropy::new(5));
        assert!(
            followed(&stranger, &made(2), b"row", child.hash())
                .unwrap()
                .is_none()
        );
    }
}
