//! Links in mail: they begin with the configured site, never with what a request's Host header says.

use secrecy::SecretString;

use super::Accounts;
use crate::crypto::token::Token;

impl Accounts {
    /// The address of `page` with the token in its fragment, which browsers send to nobody.
    ///
    /// The page reads it and posts it: a link that a mail scanner follows consumes nothing.
    pub(super) fn link(&self, page: &'static str, token: &Token) -> SecretString {
        let site = self.settings.site_url.trim_end_matches('/');
        format!("{site}/{page}#token={}", token.expose()).into()
    }
}
