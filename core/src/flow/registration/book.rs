//! Booking first: an account known by its address only, until its owner claims it.

use crate::error::Result;
use crate::flow::{Accounts, Visit};
use crate::model::UserId;

use super::register::address;

const VERB: &str = "book";

impl Accounts {
    /// The account of `email`, made now if there is none: what an order taken from a guest is written under.
    ///
    /// It has no password and opens by nothing but its address: the owner claims it by [`Accounts::send_code`] and
    /// [`Accounts::verify_code`], a sign-in link, or a password reset. The id is the same whether or not there was
    /// an account: keep it, and show a guest nothing of what is under it.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let customer = accounts.book("guest@mail.example", Some("G. Uest"), visit).await?;
    /// println!("the order is written under {customer}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn book(
        &self,
        email: &str,
        display_name: Option<&str>,
        visit: &Visit,
    ) -> Result<UserId> {
        let normalized = address(email)?;
        self.within_limit(VERB, self.settings.network_requests, visit)
            .await?;
        let mut turn = self.turn().await?;
        let (user, _) = turn
            .known_or_new(email, &normalized, display_name, "booking", visit)
            .await?;
        turn.commit().await?;
        Ok(user.id)
    }
}
