//! IP addresses kept only as a keyed hash: pseudonymous, comparable while the key lives, versioned like it.
use std::fmt;
use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::Sha256;

use super::keyring::{KeyRing, KeyVersion, Purpose};
use super::{CryptoError, digest};

const VERSION: usize = 4;
const BYTES: usize = VERSION + 16;
/// The bytes of a /64: a household's or a device's; the rest changes by the day (RFC 8981).
const V6_NETWORK: usize = 8;

/// The key version (4 bytes, big endian) and the first 128 bits of HMAC-SHA-256 over the network.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IpHash([u8; BYTES]);

impl IpHash {
    /// The hash of `ip` under the ring's newest key; IPv6 counts by its /64, IPv4 whole.
    pub fn of(ring: &KeyRing, ip: IpAddr) -> Result<Self, CryptoError> {
        Self::under(ring, ring.newest(), ip)
    }

    /// Whether it is the hash of `ip`, by the key it was made with.
    pub fn matches(&self, ring: &KeyRing, ip: IpAddr) -> Result<bool, CryptoError> {
        let other = Self::under(ring, self.key_version(), ip)?;
        Ok(digest::same(&self.0, &other.0))
    }

    /// Takes a hash back from storage.
    pub fn from_stored(bytes: &[u8]) -> Result<Self, CryptoError> {
        let hash = bytes
            .try_into()
            .map_err(|_| CryptoError::Corrupt { what: "IP hash" })?;
        Ok(Self(hash))
    }

    /// The 20 bytes to store.
    pub fn as_bytes(&self) -> &[u8; BYTES] {
        &self.0
    }

    /// The version of the key it was made with.
    pub fn key_version(&self) -> KeyVersion {
        let [a, b, c, d, ..] = self.0;
        KeyVersion(u32::from_be_bytes([a, b, c, d]))
    }

    fn under(ring: &KeyRing, version: KeyVersion, ip: IpAddr) -> Result<Self, CryptoError> {
        let key = ring.subkey(Purpose::IpHash, version)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).map_err(|_| {
            CryptoError::Library {
                doing: "hash an address",
            }
        })?;
        mac.update(&network(ip));
        let (mut hash, tag) = ([0; BYTES], mac.finalize().into_bytes());
        hash[..VERSION].copy_from_slice(&version.0.to_be_bytes());
        hash[VERSION..].copy_from_slice(&tag[..BYTES - VERSION]);
        Ok(Self(hash))
    }
}

impl fmt::Debug for IpHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IpHash({}, …)", self.key_version())
    }
}

/// 4 bytes for IPv4 (also where it came mapped into IPv6), 8 for an IPv6 network.
fn network(ip: IpAddr) -> Vec<u8> {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets()[..V6_NETWORK].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn ring() -> KeyRing {
        KeyRing::generate(&SeededEntropy::new(1))
    }

    fn hash(ip: &str) -> IpHash {
        IpHash::of(&ring(), ip.parse().unwrap()).unwrap()
    }

    #[test]
    fn an_ipv6_network_is_one_and_its_neighbour_another() {
        assert_eq!(
            hash("2001:db8:1:2::1"),
            hash("2001:db8:1:2:ffff:ffff:ffff:ffff")
        );
        assert_ne!(hash("2001:db8:1:2::1"), hash("2001:db8:1:3::1"));
    }

    #[test]
    fn ipv4_counts_whole_and_mapped_is_the_same() {
        assert_ne!(hash("192.0.2.1"), hash("192.0.2.2"));
        assert_eq!(hash("192.0.2.1"), hash("::ffff:192.0.2.1"));
    }

    #[test]
    fn a_hash_is_compared_under_the_key_that_made_it() {
        let mut ring = ring();
        let ip = "192.0.2.1".parse().unwrap();
        let old = IpHash::of(&ring, ip).unwrap();
        ring.add(&SeededEntropy::new(2));
        assert_ne!(IpHash::of(&ring, ip).unwrap(), old);
        let stored = IpHash::from_stored(old.as_bytes()).unwrap();
        assert!(stored.matches(&ring, ip).unwrap());
        assert!(!stored.matches(&ring, "192.0.2.2".parse().unwrap()).unwrap());
        let stranger = KeyRing::parse(&format!("9:{}", "A".repeat(43)).into()).unwrap();
        assert!(matches!(
            stored.matches(&stranger, ip),
            Err(CryptoError::KeyMissing { version: 1 })
        ));
    }

    #[test]
    fn neither_debug_nor_the_bytes_hold_the_address() {
        let made = hash("192.0.2.1");
        assert_eq!(format!("{made:?}"), "IpHash(v1, …)");
        assert!(!made.as_bytes().windows(4).any(|w| w == [192, 0, 2, 1]));
        assert!(IpHash::from_stored(&[0; 19]).is_err());
    }
}
