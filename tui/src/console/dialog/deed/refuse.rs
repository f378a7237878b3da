//! What follows when an action is refused: the step that would help, inside the same dialog.

use wardroom_core::Error;
use wardroom_core::model::Refusal;

use super::Question;
use crate::console::dialog::proof::step_up;
use crate::console::dialog::stage::Stage;
use crate::console::screen::{Context, Next};

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Ask for the second factor again.
    Prove,
    /// Look at what would change now.
    Look,
    /// Say why once more.
    Reason,
    /// Say how the person was identified.
    Identify,
    /// Sign in.
    SignIn,
    /// Nothing in this dialog.
    Stop,
}

/// What helps against `error`; while the second factor was being checked it is the code that was wrong.
pub(super) fn next(error: &Error, was_proving: bool) -> Way {
    match error {
        Error::Refused { refusal, .. } => match refusal {
            Refusal::SignedOut => Way::SignIn,
            Refusal::StepUp => Way::Prove,
            Refusal::WrongCredentials | Refusal::Wait { .. } if was_proving => Way::Prove,
            Refusal::Changed => Way::Look,
            Refusal::ReasonMissing => Way::Reason,
            Refusal::IdentificationMissing => Way::Identify,
            _ => Way::Stop,
        },
        Error::Busy { .. } if was_proving => Way::Prove,
        Error::Busy { .. } => Way::Look,
        _ => Way::Stop,
    }
}

impl Question {
    pub(super) fn obey_refusal(
        &mut self,
        way: Way,
        error: &Error,
        context: &Context<'_>,
    ) -> Vec<Next> {
        let mut next = Vec::new();
        match way {
            Way::SignIn => {
                return vec![Next::SignIn, Next::error(error)];
            }
            Way::Prove => {
                // The first row must not promise what the database denies.
                next.push(step_up(context.operator, None));
                self.steps.stage = Stage::Prove;
            }
            Way::Look => next.extend(self.look(context)),
            Way::Reason => self.steps.stage = Stage::Reason,
            Way::Identify => self.steps.stage = Stage::Identify,
            Way::Stop => self.steps.stage = Stage::Stopped,
        }
        self.steps.trouble = Some(error.to_string().into());
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(refusal: Refusal) -> Error {
        Error::Refused {
            action: "factors reset",
            refusal,
        }
    }

    #[test]
    fn each_refusal_leads_to_the_step_that_helps() {
        let way = |refusal| next(&refused(refusal), false);
        assert_eq!(way(Refusal::StepUp), Way::Prove);
        assert_eq!(way(Refusal::Changed), Way::Look);
        assert_eq!(way(Refusal::SignedOut), Way::SignIn);
        assert_eq!(way(Refusal::ReasonMissing), Way::Reason);
        assert_eq!(
            way(Refusal::Protected {
                by: "a tenant owner"
            }),
            Way::Stop
        );
    }

    #[test]
    fn a_wrong_code_is_asked_again_only_where_a_code_was_typed() {
        assert_eq!(next(&refused(Refusal::WrongCredentials), true), Way::Prove);
        assert_eq!(next(&refused(Refusal::WrongCredentials), false), Way::Stop);
    }
}
