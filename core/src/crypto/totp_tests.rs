//! RFC 6238's vectors, clock drift and replays.
use super::*;
use crate::entropy::SeededEntropy;

fn rfc() -> TotpSecret {
    TotpSecret::from_bytes(b"12345678901234567890").unwrap()
}

#[test]
fn the_rfcs_vectors_hold() {
    // RFC 6238 appendix B, SHA-1: the last six of its eight digits
    let vectors = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    for (now, code) in vectors {
        assert_eq!(rfc().code_at(now).expose_secret(), code);
        assert_eq!(rfc().check(code, now, None), Some(now / 30));
    }
}

#[test]
fn a_clock_may_be_one_step_off_and_no_more() {
    let (secret, now) = (rfc(), 1_111_111_111);
    let step = now / 30;
    for off in -1..=1 {
        let code = secret.code_at(now + off * 30);
        assert_eq!(
            secret.check(code.expose_secret(), now, None),
            Some(step + off)
        );
    }
    for off in [-2, 2] {
        let code = secret.code_at(now + off * 30);
        assert_eq!(secret.check(code.expose_secret(), now, None), None);
    }
}

#[test]
fn a_step_is_never_accepted_twice_nor_an_older_one_after_it() {
    let (secret, now) = (rfc(), 1_111_111_111);
    let code = secret.code_at(now);
    let used = secret.check(code.expose_secret(), now, None);
    assert_eq!(secret.check(code.expose_secret(), now, used), None);
    assert_eq!(secret.check(code.expose_secret(), now + 29, used), None);
    let earlier = secret.code_at(now - 30);
    assert_eq!(secret.check(earlier.expose_secret(), now, used), None);
    let next = secret.code_at(now + 30);
    assert_eq!(
        secret.check(next.expose_secret(), now, used),
        used.map(|step| step + 1)
    );
}

#[test]
fn spaces_are_forgiven_and_nothing_else() {
    let (secret, now) = (rfc(), 59);
    assert!(secret.check(" 287 082\n", now, None).is_some());
    for wrong in [
        "",
        "28708",
        "2870820",
        "+87082",
        "287081",
        "２８７０８２",
        "abcdef",
    ] {
        assert_eq!(secret.check(wrong, now, None), None, "{wrong}");
    }
    assert_eq!(secret.check("287082", -59, None), None);
}

#[test]
fn the_text_forms_are_base32() {
    // RFC 4648 base32 of the RFC's secret
    assert_eq!(
        rfc().base32().expose_secret(),
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    );
    assert_eq!(
        rfc().base32_in_groups().expose_secret(),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
}

#[test]
fn secrets_are_random_of_160_bits_and_hidden() {
    let entropy = SeededEntropy::new(1);
    let (a, b) = (
        TotpSecret::generate(&entropy),
        TotpSecret::generate(&entropy),
    );
    assert_eq!(a.expose().len(), 20);
    assert_ne!(a.expose(), b.expose());
    assert!(TotpSecret::from_bytes(&[0; 19]).is_err());
    let seen = format!("{:?} {:?} {:?}", rfc(), rfc().base32(), rfc().code_at(59));
    for canary in ["12345678", "49, 50, 51", "GEZD", "287082"] {
        assert!(!seen.contains(canary), "{seen}");
    }
}

#[test]
fn the_countdown_ends_where_the_code_changes() {
    assert_eq!(
        (seconds_left(0), seconds_left(29), seconds_left(30)),
        (30, 1, 30)
    );
}
