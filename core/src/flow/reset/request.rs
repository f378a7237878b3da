//! Asking for a password reset: the same answer whether or not the address has an account.

use crate::error::Result;
use crate::flow::sent_link::SentLink;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate};
use crate::store::accounts::links::LinkKind;

impl Accounts {
    /// Mails a link to `email` whose token [`Accounts::reset_password`] takes.
    ///
    /// The answer is the same for an address without an account, which is told so by mail; refused with
    /// [`Refusal::Wait`](crate::model::Refusal::Wait) within `resend_after`, and after
    /// `network_requests` of one network within an hour, whoever has the address.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// accounts.request_reset("dora@mail.example", visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn request_reset(&self, email: &str, visit: &Visit) -> Result<()> {
        let link = SentLink {
            verb: "ask for a password reset",
            paced: "mail reset",
            kind: LinkKind::Reset,
            page: "reset",
            life: self.settings.reset_life,
            template: MailTemplate::PasswordResetLink,
            event: EventKind::ResetRequested,
        };
        self.mail_link(link, email, visit).await
    }
}
