//! Better Auth: what it seals under the application's secret, its backup codes, and the tokens and ids it makes.
pub mod backup_codes;
mod secrets;
mod token;

pub use secrets::Secrets;
pub use token::{reset_token, text_id};

#[cfg(test)]
mod vectors {
    /// One of the values that Better Auth's own functions made.
    pub(super) fn vector(name: &str) -> String {
        let all: serde_json::Value =
            serde_json::from_str(include_str!("../../vectors/better_auth.json")).unwrap();
        all[name].as_str().unwrap().to_owned()
    }
}
