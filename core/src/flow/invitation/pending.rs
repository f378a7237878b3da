//! Listing the invitations nobody has accepted yet.

use crate::error::Result;
use crate::flow::{Accounts, By};
use crate::model::permission::INVITE;
use crate::model::{Invitation, Page, TenantId, TimeCursor};
use crate::store::accounts::invitations;

const VERB: &str = "list invitations";

impl Accounts {
    /// A page of the invitations to `tenant`, or to the platform without one, that can be accepted now; oldest first.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By}, model::{TenantId, UserId}};
    /// # async fn example(accounts: Accounts, owner: UserId, tenant: TenantId) -> wardroom_core::Result<()> {
    /// let page = accounts.pending_invitations(By::User(&owner), Some(&tenant), None, 50).await?;
    /// # Ok(()) }
    /// ```
    pub async fn pending_invitations(
        &self,
        by: By<'_>,
        tenant: Option<&TenantId>,
        cursor: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<Invitation, TimeCursor>> {
        self.admit_read(VERB, by, INVITE, tenant).await?;
        let (directory, mut db) = (&self.directory, self.directory.db());
        let (layout, now) = (directory.layout(), directory.now());
        invitations::pending(&mut db, layout, now, tenant, cursor, limit).await
    }
}
