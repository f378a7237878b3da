//! Authenticators, trusted devices and backup codes.

use serde::Deserialize;
use serde_json::json;
use wardroom_core::clock::{Clock, SystemClock};

use super::{BetterAuth, PASSWORD};
use crate::apps::code;

/// What the app shows once when a second factor is set up.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Enrolment {
    /// The `otpauth:` address.
    pub totp_uri: String,
    /// Ten codes that count once each.
    pub backup_codes: Vec<String>,
}

impl Enrolment {
    /// What the phone shows now.
    pub fn code(&self) -> String {
        code(&self.totp_uri, SystemClock.now().unix_seconds())
    }
}

impl BetterAuth {
    /// Sets up an authenticator, which counts once a code was typed.
    pub fn enable_two_factor(&self, jar: &str) -> Result<Enrolment, String> {
        let answer = self.0.call(
            "enableTwoFactor",
            json!({ "jar": jar, "password": PASSWORD }),
        )?;
        Ok(serde_json::from_value(answer).unwrap())
    }

    /// Sets up an authenticator and types its first code.
    pub fn enrol(&self, jar: &str) -> Enrolment {
        let enrolment = self.enable_two_factor(jar).unwrap();
        self.verify_totp(jar, &enrolment.code()).unwrap();
        enrolment
    }

    /// Types a code of the authenticator.
    pub fn verify_totp(&self, jar: &str, code: &str) -> Result<(), String> {
        self.0
            .done("verifyTotp", json!({ "jar": jar, "code": code }))
    }

    /// Types a code of the authenticator and trusts the device, which is not asked again.
    pub fn trust_device(&self, jar: &str, code: &str) -> Result<(), String> {
        self.0.done(
            "verifyTotp",
            json!({ "jar": jar, "code": code, "trustDevice": true }),
        )
    }

    /// Types a backup code instead.
    pub fn sign_in_with_backup_code(&self, jar: &str, code: &str) -> Result<(), String> {
        self.0
            .done("signInWithBackupCode", json!({ "jar": jar, "code": code }))
    }

    /// Whether sign-ins of this user are asked for a second factor.
    pub fn is_two_factor_on(&self, email: &str) -> bool {
        self.0.must("isTwoFactorOn", json!({ "email": email }))
    }
}
