//! Finding an invitation, and writing one with its mail in place of it.

use serde_json::json;

use crate::crypto::token::{Token, TokenKind};
use crate::error::{Error, Result};
use crate::flow::mail::Letter;
use crate::flow::tenant::{By, Place};
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::permission::INVITE;
use crate::model::{EventKind, Invitation, InvitationId, MailTemplate};
use crate::store::accounts::invitations::{self, NewInvitation};

/// The page of the site that reads the link.
const PAGE: &str = "invitation";

impl Accounts {
    /// The invitation, open or not, where `by` may invite to its place.
    pub(super) async fn invitation_of(
        &self,
        verb: &'static str,
        by: By<'_>,
        id: &InvitationId,
        visit: &Visit,
    ) -> Result<(Turn<'_>, Invitation)> {
        let mut turn = self.turn().await?;
        let found = invitations::by_id(&mut turn.tx, id).await?;
        let found = found.ok_or_else(|| Error::not_found("invitation", id))?;
        let tenant = found.tenant_id.as_ref();
        let turn = turn.permitted(verb, by, INVITE, tenant, visit).await?;
        Ok((turn, found))
    }
}

impl Turn<'_> {
    /// Whether another mail to the address of `before` must wait: then it is not sent, and nobody is told.
    pub(super) fn invited_lately(&self, before: &Invitation) -> bool {
        before.is_open(self.now)
            && self.now.since(before.created_at) < self.accounts.settings.resend_after
    }

    /// Writes an invitation of `email` to `place` and queues its mail; the one `before` counts no more.
    pub(super) async fn invite(
        &mut self,
        by: By<'_>,
        place: &Place,
        email: &str,
        before: Option<&Invitation>,
        visit: &Visit,
    ) -> Result<()> {
        if let Some(before) = before {
            invitations::revoke(&mut self.edit(), &before.id).await?;
        }
        let token = Token::generate(TokenKind::Plain, self.accounts.directory.entropy());
        let id = InvitationId(self.fresh_id());
        let new = NewInvitation {
            id: &id,
            tenant: place.tenant(),
            email,
            role: &place.role.name,
            token: token.hash(),
            invited_by: by.user(),
            expires_at: self.now.plus(self.accounts.settings.invitation_life),
        };
        invitations::add(&mut self.edit(), new).await?;
        let site = &self.accounts.settings.site_name;
        let shown = place.tenant.as_ref().map_or(site, |tenant| &tenant.name);
        let letter = Letter {
            template: MailTemplate::Invitation,
            recipient: email,
            user: None,
            params: json!({ "role": place.role.name, "tenant": shown }),
            secret: Some(self.accounts.link(PAGE, &token)),
        };
        self.mail(letter).await?;
        let about = About::known(by.user());
        let detail = json!({ "by": by.word(), "at": place.detail(), "invitation": id });
        self.event(EventKind::Invited, about, visit, detail).await
    }
}
