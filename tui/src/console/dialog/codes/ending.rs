//! The last four characters of a code, as a person types them back.

use secrecy::ExposeSecret;
use wardroom_core::crypto::recovery_code::RecoveryCode;

/// Characters asked for.
pub(super) const ENDING: usize = 4;

/// Whether the code ends in what was typed, read as codes are read: any case, O for 0, I and L for 1.
pub(super) fn ends_so(code: &RecoveryCode, typed: &str) -> bool {
    let whole = code.grouped();
    let (start, _) = whole
        .expose_secret()
        .split_at(whole.expose_secret().len().saturating_sub(ENDING));
    let typed = typed.trim();
    let candidate = zeroize::Zeroizing::new(format!("{start}{typed}"));
    typed.chars().count() == ENDING
        && RecoveryCode::parse(&candidate)
            .is_ok_and(|read| read.grouped().expose_secret() == whole.expose_secret())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_is_read_as_codes_are() {
        let code = RecoveryCode::parse("4QFJ-9K2M-7TXA-01AB").unwrap();
        for right in ["01AB", "01ab", "OiAB", " olab "] {
            assert!(ends_so(&code, right), "{right}");
        }
        for wrong in ["", "01A", "7TXA", "01ABC", "01AC", "----"] {
            assert!(!ends_so(&code, wrong), "{wrong}");
        }
    }
}
