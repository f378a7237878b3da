//! The document with which anyone checks our tokens.

use serde_json::Value as Json;

use crate::crypto::jwt::jwks;
use crate::error::Result;
use crate::flow::Accounts;

impl Accounts {
    /// The published keys of this directory (RFC 7517 §5): what `/.well-known/jwks.json` answers.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, Result};
    /// # async fn route(accounts: &Accounts) -> Result<String> {
    /// Ok(accounts.jwks().await?.to_string())
    /// # }
    /// ```
    pub async fn jwks(&self) -> Result<Json> {
        let keys = self.directory.published_keys().await?;
        Ok(jwks(&keys))
    }
}
