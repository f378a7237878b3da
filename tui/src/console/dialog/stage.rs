//! How far a question is. A stage that types has the keys of a field, one that asks those of a dialog.

use crate::console::keymap::View;

/// How far a question is; what is under way and what came of it are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage<Doing, Done> {
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
    Doing(Doing),
    /// It cannot be done; the trouble says why.
    Stopped,
    /// It is done.
    Done(Done),
}

impl<Doing, Done> Stage<Doing, Done> {
    pub(super) const fn view(&self) -> View {
        match self {
            Self::Reason | Self::Ticket | Self::Prove => View::Field,
            Self::Stopped | Self::Done(_) => View::Notice,
            Self::Identify | Self::Look | Self::Proving | Self::Doing(_) => View::Dialog,
        }
    }

    /// Whether an answer is on its way that must not be missed.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self, Self::Proving | Self::Doing(_))
    }
}
