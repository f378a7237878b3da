//! Links sent by mail: stored as a hash, mailed sealed, noted in the timeline.

use std::time::Duration;

use serde_json::json;

use super::mail::Letter;
use super::turn::{About, Turn};
use super::{Accounts, Visit};
use crate::crypto::token::{Token, TokenKind};
use crate::error::Result;
use crate::model::{EventKind, MailTemplate, User};
use crate::store::accounts::links::{self, LinkKind, NewLink};

/// What one kind of link is like.
pub(super) struct SentLink {
    pub(super) verb: &'static str,
    /// What mails to an address are paced under.
    pub(super) paced: &'static str,
    pub(super) kind: LinkKind,
    /// The page of the site that posts its token.
    pub(super) page: &'static str,
    pub(super) life: Duration,
    pub(super) template: MailTemplate,
    pub(super) event: EventKind,
}

impl Accounts {
    /// Mails a link that somebody asked for to `email`.
    pub(super) async fn mail_link(&self, link: SentLink, email: &str, visit: &Visit) -> Result<()> {
        let asked = self.asked_by_mail(link.verb, link.paced, email, visit);
        let (mut turn, user) = asked.await?;
        if let Some(user) = user {
            turn.send_link(&user, link, visit).await?;
        }
        turn.commit().await
    }
}

impl Turn<'_> {
    /// Makes a link for the user and mails it.
    async fn send_link(&mut self, user: &User, sent: SentLink, visit: &Visit) -> Result<()> {
        let (accounts, id) = (self.accounts, self.fresh_id());
        let token = Token::generate(TokenKind::Plain, accounts.directory.entropy());
        let new = NewLink {
            id: &id,
            user: &user.id,
            email: &user.email,
            token: token.hash(),
            expires_at: self.now.plus(sent.life),
        };
        links::add(&mut self.edit(), sent.kind, new).await?;
        self.event(sent.event, About::user(&user.id), visit, json!({}))
            .await?;
        self.mail(Letter {
            template: sent.template,
            recipient: &user.email,
            user: Some(&user.id),
            params: json!({}),
            secret: Some(accounts.link(sent.page, &token)),
        })
        .await
    }
}
