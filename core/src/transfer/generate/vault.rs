//! What takes too long to make for each user: a throw-away key ring, password hashes, recovery-code sets.
//!
//! Nobody holds these passwords, codes or keys: a generated account can be operated, never signed in to.

use secrecy::SecretString;

use super::dice::Dice;
use crate::crypto::keyring::{KeyRing, Purpose};
use crate::crypto::recovery_code::IssuedSet;
use crate::crypto::sealed::{Place, Sealed};
use crate::crypto::token::{Token, TokenKind};
use crate::crypto::{ip_hash::IpHash, password};
use crate::error::Result;
use crate::model::Id;

const CODES: usize = 10;
/// The most of each, and how many users share one. Hashing costs 20 ms: these are made once and shared, so equal
/// hashes mean nothing in a generated directory.
const PASSWORDS: (u64, u64) = (32, 40);
const CODE_SETS: (u64, u64) = (4, 250);

/// Real formats, made by the same functions as real ones, from the seed.
pub(super) struct Vault {
    ring: KeyRing,
    passwords: Vec<String>,
    code_sets: Vec<IssuedSet>,
}

/// Where a sealed value of the generator belongs.
#[derive(Clone, Copy)]
pub(super) enum Seal {
    Totp,
    Provider,
}

impl Vault {
    /// The vault of `dice`'s seed, for so many users.
    pub(super) async fn make(dice: &Dice, users: u64) -> Result<Self> {
        let ring = KeyRing::generate(dice.entropy());
        let mut passwords = Vec::new();
        for _ in 0..enough(PASSWORDS, users) {
            let random = Token::generate(TokenKind::Plain, dice.entropy());
            let random = SecretString::from(random.expose());
            passwords.push(password::hash_blocking(random, dice.entropy()).await?);
        }
        let mut code_sets = Vec::new();
        for _ in 0..enough(CODE_SETS, users) {
            code_sets.push(IssuedSet::generate_blocking(CODES, dice.entropy()).await?);
        }
        Ok(Self {
            ring,
            passwords,
            code_sets,
        })
    }

    /// The hash of a password.
    pub(super) fn password(&self, dice: &Dice) -> &str {
        dice.pick::<String>(&self.passwords)
    }

    /// The salt and the hashes of a set of recovery codes.
    pub(super) fn codes(&self, dice: &Dice) -> &IssuedSet {
        dice.pick(&self.code_sets)
    }

    /// A random secret sealed for the row `id`, and the version of its key.
    pub(super) fn sealed(&self, dice: &Dice, seal: Seal, id: &Id) -> Result<(Vec<u8>, i64)> {
        let (purpose, label) = match seal {
            Seal::Totp => (Purpose::Factor, "totp.secret"),
            Seal::Provider => (Purpose::ProviderToken, "identity.tokens"),
        };
        let place = Place {
            purpose,
            label,
            row: &id.to_bytes(),
        };
        let secret = dice.bytes::<20>();
        let sealed = Sealed::seal(&self.ring, place, &secret, dice.entropy())?;
        let version = sealed.key_version();
        Ok((sealed.as_bytes().to_vec(), version.0.into()))
    }

    /// The keyed hash of a random network.
    pub(super) fn network(&self, dice: &Dice) -> Result<(Vec<u8>, i64)> {
        let ip = if dice.chance(30) {
            std::net::Ipv6Addr::from(dice.bytes::<16>()).into()
        } else {
            std::net::Ipv4Addr::from(dice.bytes::<4>()).into()
        };
        let hash = IpHash::of(&self.ring, ip)?;
        Ok((hash.as_bytes().to_vec(), hash.key_version().0.into()))
    }
}

fn enough((most, sharing): (u64, u64), users: u64) -> u64 {
    (users / sharing).clamp(1, most)
}

/// The stored hash of a fresh token.
pub(super) fn token_hash(dice: &Dice) -> [u8; 32] {
    crate::crypto::digest::sha256(&dice.bytes::<32>())
}
