//! The secrets against values that Better Auth's own functions sealed.
use super::super::vectors::vector;
use super::*;
use crate::entropy::SeededEntropy;

/// Hands out the nonce of the vector that was sealed with a known one.
struct Fixed(Vec<u8>);

impl Entropy for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0);
    }
}

fn one() -> Secrets {
    Secrets::one(&vector("secret").into()).unwrap()
}

/// The vector's secret as version 3, in use beside an older and the bare one.
fn three() -> Secrets {
    let list = format!(" 3:{} , 1:another-secret", vector("secret"));
    Secrets::versioned(&list.into(), Some(&"bare-secret".into())).unwrap()
}

fn open(secrets: &Secrets, sealed: &str) -> Result<String, CryptoError> {
    secrets
        .open(sealed)
        .map(|plain| plain.expose_secret().into())
}

#[test]
fn the_key_is_the_digest_of_the_secret() {
    let hex = digest::hex(one().bare.unwrap().expose_secret());
    assert_eq!(hex, vector("key_sha256_hex"));
}

#[test]
fn what_better_auth_sealed_opens() {
    for (sealed, plain) in [
        ("backup_codes_stored", "backup_codes_plain"),
        ("totp_secret_stored", "totp_secret_plain"),
        ("fixed_nonce_stored", "backup_codes_plain"),
    ] {
        let (sealed, plain) = (vector(sealed), vector(plain));
        assert_eq!(open(&one(), &sealed).unwrap(), plain);
        assert_eq!(open(&one(), &sealed.to_uppercase()).unwrap(), plain);
    }
    let sealed = vector("backup_codes_stored_v3");
    assert_eq!(
        open(&three(), &sealed).unwrap(),
        vector("backup_codes_plain")
    );
}

#[test]
fn sealing_under_the_same_nonce_gives_the_same_bytes() {
    let nonce = HEXLOWER_PERMISSIVE
        .decode(vector("fixed_nonce_hex").as_bytes())
        .unwrap();
    let plain = vector("backup_codes_plain").into();
    let old = vector("totp_secret_stored");
    let sealed = one().seal_as(&old, &plain, &Fixed(nonce)).unwrap();
    assert_eq!(sealed, vector("fixed_nonce_stored"));
}

#[test]
fn a_value_keeps_its_form_and_takes_the_secret_in_use() {
    let entropy = SeededEntropy::new(1);
    let all = three();
    for (old, prefix) in [
        ("ab".to_owned(), ""),
        ("$ba$1$ab".to_owned(), "$ba$3$"),
        (vector("backup_codes_stored_v3"), "$ba$3$"),
        ("$ba$9$ab".to_owned(), "$ba$3$"),
    ] {
        let sealed = all.seal_as(&old, &"canary".into(), &entropy).unwrap();
        assert!(sealed.starts_with(prefix), "{old} {sealed}");
        assert_eq!(sealed.contains('$'), !prefix.is_empty(), "{old} {sealed}");
        assert_eq!(open(&all, &sealed).unwrap(), "canary");
        let again = all.seal_as(&old, &"canary".into(), &entropy).unwrap();
        assert_ne!(again, sealed, "a nonce came twice");
    }
    let bare = all.seal_as("ab", &"canary".into(), &entropy).unwrap();
    let app = Secrets::one(&"bare-secret".into()).unwrap();
    assert_eq!(open(&app, &bare).unwrap(), "canary");
}

#[test]
fn the_wrong_secret_and_altered_bytes_do_not_open() {
    let sealed = vector("backup_codes_stored");
    let other = Secrets::one(&"another-secret".into()).unwrap();
    let altered = sealed.replace("2a9a", "2a9b");
    for (secrets, sealed) in [(&other, &sealed), (&one(), &altered)] {
        let error = secrets.open(sealed).unwrap_err();
        assert!(matches!(error, CryptoError::Corrupt { .. }), "{error}");
    }
}

#[test]
fn a_secret_that_is_not_given_is_named() {
    let versioned = vector("backup_codes_stored_v3");
    let error = one().open(&versioned).unwrap_err().to_string();
    assert!(error.contains("version 3"), "{error}");
    let alone = Secrets::versioned(&"3:x".into(), None).unwrap();
    let error = alone.open(&vector("totp_secret_stored")).unwrap_err();
    assert!(error.to_string().contains("BETTER_AUTH_SECRET"), "{error}");
}

#[test]
fn what_is_not_sealed_at_all_is_told_from_what_does_not_open() {
    let short = "00".repeat(NONCE + TAG - 1);
    for text in [
        "",
        "[\"a\"]",
        "abc",
        "zz",
        "$ba$",
        "$ba$3",
        "$ba$x$ab",
        "$ba$+3$ab",
        "$ba$$ab",
        &short,
    ] {
        let error = three().open(text).unwrap_err();
        assert!(matches!(error, CryptoError::UnknownFormat { .. }), "{text}");
    }
}

#[test]
fn malformed_secrets_are_refused_without_being_shown() {
    for text in [
        "canary",
        "x:canary",
        "-1:canary",
        "1:",
        "1:canary,1:other",
        "1:canary,",
        ":canary",
    ] {
        let error = Secrets::versioned(&text.into(), None).unwrap_err();
        assert!(!error.to_string().contains("canary"), "{error}");
    }
    assert!(Secrets::one(&"\n".into()).is_err());
    let secret = Secrets::one(&format!("{}\n", vector("secret")).into()).unwrap();
    assert!(open(&secret, &vector("totp_secret_stored")).is_ok());
    assert_eq!(format!("{secret:?}"), "Secrets(…)");
}
