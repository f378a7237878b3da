//! Whether the account is protected, asked as the question opens: nobody types a reason only to be refused.

use wardroom_core::Result;
use wardroom_core::model::UserId;

use super::Question;
use crate::console::dialog::stage::Stage;
use crate::console::driver::{Effect, Found, Read};
use crate::console::screen::{Context, Next};

impl Question {
    pub(super) fn about(mut self, subject: UserId) -> Self {
        self.subject = Some(subject);
        self
    }

    pub(super) fn guard(&mut self, context: &Context<'_>) -> Vec<Next> {
        let Some(user) = self.subject.clone() else {
            return Vec::new();
        };
        let operator = context.operator.email().map(str::to_owned);
        let ticket = self.guarding.start(context.now);
        let read = Read::Protection(user, operator);
        vec![Next::Run(Effect::Read(ticket, read))]
    }

    /// Where this cannot be known the action itself decides, as it does in any case.
    pub(super) fn guarded(&mut self, found: &Result<Found>, context: &Context<'_>) -> Vec<Next> {
        let is_decided = self.steps.stage.is_busy() || matches!(self.steps.stage, Stage::Done(_));
        match found {
            Ok(Found::Protection(by)) if !is_decided => match context.operator.kept_off(*by) {
                Some(why) => self.steps.stop(why),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}
