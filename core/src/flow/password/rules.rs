//! What a new password must keep to, by the settings and by whose it is.

use secrecy::SecretString;

use crate::crypto::password::{PasswordRules, check_new_password, hash_blocking};
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::store::accounts::users::Credited;

impl Accounts {
    /// The hash of a new password that keeps to the rules for this address.
    ///
    /// Short ones only where a role makes sure that a second factor is always asked for as well
    /// (NIST SP 800-63B-4 §3.1.1.2).
    pub(in crate::flow) async fn new_hash(
        &self,
        password: SecretString,
        email: &str,
        with_factor: bool,
    ) -> Result<String> {
        let settings = &self.settings;
        let rules = PasswordRules {
            min: if with_factor {
                settings.password_min_with_factor
            } else {
                settings.password_min
            },
            max: settings.password_max,
            not: &[email, &settings.site_name],
        };
        check_new_password(&password, rules)
            .map_err(|why| Error::invalid("password", why.to_string()))?;
        Ok(hash_blocking(password, self.directory.entropy()).await?)
    }

    /// As [`Accounts::new_hash`], for an account that exists.
    pub(in crate::flow) async fn new_hash_for(
        &self,
        password: SecretString,
        who: &Credited,
    ) -> Result<String> {
        self.new_hash(password, &who.user.email, who.needs_factor)
            .await
    }
}
