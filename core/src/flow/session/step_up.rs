//! Asking for the second factor again before something sensitive.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{Refusal, Session};

impl Accounts {
    /// Refuses with [`Refusal::StepUp`] unless a second factor was shown in this session within `within`, such as
    /// [`Settings::step_up_life`](crate::flow::Settings::step_up_life); nothing is read or written.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, model::Session};
    /// # fn example(accounts: Accounts, session: Session) -> wardroom_core::Result<()> {
    /// accounts.require_step_up(&session, accounts.settings().step_up_life)?;
    /// // … what only somebody who has just proved it may do.
    /// # Ok(()) }
    /// ```
    pub fn require_step_up(&self, session: &Session, within: Duration) -> Result<()> {
        if session.has_factor_within(self.directory.now(), within) {
            return Ok(());
        }
        Err(Error::Refused {
            action: "step up",
            refusal: Refusal::StepUp,
        })
    }
}
