//! Recovery codes: 80 random bits in Crockford's base32, written XXXX-XXXX-XXXX-XXXX and shown once.
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::spoken;
use crate::crypto::CryptoError;
use crate::entropy::Entropy;

/// Crockford's alphabet: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: usize = 16;
const GROUP: usize = 4;
/// Typed codes longer than this are not looked at.
const MAX_TYPED: usize = 128;

/// One recovery code, in its canonical 16 characters.
#[derive(Clone, Debug)]
pub struct RecoveryCode(SecretString);

impl RecoveryCode {
    /// A fresh code of 80 random bits.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut random = Zeroizing::new([0; CHARACTERS]);
        entropy.fill(&mut *random);
        // 32 divides 256: the low five bits of a random byte are as random.
        let letters = random.iter().map(|byte| symbol(byte & 31));
        Self(collect(letters).as_str().into())
    }

    /// Reads a code as people type it: any case, O for 0, I or L for 1, dashes and spaces anywhere.
    pub fn parse(typed: &str) -> Result<Self, CryptoError> {
        let mistyped = CryptoError::Mistyped {
            what: "recovery code",
            form: "XXXX-XXXX-XXXX-XXXX",
        };
        let skipped = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_');
        if typed.len() > MAX_TYPED || typed.chars().filter(skipped).count() != CHARACTERS {
            return Err(mistyped);
        }
        let code = collect(typed.chars().filter(skipped).map_while(canonical));
        if code.len() != CHARACTERS {
            return Err(mistyped);
        }
        Ok(Self(code.as_str().into()))
    }

    /// The code as it is shown and printed: XXXX-XXXX-XXXX-XXXX.
    pub fn grouped(&self) -> SecretString {
        let mut text = Zeroizing::new(String::with_capacity(CHARACTERS + CHARACTERS / GROUP));
        for (at, letter) in self.canonical().chars().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text.as_str().into()
    }

    /// One line per group of four, in words to read to a person on the phone.
    pub fn spoken(&self) -> Vec<SecretString> {
        spoken::lines(self.canonical(), GROUP)
    }

    pub(super) fn canonical(&self) -> &str {
        self.0.expose_secret()
    }
}

fn collect(letters: impl Iterator<Item = char>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(CHARACTERS));
    text.extend(letters);
    text
}

fn symbol(five_bits: u8) -> char {
    char::from(ALPHABET[usize::from(five_bits & 31)])
}

fn canonical(typed: char) -> Option<char> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let known = u8::try_from(letter).is_ok_and(|byte| ALPHABET.contains(&byte));
    known.then_some(letter)
}

#[cfg(test)]
#[path = "code_tests.rs"]
mod tests;
