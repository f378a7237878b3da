//! What the operator gives with an action: reason, ticket, identification; and the command that gives the same.

use wardroom_core::action::{Given, Preview};
use wardroom_core::model::{IdentifiedBy, Reason};

use crate::console::driver::Deed;
use crate::console::twin;
use crate::console::widget::answers::Answers;
use crate::console::widget::text_field::TextField;

/// Why the operator acts, as far as it was typed.
#[derive(Debug)]
pub(super) struct Why {
    pub(super) reason: TextField,
    pub(super) ticket: TextField,
    pub(super) ways: Answers,
    pub(super) identified_by: Option<IdentifiedBy>,
}

impl Default for Why {
    fn default() -> Self {
        Self {
            reason: TextField::default(),
            ticket: TextField::default(),
            ways: Answers::new(IdentifiedBy::ALL.iter().map(|way| said(*way))),
            identified_by: None,
        }
    }
}

/// A way of identifying in words for the screen.
pub(super) fn said(way: IdentifiedBy) -> String {
    way.word().replace('_', " ")
}

impl Why {
    pub(super) fn has_reason(&self) -> bool {
        !self.reason.value().trim().is_empty()
    }

    fn ticket(&self) -> Option<&str> {
        Some(self.ticket.value().trim()).filter(|ticket| !ticket.is_empty())
    }

    /// What comes with the deed; the mark binds it to the preview that was seen.
    pub(super) fn given(&self, seen: &Preview) -> Given {
        let reason = self.has_reason().then(|| Reason {
            text: self.reason.value().trim().to_owned(),
            ticket: self.ticket().map(str::to_owned),
            identified_by: self.identified_by,
        });
        Given {
            reason,
            previewed: Some(seen.mark()),
        }
    }

    /// The same as a command of the shell.
    pub(super) fn twin(&self, deed: &Deed) -> String {
        let target = deed.target();
        let words = deed.spec().verb.split(' ').chain([target.as_str()]);
        twin::command(words.chain(deed.terms()).chain(self.flags()))
    }

    /// Reason, ticket and identification as the command line takes them.
    pub(super) fn flags(&self) -> Vec<&str> {
        let mut words = Vec::new();
        if self.has_reason() {
            words.extend(["--reason", self.reason.value().trim()]);
        }
        if let Some(ticket) = self.ticket() {
            words.extend(["--ticket", ticket]);
        }
        if let Some(way) = self.identified_by {
            words.extend(["--identified-by", way.word()]);
        }
        words
    }
}
