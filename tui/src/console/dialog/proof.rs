//! The step-up as a dialog knows it: whether the second factor was shown lately, and that it was shown just now.

use wardroom_core::action::STEP_UP_LIMIT;
use wardroom_core::model::Ts;

use crate::console::app::{Operator, Signed};
use crate::console::screen::{Context, Next};

/// Whether this session's second factor still counts, as far as the console knows; the database decides.
pub(super) fn has_proved(context: &Context<'_>) -> bool {
    matches!(
        context.operator,
        Operator::Signed(Signed { step_up_until: Some(until), .. }) if context.at < *until
    )
}

/// The operator, their second factor shown at this instant or not lately.
pub(super) fn step_up(operator: &Operator, at: Option<Ts>) -> Next {
    let mut operator = operator.clone();
    if let Operator::Signed(signed) = &mut operator {
        signed.step_up_until = at.map(|at| at.plus(STEP_UP_LIMIT));
    }
    Next::Operator(operator)
}
