//! Accepting an invitation with the account one has.

use serde_json::json;

use super::offer::{opened, spent};
use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, By, Visit};
use crate::model::{EventKind, Invitation, Refusal, Tenant, TenantStatus, UserId, normalize_email};
use crate::store::accounts::{invitations, memberships};
use crate::store::users::user_in;

const VERB: &str = "accept an invitation";

impl Turn<'_> {
    /// Accepts it for `user`, who holds its role from now on; `account` says what became of theirs.
    pub(super) async fn accept(
        &mut self,
        verb: &'static str,
        invitation: &Invitation,
        user: &UserId,
        account: &'static str,
        visit: &Visit,
    ) -> Result<()> {
        let tenant = invitation.tenant_id.as_ref();
        let place = self.place(&invitation.role, tenant).await?;
        let is_closed = |t: &Tenant| t.status != TenantStatus::Active;
        if place.tenant.as_ref().is_some_and(is_closed)
            || !invitations::accept(&mut self.edit(), &invitation.id, user).await?
        {
            return Err(spent(verb));
        }
        let id = self.fresh_id();
        // Whoever holds the role already has it once.
        memberships::add(&mut self.edit(), &id, user, &invitation.role, tenant).await?;
        let detail =
            json!({ "at": place.detail(), "invitation": invitation.id, "account": account });
        let about = About::user(user);
        self.event(EventKind::InvitationAccepted, about, visit, detail)
            .await
    }
}

impl Accounts {
    /// Accepts the invitation for `user`, who is signed in; its role counts at once.
    ///
    /// Refused with [`Refusal::LinkOver`] where the link does not count or the account is not open, [`Refusal::AddressDiffers`] where it was sent
    /// to another address than theirs, [`Refusal::AddressUnproved`] where theirs was never proved.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, Visit}, model::UserId};
    /// # async fn example(accounts: Accounts, token: Token, user: UserId, visit: Visit) -> wardroom_core::Result<()> {
    /// accounts.accept_invitation(&token, &user, &visit).await?;
    /// # Ok(()) }
    /// ```
    pub async fn accept_invitation(
        &self,
        token: &Token,
        user: &UserId,
        visit: &Visit,
    ) -> Result<()> {
        let mut turn = self.turn().await?;
        let now = turn.now;
        let invitation = opened(&mut turn.tx, now, VERB, token).await?;
        let found = user_in(&mut turn.tx, user).await?;
        let open = found.filter(|user| user.is_open(now));
        let known = open.ok_or_else(|| spent(VERB))?;
        let differs = normalize_email(&known.email).as_ref() != Some(&invitation.email);
        let why = if differs {
            Some(Refusal::AddressDiffers)
        } else if known.email_verified_at.is_none() {
            Some(Refusal::AddressUnproved)
        } else {
            None
        };
        if let Some(refusal) = why {
            return turn.deny(VERB, By::User(user), refusal, visit).await;
        }
        turn.accept(VERB, &invitation, user, "had", visit).await?;
        turn.commit().await
    }
}
