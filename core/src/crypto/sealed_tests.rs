//! mallory moves, swaps and alters what is stored.
use super::*;
use crate::entropy::SeededEntropy;

const ALICES: Place<'_> = Place {
    purpose: Purpose::Factor,
    label: "totp.secret",
    row: b"alice",
};
const SECRET: &[u8] = b"canary-31415926";

fn ring() -> KeyRing {
    KeyRing::generate(&SeededEntropy::new(1))
}

fn sealed(ring: &KeyRing) -> Sealed {
    Sealed::seal(ring, ALICES, SECRET, &SeededEntropy::new(2)).unwrap()
}

fn is_corrupt(result: &Result<SecretSlice<u8>, CryptoError>) -> bool {
    matches!(result, Err(CryptoError::Corrupt { .. }))
}

#[test]
fn it_opens_in_its_place() {
    let ring = ring();
    let stored = Sealed::from_stored(sealed(&ring).as_bytes().to_vec()).unwrap();
    assert_eq!(stored.open(&ring, ALICES).unwrap().expose_secret(), SECRET);
    assert!(!stored.as_bytes().windows(6).any(|w| SECRET.starts_with(w)));
}

#[test]
fn it_opens_nowhere_else() {
    let (ring, stored) = (ring(), sealed(&ring()));
    let elsewhere = [
        Place {
            row: b"bob",
            ..ALICES
        },
        Place {
            label: "totp.secre",
            row: b"talice",
            ..ALICES
        },
        Place {
            label: "signing.key",
            ..ALICES
        },
        Place {
            purpose: Purpose::OperatorFactor,
            ..ALICES
        },
        Place { row: b"", ..ALICES },
    ];
    for place in elsewhere {
        assert!(is_corrupt(&stored.open(&ring, place)), "{place:?}");
    }
    assert!(is_corrupt(
        &stored.open(&KeyRing::generate(&SeededEntropy::new(9)), ALICES)
    ));
}

#[test]
fn the_lengths_are_part_of_what_is_authenticated() {
    let (a, b) = (
        Place {
            label: "ab",
            row: b"c",
            ..ALICES
        },
        Place {
            label: "a",
            row: b"bc",
            ..ALICES
        },
    );
    assert_ne!(associated(a, KeyVersion(1)), associated(b, KeyVersion(1)));
}

#[test]
fn every_altered_byte_is_noticed() {
    let (ring, good) = (ring(), sealed(&ring()));
    for at in 0..good.as_bytes().len() {
        let mut bytes = good.as_bytes().to_vec();
        bytes[at] ^= 1;
        let opened = Sealed::from_stored(bytes).and_then(|s| s.open(&ring, ALICES));
        let expected = match at {
            0 => matches!(opened, Err(CryptoError::UnknownFormat { .. })),
            1..NONCE_AT => matches!(opened, Err(CryptoError::KeyMissing { .. })),
            _ => is_corrupt(&opened),
        };
        assert!(expected, "byte {at}: {opened:?}");
    }
    for cut in [0, 1, TEXT_AT, TEXT_AT + TAG - 1] {
        assert!(Sealed::from_stored(good.as_bytes()[..cut].to_vec()).is_err());
    }
}

#[test]
fn an_older_version_stays_readable_and_cannot_be_relabelled() {
    let mut ring = ring();
    let old = sealed(&ring);
    assert_eq!(ring.add(&SeededEntropy::new(3)), KeyVersion(2));
    assert_eq!(old.open(&ring, ALICES).unwrap().expose_secret(), SECRET);
    let new = sealed(&ring);
    assert_eq!(
        (old.key_version(), new.key_version()),
        (KeyVersion(1), KeyVersion(2))
    );
    let mut relabelled = new.as_bytes().to_vec();
    relabelled[4] = 1;
    assert!(is_corrupt(
        &Sealed::from_stored(relabelled).unwrap().open(&ring, ALICES)
    ));
}

#[test]
fn the_same_secret_never_seals_to_the_same_bytes() {
    let (ring, entropy) = (ring(), SeededEntropy::new(2));
    let [a, b] = [(); 2].map(|()| Sealed::seal(&ring, ALICES, SECRET, &entropy).unwrap());
    assert_ne!(a, b);
}

#[test]
fn debug_shows_no_secret() {
    let ring = ring();
    let stored = sealed(&ring);
    assert_eq!(
        format!("{stored:?}"),
        format!("Sealed(v1, {} bytes)", TEXT_AT + SECRET.len() + TAG)
    );
    assert!(!format!("{:?}", stored.open(&ring, ALICES)).contains("canary"));
}
