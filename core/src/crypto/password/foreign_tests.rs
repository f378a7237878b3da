//! Hashes that other systems made: each matches its password, asks for a new hash, and nothing dear is begun.
use std::time::Instant;

use super::*;

const MATCH: Verdict = Verdict::Match { rehash: true };

/// Better Auth 1.7.7's own function made it.
const BETTER_AUTH: &str = "ad2d23248609bf446f083bdd66c9d93c:ea01646a6216336fe0c6d4baef297566975050fb7c183878b1732409cd7e11b2\
                           a91aba79a6a328ed1a1154d6b1a14240a8c6e9256f586759b644a65c24337d03";
/// The test vector of `crypt_blowfish` for what lies behind the 72nd byte.
const LONG_BCRYPT: &str = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
const LONG: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Whose vector, the hash, its password.
const VECTORS: [(&str, &str, &str); 7] = [
    (
        "crypt_blowfish",
        "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U",
    ),
    (
        "crypt_blowfish, as PHP writes it",
        "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "U*U",
    ),
    ("crypt_blowfish, 72 bytes", LONG_BCRYPT, LONG),
    (
        "passlib's scrypt",
        "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
        "password",
    ),
    (
        "RFC 6070's long one, by SHA-256",
        "$pbkdf2-sha256$i=4096,l=40$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0\
         $NIyJ28vTKy8y2BS4EW6EzysXNH68GAAYHE4qH7jdU+HGNVGMfaxH6Q",
        "passwordPASSWORDpassword",
    ),
    (
        "Python's hashlib, by SHA-512 and without its length",
        "$pbkdf2-sha512$i=1000$c2FsdFNBTFRzYWx0U0FMVA\
         $L+vjhfY5mqKiCpkm0YIuL0mdqnbOXhYw/v74SUJEEwd4SPdh7srb8v5uXaGkjMc/LwzXWI4VCj9tRfIFZqlllw",
        "password",
    ),
    ("Better Auth", BETTER_AUTH, "pässwörd Ⅳ"),
];

fn check(stored: &str, typed: &str) -> Verdict {
    verify(stored, &typed.into())
}

#[test]
fn every_form_matches_its_password_only_and_asks_for_a_new_hash() {
    for (whose, stored, password) in VECTORS {
        check_stored(stored).unwrap();
        assert_eq!(check(stored, password), MATCH, "{whose}");
        let others = [
            "",
            "another",
            &password.to_uppercase(),
            &"x".repeat(100_000),
        ];
        for typed in others.into_iter().filter(|typed| *typed != password) {
            assert_eq!(check(stored, typed), Verdict::NoMatch, "{whose}: {typed}");
        }
    }
}

#[test]
fn each_source_keeps_its_own_normalisation() {
    // Better Auth hashes NFKC, so both spellings are one; bcrypt hashes the bytes, so they are two.
    assert_eq!(check(BETTER_AUTH, "pa\u{308}sswo\u{308}rd IV"), MATCH);
    let composed = ::bcrypt::hash_with_salt("\u{e9}", 4, [7; 16])
        .unwrap()
        .to_string();
    assert_eq!(check(&composed, "\u{e9}"), MATCH);
    assert_eq!(check(&composed, "e\u{301}"), Verdict::NoMatch);
}

#[test]
fn bcrypt_reads_72_bytes_and_what_it_did_not_read_is_not_hashed_anew() {
    let longer = [LONG, "chars after 72 are ignored"].concat();
    let read_in_part = Verdict::Match { rehash: false };
    assert_eq!(check(LONG_BCRYPT, &longer), read_in_part);
    assert_eq!(check(LONG_BCRYPT, &longer[..71]), Verdict::NoMatch);
}

#[test]
fn excess_is_refused_before_it_costs_anything() {
    let tail = "$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E";
    let dear = [
        "$2b$15$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW".to_owned(),
        "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW".to_owned(),
        format!("$scrypt$ln=22,r=8,p=1{tail}"),
        format!("$scrypt$ln=40,r=8,p=1{tail}"),
        format!("$scrypt$ln=10,r=4096,p=1{tail}"),
        format!("$scrypt$ln=14,r=8,p=100{tail}"),
        format!("$pbkdf2-sha256$i=5000001{tail}"),
        format!("$pbkdf2-sha512$i=4294967295{tail}"),
    ];
    for stored in dear {
        let start = Instant::now();
        assert_eq!(check(&stored, "x"), Verdict::Unknown, "{stored}");
        let refused = check_stored(&stored);
        assert!(
            matches!(refused, Err(CryptoError::TooExpensive)),
            "{stored}"
        );
        assert!(start.elapsed().as_millis() < 100, "{stored}");
    }
}

#[test]
fn what_is_nearly_a_form_is_unknown() {
    let key = "a".repeat(128);
    let long_salt = format!("{}:{key}", "a".repeat(33));
    let short_key = format!("{}:{}", "a".repeat(32), &key[2..]);
    let no_hex = format!("{}:{key}", "g".repeat(32));
    for stored in [
        "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2b$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
        "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
        "$2b$05$ÉCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
        "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q",
        "$scrypt$ln=16,r=0,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
        "$pbkdf2-sha256$i=0$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
        "$pbkdf2-sha256$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
        "$pbkdf2-sha1$i=1000$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
        &long_salt,
        &short_key,
        &no_hex,
    ] {
        assert_eq!(check(stored, "x"), Verdict::Unknown, "{stored}");
        let refused = check_stored(stored);
        assert!(
            matches!(refused, Err(CryptoError::UnknownFormat { .. })),
            "{stored}"
        );
    }
}
