//! Looking at an invitation, which consumes nothing.

use crate::crypto::token::Token;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Invitation, Offer, Refusal, Ts};
use crate::store::accounts::{invitations, tenants};
use crate::store::users::by_normalized;

const VERB: &str = "look at an invitation";

/// The one answer to a link that does not count, whatever is wrong.
pub(super) fn spent(action: &'static str) -> Error {
    Error::Refused {
        action,
        refusal: Refusal::LinkOver,
    }
}

/// The invitation the token stands for, which can be accepted at `now`.
pub(super) async fn opened(
    on: &mut impl Conn,
    now: Ts,
    verb: &'static str,
    token: &Token,
) -> Result<Invitation> {
    let found = invitations::by_token(on, token.hash()).await?;
    let open = found.filter(|invitation| invitation.is_open(now));
    open.ok_or_else(|| spent(verb))
}

impl Accounts {
    /// What the page behind the link shows; refused with [`Refusal::LinkOver`] where it does not count.
    ///
    /// Following a link accepts nothing: mail scanners follow links.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::Accounts};
    /// # async fn example(accounts: Accounts, token: Token) -> wardroom_core::Result<()> {
    /// let offer = accounts.invitation(&token).await?;
    /// println!("{} at {:?}", offer.role, offer.tenant);
    /// # Ok(()) }
    /// ```
    pub async fn invitation(&self, token: &Token) -> Result<Offer> {
        let mut db = self.directory.db();
        let invitation = opened(&mut db, self.directory.now(), VERB, token).await?;
        let tenant = match &invitation.tenant_id {
            Some(id) => tenants::by_id(&mut db, id).await?.map(|tenant| tenant.name),
            None => None,
        };
        let known = by_normalized(&mut db, &invitation.email).await?;
        Ok(Offer {
            tenant,
            email: invitation.email,
            role: invitation.role,
            expires_at: invitation.expires_at,
            has_account: known.is_some(),
        })
    }
}
