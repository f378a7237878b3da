//! Codes as they are printed, typed and misheard.
use super::*;
use crate::entropy::SeededEntropy;

fn read(typed: &str) -> Option<String> {
    RecoveryCode::parse(typed)
        .ok()
        .map(|code| code.grouped().expose_secret().to_owned())
}

#[test]
fn a_code_has_sixteen_symbols_and_reads_back() {
    let entropy = SeededEntropy::new(1);
    let code = RecoveryCode::generate(&entropy);
    let shown = code.grouped();
    let shown = shown.expose_secret();
    assert_eq!(shown.len(), 19);
    assert!(
        shown.bytes().all(|b| b == b'-' || ALPHABET.contains(&b)),
        "{shown}"
    );
    assert_eq!(read(shown).as_deref(), Some(shown));
    assert_ne!(
        RecoveryCode::generate(&entropy).canonical(),
        code.canonical()
    );
}

#[test]
fn every_symbol_turns_up() {
    let entropy = SeededEntropy::new(1);
    let seen: std::collections::BTreeSet<char> = (0..100)
        .flat_map(|_| {
            RecoveryCode::generate(&entropy)
                .canonical()
                .chars()
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(seen.len(), 32);
}

#[test]
fn what_people_type_means_the_same_code() {
    let shown = Some("0011-ABCD-EFGH-JKMN".to_owned());
    for typed in [
        "0011-ABCD-EFGH-JKMN",
        "0011abcdefghjkmn",
        " oOiL – abcd efgh jkmn\n",
        "00 1I-a-b-c-d-EFGH_JKMN",
        "0 0 1 1 a b c d e f g h j k m n",
    ] {
        assert_eq!(read(typed), shown, "{typed}");
    }
}

#[test]
fn anything_else_is_refused_without_repeating_it() {
    let long = format!("0011-ABCD-EFGH-JKMN{}", " ".repeat(200));
    for typed in [
        "",
        "0011-ABCD-EFGH-JKM",
        "0011-ABCD-EFGH-JKMNP",
        "0011-ABCD-EFGH-JKMU",
        "0011-ABCD-EFGH-JKMÑ",
        &long,
    ] {
        let error = RecoveryCode::parse(typed).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the recovery code must look like XXXX-XXXX-XXXX-XXXX; check what was typed"
        );
    }
}

#[test]
fn the_phone_form_names_every_symbol() {
    let code = RecoveryCode::parse("0123-456A-WXYZ-9BKQ").unwrap();
    let lines: Vec<_> = code
        .spoken()
        .iter()
        .map(|line| line.expose_secret().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "0123   zero, one, two, three",
            "456A   four, five, six, Alfa",
            "WXYZ   Whiskey, X-ray, Yankee, Zulu",
            "9BKQ   nine, Bravo, Kilo, Quebec",
        ]
    );
}

#[test]
fn debug_shows_no_code() {
    let code = RecoveryCode::parse("0011-ABCD-EFGH-JKMN").unwrap();
    let seen = format!("{code:?} {:?} {:?}", code.grouped(), code.spoken());
    for canary in ["ABCD", "EFGH", "Bravo"] {
        assert!(!seen.contains(canary), "{seen}");
    }
}
