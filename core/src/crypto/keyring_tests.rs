//! Rings made, written, read back and misread.
use super::*;
use crate::crypto::KeyFileFault;
use crate::entropy::SeededEntropy;

const PURPOSES: [Purpose; 6] = [
    Purpose::Factor,
    Purpose::OperatorFactor,
    Purpose::SigningKey,
    Purpose::ProviderToken,
    Purpose::IpHash,
    Purpose::ShortCode,
];

fn two_keys() -> KeyRing {
    let entropy = SeededEntropy::new(1);
    let mut ring = KeyRing::generate(&entropy);
    assert_eq!(ring.add(&entropy), KeyVersion(2));
    ring
}

#[test]
fn a_ring_reads_back_with_every_key() {
    let ring = two_keys();
    let back = KeyRing::parse(&ring.to_text()).unwrap();
    assert_eq!(back.newest(), KeyVersion(2));
    assert!(back.versions().eq([KeyVersion(1), KeyVersion(2)]));
    for version in ring.versions() {
        let (was, is) = (
            ring.subkey(Purpose::Factor, version),
            back.subkey(Purpose::Factor, version),
        );
        assert_eq!(was.unwrap().expose_secret(), is.unwrap().expose_secret());
    }
}

#[test]
fn every_purpose_and_version_has_its_own_key() {
    let ring = two_keys();
    let mut seen = std::collections::BTreeSet::new();
    for purpose in PURPOSES {
        for version in ring.versions() {
            let key = ring.subkey(purpose, version).unwrap();
            assert!(seen.insert(*key.expose_secret()), "{purpose:?} {version}");
        }
    }
    assert!(matches!(
        ring.subkey(Purpose::Factor, KeyVersion(3)),
        Err(CryptoError::KeyMissing { version: 3 })
    ));
}

#[test]
fn a_file_keeps_the_ring_and_a_spoiled_one_is_named() {
    let path = std::env::temp_dir().join(format!("wardroom-ring-{}", std::process::id()));
    let ring = two_keys();
    ring.create(&path).unwrap();
    assert_eq!(KeyRing::load(&path).unwrap().newest(), KeyVersion(2));
    std::fs::write(&path, "1:canary-not-a-key").unwrap();
    let error = KeyRing::load(&path).unwrap_err();
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(
        &error,
        CryptoError::KeyFile {
            fault: KeyFileFault::Malformed { .. },
            ..
        }
    ));
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[test]
fn malformed_text_is_refused_without_repeating_it() {
    let key = base64url::encode(&[7; 32]);
    let twice = format!("1:{}\n1:{}", *key, *key);
    let zero = format!("0:{}", *key);
    let bare = key.to_string();
    for text in [
        "",
        " \n",
        "1:",
        "x:canary",
        "1:canary",
        "-1:canary",
        &twice,
        &zero,
        &bare,
    ] {
        let error = KeyRing::parse(&text.into()).unwrap_err();
        assert!(matches!(error, CryptoError::KeyText { .. }), "{text}");
        let line = error.to_string();
        assert!(!line.contains("canary") && !line.contains(&*key), "{line}");
    }
}

#[test]
fn debug_shows_versions_only() {
    let ring = two_keys();
    assert_eq!(format!("{ring:?}"), "{KeyVersion(1), KeyVersion(2)}");
    let key = ring.subkey(Purpose::Factor, KeyVersion(1)).unwrap();
    assert!(!format!("{key:?}").contains(&format!("{:?}", key.expose_secret())));
}
