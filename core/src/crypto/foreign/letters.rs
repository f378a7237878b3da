//! Random text of letters and digits, each as likely as another.
use zeroize::Zeroizing;

use crate::entropy::Entropy;

const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
/// The largest multiple of 62 that a byte reaches: bytes beyond would make some letters likelier than others.
const FAIR: u8 = 248;

/// `length` random characters of `[a-zA-Z0-9]`, wiped when dropped.
pub(super) fn random(length: usize, entropy: &dyn Entropy) -> Zeroizing<String> {
    // Its whole size at once: growing would leave copies of a secret behind.
    let mut text = Zeroizing::new(String::with_capacity(length));
    let mut byte = Zeroizing::new([0_u8]);
    while text.len() < length {
        entropy.fill(&mut *byte);
        if byte[0] < FAIR {
            text.push(char::from(LETTERS[usize::from(byte[0]) % LETTERS.len()]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    #[test]
    fn every_letter_and_digit_comes_up_and_nothing_else() {
        let text = random(5_000, &SeededEntropy::new(1));
        assert_eq!(text.len(), 5_000);
        for letter in LETTERS {
            // 80 expected of each; a byte taken modulo 62 without the rejection would favour the first eight.
            let seen = text.bytes().filter(|b| b == letter).count();
            assert!((45..=125).contains(&seen), "{} {seen}", char::from(*letter));
        }
        assert!(text.bytes().all(|b| b.is_ascii_alphanumeric()));
    }
}
