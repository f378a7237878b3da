//! RFC 8032's vector, tampering, and the key file.
use super::*;
use crate::entropy::SeededEntropy;

fn hex(text: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn key(seed: u64) -> SigningKey {
    SigningKey::generate(&SeededEntropy::new(seed)).unwrap()
}

#[test]
fn the_rfcs_vector_holds() {
    // RFC 8032 §7.1, TEST 2
    let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let signature = hex(concat!(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ));
    let text = format!("{PREFIX}{}", *base64url::encode(&seed));
    let key = SigningKey::parse(&text.into()).unwrap();
    assert_eq!(key.public().as_bytes()[..], public);
    assert_eq!(key.sign(&[0x72]).unwrap()[..], signature);
    assert!(
        PublicKey::from_stored(&public)
            .unwrap()
            .verify(&[0x72], &signature)
    );
}

#[test]
fn another_message_key_or_signature_does_not_verify() {
    let (ours, other) = (key(1), key(2));
    let mut signature = ours.sign(b"seal 1").unwrap();
    assert!(ours.public().verify(b"seal 1", &signature));
    assert!(!ours.public().verify(b"seal 2", &signature));
    assert!(!other.public().verify(b"seal 1", &signature));
    assert!(!ours.public().verify(b"seal 1", &signature[..63]));
    signature[0] ^= 1;
    assert!(!ours.public().verify(b"seal 1", &signature));
}

#[test]
fn the_id_is_the_start_of_the_public_keys_digest() {
    let public = key(1).public();
    let whole = digest::hex(&digest::sha256(public.as_bytes()));
    assert_eq!(public.id().as_str(), &whole[..16]);
    assert_ne!(public.id(), key(2).public().id());
}

#[test]
fn a_file_keeps_the_key_and_other_text_is_refused() {
    let path = std::env::temp_dir().join(format!("wardroom-seal-{}", std::process::id()));
    key(1).create(&path).unwrap();
    let back = SigningKey::load(&path).unwrap();
    std::fs::write(&path, "1:canary").unwrap();
    let error = SigningKey::load(&path).unwrap_err();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(back.public(), key(1).public());
    let line = error.to_string();
    assert!(
        line.contains("wardroom-seal") && !line.contains("canary"),
        "{line}"
    );
}

#[test]
fn debug_shows_the_public_id_only() {
    let key = key(1);
    assert_eq!(
        format!("{key:?}"),
        format!("SigningKey({})", key.public().id())
    );
}
