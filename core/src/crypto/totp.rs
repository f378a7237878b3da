//! TOTP (RFC 6238) as every authenticator app knows it: SHA-1, six digits, 30 seconds; no code counts twice.
use secrecy::{ExposeSecret, SecretBox, SecretString};
use subtle::{Choice, ConstantTimeEq};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

use super::CryptoError;
use crate::entropy::Entropy;

/// Seconds one code is shown.
pub const STEP_SECONDS: i64 = 30;
const SECRET_BYTES: usize = 20;

/// The 160 bits an authenticator app and we share.
#[derive(Debug)]
pub struct TotpSecret(SecretBox<[u8; SECRET_BYTES]>);

impl TotpSecret {
    /// A fresh secret.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(SecretBox::init_with_mut(
            |bytes: &mut [u8; SECRET_BYTES]| entropy.fill(bytes),
        ))
    }

    /// Takes a secret back once it is unsealed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CryptoError> {
        let bytes = Zeroizing::new(bytes.try_into().map_err(|_| CryptoError::UnknownFormat {
            what: "TOTP secret",
        })?);
        Ok(Self(SecretBox::init_with(|| *bytes)))
    }

    /// The bytes to seal.
    pub fn expose(&self) -> &[u8] {
        self.0.expose_secret()
    }

    /// The 32 characters of base32 an app takes typed in.
    pub fn base32(&self) -> SecretString {
        data_encoding::BASE32_NOPAD.encode(self.expose()).into()
    }

    /// The same in groups of four, to be read and typed by a person.
    pub fn base32_in_groups(&self) -> SecretString {
        let text = self.base32();
        let mut grouped = Zeroizing::new(String::with_capacity(40));
        for (at, letter) in text.expose_secret().chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        grouped.as_str().into()
    }

    /// The code an app shows at `now_unix` seconds; for demonstrations and tests.
    pub fn code_at(&self, now_unix: i64) -> SecretString {
        self.code_of_step(now_unix.div_euclid(STEP_SECONDS))
    }

    /// The step `code` belongs to, if it is right now, one step early or late, and newer than `last_step`.
    ///
    /// Store the step in the same transaction: a step is accepted once (RFC 6238 §5.2).
    pub fn check(&self, code: &str, now_unix: i64, last_step: Option<i64>) -> Option<i64> {
        let code: Zeroizing<String> = Zeroizing::new(code.split_whitespace().collect());
        let now = now_unix.div_euclid(STEP_SECONDS);
        let mut found = None;
        // All three are computed whichever matches, so that time tells nothing about the clocks.
        for step in [now - 1, now, now + 1] {
            let right = self
                .code_of_step(step)
                .expose_secret()
                .as_bytes()
                .ct_eq(code.as_bytes());
            let fresh = Choice::from(u8::from(last_step.is_none_or(|last| step > last)));
            if bool::from(right & fresh) {
                found = Some(step);
            }
        }
        found
    }

    fn code_of_step(&self, step: i64) -> SecretString {
        let seconds = u64::try_from(step.saturating_mul(STEP_SECONDS)).unwrap_or(0);
        self.totp().generate(seconds).to_string().into()
    }

    fn totp(&self) -> Totp {
        let secret = Secret::new_stack(*self.0.expose_secret());
        Builder::new().with_secret(secret).build_noncompliant()
    }
}

/// Seconds until the code shown at `now_unix` changes.
pub fn seconds_left(now_unix: i64) -> i64 {
    STEP_SECONDS - now_unix.rem_euclid(STEP_SECONDS)
}

#[cfg(test)]
#[path = "totp_tests.rs"]
mod tests;
