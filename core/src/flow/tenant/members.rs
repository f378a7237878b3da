//! Listing members, and where a user is one.

use super::By;
use crate::error::Result;
use crate::flow::Accounts;
use crate::model::permission::SEE_MEMBERS;
use crate::model::{Member, Membership, Page, TenantId, TimeCursor, UserId};
use crate::store::accounts::memberships;

const VERB: &str = "list members";

impl Accounts {
    /// A page of who holds which role in `tenant`, or on the platform without one, longest first.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::{Accounts, By}, model::{TenantId, UserId}};
    /// # async fn example(accounts: Accounts, user: UserId, tenant: TenantId) -> wardroom_core::Result<()> {
    /// let page = accounts.members(By::User(&user), Some(&tenant), None, 50).await?;
    /// let next = accounts.members(By::User(&user), Some(&tenant), page.next.as_ref(), 50).await?;
    /// # Ok(()) }
    /// ```
    pub async fn members(
        &self,
        by: By<'_>,
        tenant: Option<&TenantId>,
        cursor: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<Member, TimeCursor>> {
        self.admit_read(VERB, by, SEE_MEMBERS, tenant).await?;
        let (mut db, layout) = (self.directory.db(), self.directory.layout());
        memberships::members(&mut db, layout, tenant, cursor, limit).await
    }

    /// The roles `user` holds and where, oldest first; 200 at most.
    pub async fn memberships(&self, user: &UserId) -> Result<Vec<Membership>> {
        self.directory.memberships_of(user).await
    }
}
