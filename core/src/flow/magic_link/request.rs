//! Asking for a sign-in link: the same answer whether or not the address has an account.

use crate::error::Result;
use crate::flow::sent_link::SentLink;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate};
use crate::store::accounts::links::LinkKind;

impl Accounts {
    /// Mails a link to `email` whose token [`Accounts::sign_in_with_link`] takes.
    ///
    /// The answer is the same for an address without an account, which is told so by mail; refused with
    /// [`Refusal::Wait`](crate::model::Refusal::Wait) within `resend_after`, and after
    /// `network_requests` of one network within an hour, whoever has the address.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// accounts.request_link("dora@mail.example", visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn request_link(&self, email: &str, visit: &Visit) -> Result<()> {
        let link = SentLink {
            verb: "ask for a sign-in link",
            paced: "mail sign-in link",
            kind: LinkKind::Magic,
            page: "sign-in",
            life: self.settings.magic_link_life,
            template: MailTemplate::MagicLink,
            event: EventKind::LinkSent,
        };
        self.mail_link(link, email, visit).await
    }
}
