//! alice's password in good, old, foreign and hostile stored forms.
use std::time::Instant;

use super::*;
use crate::crypto::password::hash;
use crate::entropy::SeededEntropy;

const ALICES: &str = "correct horse battery";

fn hashed(password: &str, seed: u64) -> String {
    hash(&password.into(), &SeededEntropy::new(seed)).unwrap()
}

#[test]
fn a_hash_of_ours_matches_its_password_only() {
    let stored = hashed(ALICES, 1);
    assert!(
        stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{stored}"
    );
    assert_eq!(
        verify(&stored, &ALICES.into()),
        Verdict::Match { rehash: false }
    );
    assert_eq!(
        verify(&stored, &"correct horse batterY".into()),
        Verdict::NoMatch
    );
    assert_eq!(verify(&stored, &"".into()), Verdict::NoMatch);
    assert_eq!(
        verify(&stored, &"x".repeat(100_000).into()),
        Verdict::NoMatch
    );
    assert_ne!(stored, hashed(ALICES, 2), "each hash has its own salt");
}

#[test]
fn the_same_keys_match_however_the_keyboard_composes_them() {
    let stored = hashed("caf\u{e9} au lait, merci", 1);
    assert_eq!(
        verify(&stored, &"cafe\u{301} au lait, merci".into()),
        Verdict::Match { rehash: false }
    );
}

#[test]
fn the_reference_implementations_hash_matches_and_asks_for_a_new_one() {
    // phc-winner-argon2 test.c, version 19: argon2id, t=2, m=2^8, p=1
    let stored =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    assert_eq!(
        verify(stored, &"password".into()),
        Verdict::Match { rehash: true }
    );
    assert_eq!(verify(stored, &"Password".into()), Verdict::NoMatch);
}

#[test]
fn excess_is_refused_before_it_costs_anything() {
    let tail = "c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    for params in [
        "m=4194304,t=1,p=1",
        "m=1024,t=4294967295,p=1",
        "m=131072,t=1,p=16384",
        "m=262144,t=16,p=1",
    ] {
        let stored = format!("$argon2id$v=19${params}${tail}");
        let start = Instant::now();
        assert_eq!(
            verify(&stored, &ALICES.into()),
            Verdict::Unknown,
            "{params}"
        );
        assert!(
            start.elapsed().as_millis() < 100,
            "{params} took {:?}",
            start.elapsed()
        );
        assert!(
            matches!(check_stored(&stored), Err(CryptoError::TooExpensive)),
            "{params}"
        );
    }
}

#[test]
fn other_forms_are_unknown_never_a_match() {
    let salt_only = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ";
    let argon2i =
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8";
    let long = format!("{}{}", hashed(ALICES, 1), "A".repeat(600));
    let wide = "é".repeat(600);
    for stored in [
        "",
        "!",
        "$",
        "plain",
        "$argon2id$",
        salt_only,
        argon2i,
        &long,
        &wide,
    ] {
        assert_eq!(verify(stored, &ALICES.into()), Verdict::Unknown, "{stored}");
        assert!(
            matches!(check_stored(stored), Err(CryptoError::UnknownFormat { .. })),
            "{stored}"
        );
    }
}
