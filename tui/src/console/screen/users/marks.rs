//! Marked users: how many there are, and what is done to all of them at once.

use wardroom_core::model::{Safe, UserId};

use super::Users;
use crate::console::dialog::many;
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next, Off, Offer, Said};
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;

impl Users {
    /// Marks, and says what marking is for.
    pub(super) fn mark(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        self.listing.obey(command);
        let marks = self.listing.marks();
        if marks == 0 {
            return vec![Next::Say(Said::Nothing)];
        }
        let key = |command| context.key(View::Users, command);
        let (ends, unmarks) = (key(Command::EndAllSessions), key(Command::Back));
        let says = format!("{marks} marked; {ends} ends every session of them, {unmarks} unmarks");
        vec![Next::note(says.as_str())]
    }

    pub(super) fn marked_words(&self) -> Phrase {
        match self.listing.marks() {
            0 => Phrase::new(),
            marks => Phrase::new().say(Role::Accent, format!("{marks} marked")),
        }
    }

    pub(super) fn end_sessions_of_marked(&self, context: &Context<'_>) -> Vec<Next> {
        let users = self.listing.marked().cloned().collect();
        vec![many::end_sessions(users, context)]
    }

    pub(super) fn unmark(&mut self, users: &[UserId]) {
        for user in users {
            self.listing.unmark(user);
        }
    }

    /// The palette names the marked users where their key means them.
    pub(super) fn of_marked(&self, offer: Offer, context: &Context<'_>) -> Offer {
        let marks = self.listing.marks();
        if marks == 0 || offer.command != Command::EndAllSessions {
            return offer;
        }
        Offer {
            about: Safe::new(&format!("{marks} marked")),
            off: many::not_now(marks, context).map(Off::Now),
            ..offer
        }
    }
}
