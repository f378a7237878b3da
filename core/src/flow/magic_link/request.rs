//! Asking for a sign-in link: the same answer whether or not the address has an account.

use crate::error::Result;
use crate::flow::sent_link::SentLink;
use crate::flow::verification::Recipient;
use crate::flow::{Accounts, Visit};
use crate::model::{EventKind, MailTemplate};
use crate::store::accounts::links::LinkKind;

const VERB: &str = "ask for a sign-in link";

/// What mails to an address are paced under.
const PACED: &str = "mail sign-in link";

impl Accounts {
    /// Mails a link to `email` whose token [`Accounts::sign_in_with_link`] takes.
    ///
    /// The answer is the same for an address without an account, which is told so by mail; refused with
    /// [`Refusal::Wait`](crate::model::Refusal::Wait) within `resend_after`, whoever has the address.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// accounts.request_link("dora@mail.example", visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn request_link(&self, email: &str, visit: &Visit) -> Result<()> {
        let mut turn = self.turn().await?;
        if let Some(refusal) = turn.too_soon(PACED, email).await? {
            return turn.refuse(VERB, refusal).await;
        }
        match turn.recipient(email).await? {
            Recipient::User(user) => {
                let sent = SentLink {
                    kind: LinkKind::Magic,
                    page: "sign-in",
                    life: self.settings.magic_link_life,
                    template: MailTemplate::MagicLink,
                    event: EventKind::LinkSent,
                };
                turn.send_link(&user, sent, visit).await?;
            }
            Recipient::Nobody(address) => turn.no_account(&address).await?,
            Recipient::Nothing => {}
        }
        turn.commit().await
    }
}
