//! What is asked as the question opens, so that nobody types a reason only to be refused: whether the account is
//! protected, and whether the action could be done at all.

use wardroom_core::model::UserId;
use wardroom_core::{Error, Result};

use super::Question;
use crate::console::dialog::stage::Stage;
use crate::console::driver::{Deed, Effect, Found, Read};
use crate::console::screen::{Context, Next};

impl Question {
    pub(super) fn about(mut self, subject: UserId) -> Self {
        self.subject = Some(subject);
        self
    }

    pub(super) fn guard(&mut self, context: &Context<'_>) -> Vec<Next> {
        let mut reads = Vec::new();
        if let Some(user) = self.subject.clone() {
            let operator = context.operator.email().map(str::to_owned);
            let ticket = self.guarding.start(context.now);
            reads.push((ticket, Read::Protection(user, operator)));
        }
        // Where nothing is typed before the preview, it comes at once by itself.
        let is_typed = matches!(self.steps.stage, Stage::Reason);
        if is_typed && !matches!(self.deed, Deed::Reveal(_)) {
            let ticket = self.probing.start(context.now);
            reads.push((ticket, Read::Preview(self.deed.clone())));
        }
        let run = |(ticket, read)| Next::Run(Effect::Read(ticket, read));
        reads.into_iter().map(run).collect()
    }

    /// Where this cannot be known the action itself decides, as it does in any case.
    pub(super) fn guarded(&mut self, found: &Result<Found>, context: &Context<'_>) -> Vec<Next> {
        let is_decided = self.steps.stage.is_busy() || matches!(self.steps.stage, Stage::Done(_));
        if is_decided {
            return Vec::new();
        }
        match found {
            Ok(Found::Protection(by)) => match context.operator.kept_off(*by) {
                Some(why) => self.steps.stop(why),
                None => Vec::new(),
            },
            Err(error) if is_final(error) => self.steps.stop(error.to_string()),
            _ => Vec::new(),
        }
    }
}

/// Whether no reason would change it.
const fn is_final(error: &Error) -> bool {
    matches!(
        error,
        Error::Refused { .. } | Error::NotFound { .. } | Error::Conflict { .. }
    )
}
