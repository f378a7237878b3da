//! One of the marked users: what would happen, or did, and why not.

use wardroom_core::action::Preview;
use wardroom_core::model::{Safe, UserId};

use crate::console::driver::Looked;
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;

/// What becomes of one user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Their sessions end, as the preview says.
    Due(Preview),
    /// They are left alone, for this reason.
    Spared(Safe),
    /// Their sessions ended; the place in the audit.
    Done(i64),
    /// It was refused.
    Refused(Safe),
}

/// One of the marked users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) user: UserId,
    pub(super) login: Safe,
    /// What the preview said.
    pub(super) says: Safe,
    pub(super) fate: Fate,
}

/// How many of each fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) due: usize,
    pub(super) spared: usize,
    pub(super) done: usize,
    pub(super) refused: usize,
}

impl Member {
    /// The protected are left alone, and so is who has no session: nobody is told that nothing ended.
    pub(super) fn of(looked: Looked, context: &Context<'_>) -> Self {
        let says = Safe::new(&looked.preview.changes.join(", "));
        let kept_off = context.operator.kept_off(looked.protection);
        let is_quiet = looked.living == 0;
        let fate = match kept_off {
            Some(why) => Fate::Spared(why),
            None if is_quiet => Fate::Spared(says.clone()),
            None => Fate::Due(looked.preview),
        };
        Self {
            login: context.login(&looked.user),
            user: looked.user.id,
            says,
            fate,
        }
    }

    /// Whether it is still to be done.
    pub(super) const fn is_due(&self) -> bool {
        matches!(self.fate, Fate::Due(_))
    }

    /// Mark, login and what is to be said, as one row.
    pub(super) fn row(&self) -> Phrase {
        let (mark, role, says) = match &self.fate {
            Fate::Due(_) => (Mark::Warn, Role::Text, &self.says),
            Fate::Done(_) => (Mark::Ok, Role::Dim, &self.says),
            Fate::Spared(why) => (Mark::Held, Role::Dim, why),
            Fate::Refused(why) => (Mark::Danger, Role::Danger, why),
        };
        let shape = Phrase::new().shape(mark);
        let blank = " ".repeat(3_usize.saturating_sub(shape.width()));
        let who = shape.text(blank).text(&self.login).text("  ");
        who.say(role, says)
    }
}

impl Tally {
    pub(super) fn of(members: &[Member]) -> Self {
        let mut tally = Self::default();
        for member in members {
            match member.fate {
                Fate::Due(_) => tally.due += 1,
                Fate::Spared(_) => tally.spared += 1,
                Fate::Done(_) => tally.done += 1,
                Fate::Refused(_) => tally.refused += 1,
            }
        }
        tally
    }

    /// Each number that is not nought, in words.
    pub(super) fn says(self, is_over: bool) -> String {
        let due = if is_over { "not done" } else { "to go" };
        let parts = [
            (self.done, "done"),
            (self.refused, "refused"),
            (self.due, due),
            (self.spared, "left alone"),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        parts
            .map(|(number, word)| format!("{number} {word}"))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
