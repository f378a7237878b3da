//! Listing one's identities.

use crate::error::Result;
use crate::flow::Accounts;
use crate::model::{Identity, UserId};

impl Accounts {
    /// The identities linked to `user`, oldest first; 100 at most.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::UserId};
    /// # async fn example(accounts: Accounts, user: UserId) -> wardroom_core::Result<()> {
    /// for identity in accounts.identities(&user).await? {
    ///     println!("{} since {}", identity.provider, identity.created_at);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn identities(&self, user: &UserId) -> Result<Vec<Identity>> {
        self.directory.identities_of(user).await
    }
}
