//! Draws the question about many users: who they are, what becomes of each, and the one thing that is asked now.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Many;
use super::member::{Fate, Tally};
use super::stage::Stage;
use crate::console::dialog::proof::has_proved;
use crate::console::dialog::text::{LABEL, Text, fitting};
use crate::console::keymap::Command;
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;
use crate::console::words;

const WIDTH: u16 = 78;
/// Rows for the edges, and for a blank and what is asked.
const AROUND: u16 = 4;
/// Members in sight on the smallest screen, and so many a page goes.
pub(super) const LEAST: usize = 4;

impl Many {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let room = usize::from(area.height.saturating_sub(AROUND));
        let users = words::plural(count(self.users.len()), "marked user");
        let dialog = Dialog {
            title: Phrase::new().say(Role::Title, format!("end every session of {users}")),
            lines: self.lines(columns, room, context),
            rows: 2,
            width: WIDTH,
            hints: context
                .keymap
                .hints(self.stage.view(), columns.saturating_sub(2)),
        };
        let rest = dialog.draw(frame, area, context.theme);
        let asked = Rect {
            y: rest.bottom().saturating_sub(1),
            height: rest.height.min(1),
            ..rest
        };
        self.draw_asked(frame, asked, context);
    }

    fn draw_asked(&self, frame: &mut Frame<'_>, row: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let mut line = |phrase: Phrase| {
            frame.render_widget(phrase.line(theme, row.width.into()), row);
        };
        let label = |words: &str| {
            Phrase::new()
                .text(theme.glyphs.cursor)
                .say(Role::Accent, format!("{words:LABEL$}"))
        };
        let dim = |words: String| Phrase::new().say(Role::Dim, words);
        match self.stage {
            Stage::Reason => line(label("reason")),
            Stage::Ticket => line(label("ticket")),
            Stage::Prove => line(label("code")),
            Stage::Look if self.members.is_empty() => {
                let due = self.looking.spinner(context.now);
                let sign = due.map_or(" ", |due| spinner::sign(due, theme.glyphs));
                line(dim(format!("{sign} looking at each of them")));
            }
            Stage::Look => self.answers.draw(frame, row, theme),
            Stage::Proving => line(dim("checking the code".to_owned())),
            Stage::Doing(_) => line(dim(self.progress(context))),
            Stage::Stopped => line(dim("nothing was changed".to_owned())),
            Stage::Done => line(dim(self.entries())),
        }
        let indent = u16::try_from(LABEL + 1).unwrap_or_default().min(row.width);
        let field = Rect {
            x: row.x + indent,
            width: row.width - indent,
            ..row
        };
        match self.stage {
            Stage::Reason => self.why.reason.draw(frame, field, theme, true),
            Stage::Ticket => self.why.ticket.draw(frame, field, theme, true),
            Stage::Prove => self.code.draw(frame, field, theme, true),
            _ => {}
        }
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
        match self.stage {
            Stage::Reason => text.plain("Why? In your own words; it stays in the audit of each."),
            Stage::Ticket => {
                text.fact("reason", self.why.reason.value());
                let accept = context.key(self.stage.view(), Command::Accept);
                text.plain(&format!(
                    "The ticket it belongs to, or {accept} without one."
                ));
            }
            _ => text.fact("reason", self.why.reason.value()),
        }
        if !self.members.is_empty() {
            let is_over = self.stage == Stage::Done;
            text.list(
                "users",
                Role::Text,
                &[Tally::of(&self.members).says(is_over)],
            );
        }
        match self.stage {
            Stage::Look if !self.members.is_empty() && !has_proved(context) => {
                text.dim("Your second factor is asked for next: it was shown too long ago.");
            }
            Stage::Prove => {
                text.plain("The code of your authenticator, or one of your recovery codes.");
            }
            Stage::Done => text.list("remains", Role::Text, &self.remains),
            _ => {}
        }
        if let Some(trouble) = &self.trouble {
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
        let top = match self.stage {
            // What is being done stays in sight.
            Stage::Doing(index) => index.saturating_sub(shown / 2),
            _ => self.top,
        };
        let top = top.min(all - shown);
        let key = |command| context.key(self.stage.view(), command);
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
        if !matches!(self.stage, Stage::Look | Stage::Prove) || self.users.len() > LEAST {
            return Vec::new();
        }
        let mut text = Text::new(columns);
        text.blank();
        let copies = context
            .keymap
            .key_of(self.stage.view(), Command::CopyCommand);
        let label = copies.map_or_else(|| "cli".to_owned(), |key| format!("{key} cli"));
        let twin = crate::console::screen::Screen::twin(self).unwrap_or_default();
        text.list(&label, Role::Dim, &[twin]);
        text.lines
    }

    fn progress(&self, context: &Context<'_>) -> String {
        let tally = Tally::of(&self.members);
        let over = tally.done + tally.refused;
        let all = over + tally.due;
        if self.is_stopping {
            return format!("stopping after this one, {} of {all}", over + 1);
        }
        let key = context.key(self.stage.view(), Command::Back);
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
