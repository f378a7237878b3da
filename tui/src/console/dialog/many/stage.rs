//! How far the question about many users is.

use crate::console::keymap::View;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Why.
    Reason,
    /// The ticket it belongs to, if any.
    Ticket,
    /// Whom it would hit; the answer is due.
    Look,
    /// The second factor.
    Prove,
    /// The second factor is being checked.
    Proving,
    /// The member of this index is being done.
    Doing(usize),
    /// Nobody is left, or it stopped.
    Done,
    /// It cannot be done; the trouble says why.
    Stopped,
}

impl Stage {
    pub(super) const fn view(self) -> View {
        match self {
            Self::Reason | Self::Ticket | Self::Prove => View::Field,
            Self::Done | Self::Stopped => View::Notice,
            Self::Look | Self::Proving | Self::Doing(_) => View::Dialog,
        }
    }
}
