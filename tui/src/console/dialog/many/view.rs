//! Draws the question about many users: who they are, what becomes of each, and the one thing that is asked now.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Many;
use super::member::{Fate, Tally};
use crate::console::dialog::stage::Stage;
use crate::console::dialog::steps::Words;
use crate::console::dialog::text::{Text, fitting};
use crate::console::keymap::Command;
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::words;

/// Members in sight on the smallest screen, and so many a page goes.
pub(super) const LEAST: usize = 4;

impl Many {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let users = words::plural(count(self.users.len()), "marked user");
        let title = Phrase::new().say(Role::Title, format!("end every session of {users}"));
        let words = Words {
            looking: "looking at each of them",
            has_seen: !self.members.is_empty(),
            doing: match self.steps.stage {
                Stage::Done(()) => self.entries(),
                _ => self.progress(context),
            },
        };
        let lines = |columns, room| self.lines(columns, room, context);
        self.steps.draw(frame, area, context, title, lines, &words);
    }

    fn lines(&self, columns: usize, room: usize, context: &Context<'_>) -> Vec<Phrase> {
        let (above, below) = (self.above(columns, context), self.below(columns, context));
        let taken = above.len() + below.len();
        let left = room.saturating_sub(taken).max(LEAST);
        let lines = above
            .into_iter()
            .chain(self.rows(left, context))
            .chain(below);
        fitting(lines.collect(), room)
    }

    fn above(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let mut text = Text::new(columns);
        text.blank();
        if self.steps.stage != Stage::Reason {
            text.fact("reason", self.steps.why.reason.value());
        }
        if !self.members.is_empty() {
            let is_over = self.steps.stage == Stage::Done(());
            text.list(
                "users",
                Role::Text,
                &[Tally::of(&self.members).says(is_over)],
            );
        }
        let asks_next = !self.members.is_empty();
        self.steps
            .ask(&mut text, context, "the audit of each", asks_next);
        if self.steps.stage == Stage::Done(()) {
            text.list("remains", Role::Text, &self.remains);
        }
        if let Some(trouble) = &self.steps.trouble {
            text.marked(Mark::Warn, trouble.as_str());
        }
        text.blank();
        text.lines
    }

    /// As many members as there is room for, and a row that says where one is if they are more.
    fn rows(&self, room: usize, context: &Context<'_>) -> Vec<Phrase> {
        let all = self.members.len();
        if all <= room {
            return self.members.iter().map(super::Member::row).collect();
        }
        let shown = room.saturating_sub(1).max(1);
        let top = match self.steps.stage {
            // What is being done stays in sight.
            Stage::Doing(index) => index.saturating_sub(shown / 2),
            _ => self.top,
        };
        let top = top.min(all - shown);
        let key = |command| context.key(self.steps.stage.view(), command);
        let says = format!(
            "{}-{} of {all}; {} and {} show the others",
            top + 1,
            top + shown,
            key(Command::PageDown),
            key(Command::PageUp)
        );
        let rows = self.members.iter().skip(top).take(shown);
        rows.map(super::Member::row)
            .chain([Phrase::new().say(Role::Dim, says)])
            .collect()
    }

    fn below(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        if !matches!(self.steps.stage, Stage::Look | Stage::Prove) || self.users.len() > LEAST {
            return Vec::new();
        }
        let mut text = Text::new(columns);
        let command = crate::console::screen::Screen::twin(self).unwrap_or_default();
        self.steps.say_command(&mut text, context, command);
        text.lines
    }

    fn progress(&self, context: &Context<'_>) -> String {
        let tally = Tally::of(&self.members);
        let over = tally.done + tally.refused;
        let all = over + tally.due;
        if self.is_stopping {
            return format!("stopping after this one, {} of {all}", over + 1);
        }
        let key = context.key(self.steps.stage.view(), Command::Back);
        format!("{} of {all}; {key} stops after this one", over + 1)
    }

    fn entries(&self) -> String {
        let audits = || {
            self.members.iter().filter_map(|member| match member.fate {
                Fate::Done(audit) => Some(audit),
                _ => None,
            })
        };
        match (audits().min(), audits().max()) {
            (Some(first), Some(last)) if first < last => format!("audit entries {first} to {last}"),
            (Some(one), _) => format!("audit entry {one}"),
            _ => "nothing was changed".to_owned(),
        }
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
