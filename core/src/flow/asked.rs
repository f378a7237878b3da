//! Mail that anybody may ask for: paced by address, counted by network, and answered the same whoever has it.

use serde_json::json;

use super::mail::Letter;
use super::turn::Turn;
use super::{Accounts, Visit};
use crate::error::Result;
use crate::model::{MailTemplate, User, normalize_email};
use crate::store::accounts::users;

impl Accounts {
    /// Begins a turn that mails something `email` was given for; the user to mail it to, if it is anybody's.
    ///
    /// Refused within `resend_after` of the last of its kind (`paced`), and where its network asked for
    /// `network_requests` of them within an hour, whoever has the address. One that nobody has is
    /// told so by mail; one that cannot be an address, or whose account is not open, gets none.
    pub(super) async fn asked_by_mail(
        &self,
        verb: &'static str,
        paced: &'static str,
        email: &str,
        visit: &Visit,
    ) -> Result<(Turn<'_>, Option<User>)> {
        self.within_limit(verb, self.settings.network_requests, visit)
            .await?;
        let mut turn = self.turn().await?;
        if let Some(refusal) = turn.too_soon(paced, email).await? {
            return turn.refuse(verb, refusal).await;
        }
        let Some(normalized) = normalize_email(email) else {
            return Ok((turn, None));
        };
        let Some(found) = users::by_email(&mut turn.tx, &normalized).await? else {
            turn.no_account(&normalized).await?;
            return Ok((turn, None));
        };
        let open = found.user.is_open(turn.now).then_some(found.user);
        Ok((turn, open))
    }
}

impl Turn<'_> {
    /// Says by mail what the answer does not: there is no account.
    async fn no_account(&mut self, address: &str) -> Result<()> {
        self.mail(Letter {
            template: MailTemplate::NoAccount,
            recipient: address,
            user: None,
            params: json!({}),
            secret: None,
        })
        .await
    }
}
