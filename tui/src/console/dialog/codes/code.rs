//! One code on the screen: a recovery code of ours, or a backup code of an application's.

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::crypto::recovery_code::{RecoveryCode, cased_lines};

use super::ending::{ENDING, ends_so};

/// A code; it exists nowhere else.
pub(super) enum Code {
    Recovery(RecoveryCode),
    Backup(SecretString),
}

impl Code {
    /// As it is written down.
    pub(super) fn written(&self) -> SecretString {
        match self {
            Self::Recovery(code) => code.grouped(),
            Self::Backup(code) => code.clone(),
        }
    }

    /// In words, a line for each few letters.
    pub(super) fn spoken(&self) -> Vec<SecretString> {
        match self {
            Self::Recovery(code) => code.spoken(),
            Self::Backup(code) => cased_lines(code),
        }
    }

    /// Whether it ends in what was typed, read as its own readers read it.
    pub(super) fn ends_so(&self, typed: &str) -> bool {
        match self {
            Self::Recovery(code) => ends_so(code, typed),
            Self::Backup(code) => {
                let typed = typed.trim();
                typed.chars().count() == ENDING && code.expose_secret().ends_with(typed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_code_is_read_letter_by_letter() {
        let code = Code::Backup("aB1xY-oL9zU".into());
        assert!(code.ends_so("L9zU") && code.ends_so(" L9zU "));
        for wrong in ["l9zU", "L9zu", "oL9zU", "9zU", ""] {
            assert!(!code.ends_so(wrong), "{wrong}");
        }
    }
}
