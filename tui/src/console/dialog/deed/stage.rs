//! How far a question is. A stage that types has the keys of a field, one that asks those of a dialog.

use crate::console::driver::Did;
use crate::console::keymap::View;

/// How far a question is.
#[derive(Debug)]
pub(super) enum Stage {
    /// Why.
    Reason,
    /// The ticket it belongs to, if any.
    Ticket,
    /// How the person asking was identified.
    Identify,
    /// What would change; the answer is due.
    Look,
    /// The second factor.
    Prove,
    /// The second factor is being checked.
    Proving,
    /// It is being done.
    Doing,
    /// It cannot be done; the trouble says why.
    Stopped,
    /// It is done.
    Done(Did),
}

impl Stage {
    pub(super) const fn view(&self) -> View {
        match self {
            Self::Reason | Self::Ticket | Self::Prove => View::Field,
            Self::Stopped | Self::Done(_) => View::Notice,
            _ => View::Dialog,
        }
    }

    /// Whether an answer is on its way that must not be missed.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self, Self::Proving | Self::Doing)
    }
}
