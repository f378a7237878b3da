//! Reading a profile.

use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Profile, UserId};
use crate::store::accounts::profiles;

impl Accounts {
    /// `user`'s profile; [`Error::NotFound`] when none was made.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::UserId};
    /// # async fn example(accounts: Accounts, user: UserId) -> wardroom_core::Result<()> {
    /// let zone = accounts.profile(&user).await?.says.time_zone;
    /// # Ok(()) }
    /// ```
    pub async fn profile(&self, user: &UserId) -> Result<Profile> {
        let found = profiles::of_user(&mut self.directory.db(), user).await?;
        found.ok_or_else(|| Error::not_found("profile of user", user))
    }
}
