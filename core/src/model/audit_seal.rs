//! What stands over the audit: its head, and the signed seals of its segments.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::canonical::Canonical;
use super::{Ts, hex};

/// The end of the chain: kept elsewhere, it shows a chain that was rebuilt or whose tail was cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Head {
    /// The last entry; 0 before the first.
    #[sqlx(try_from = "crate::db::Int")]
    pub seq: i64,
    /// Its hash; zeros before the first.
    #[serde(with = "hex")]
    pub hash: Vec<u8>,
}

/// A signed segment: the entries from the first to the last, under the hash of the last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Its number, from 1, without gaps.
    #[sqlx(try_from = "crate::db::Int")]
    pub segment: i64,
    /// The first entry it covers.
    #[sqlx(try_from = "crate::db::Int")]
    pub first_seq: i64,
    /// The last entry it covers.
    #[sqlx(try_from = "crate::db::Int")]
    pub last_seq: i64,
    /// The hash of the last entry.
    #[serde(with = "hex")]
    pub head_hash: Vec<u8>,
    /// The key that signed.
    pub key_id: String,
    /// Ed25519 over [`Seal::canonical`].
    #[serde(with = "hex")]
    pub signature: Vec<u8>,
    /// When.
    pub sealed_at: Ts,
}

impl Head {
    /// The head of a chain without an entry.
    pub fn start() -> Self {
        Self {
            seq: 0,
            hash: vec![0; 32],
        }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, HEXLOWER.encode(&self.hash))
    }
}

impl std::str::FromStr for Head {
    type Err = &'static str;

    /// `SEQ:HASH`, as it is printed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (seq, hash) = text.trim().split_once(':')?;
            let seq = seq.parse().ok().filter(|seq| *seq >= 0)?;
            let hash = HEXLOWER
                .decode(hash.to_ascii_lowercase().as_bytes())
                .ok()
                .filter(|hash| hash.len() == 32)?;
            Some(Self { seq, hash })
        };
        read().ok_or("expected SEQ:HASH, such as 200:9f86…, as `audit verify` prints it")
    }
}

impl Seal {
    /// The bytes that are signed: a fixed label, then every field but the signature.
    pub fn canonical(&self) -> Vec<u8> {
        Canonical::new("wardroom audit seal 1")
            .int(self.segment)
            .int(self.first_seq)
            .int(self.last_seq)
            .bytes(&self.head_hash)
            .text(&self.key_id)
            .int(self.sealed_at.us())
            .done()
    }

    /// The head it signs.
    pub fn head(&self) -> Head {
        Head {
            seq: self.last_seq,
            hash: self.head_hash.clone(),
        }
    }
}
