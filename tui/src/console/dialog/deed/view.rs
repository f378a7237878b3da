//! Draws a question: what was given so far, what would change, and at the bottom the one thing that is asked now.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Question;
use super::stage::Stage;
use crate::console::dialog::given::said;
use crate::console::dialog::proof::has_proved;
use crate::console::dialog::text::{LABEL, Text, fitting};
use crate::console::keymap::Command;
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;

/// Columns of the dialog, its edges included; it fits the smallest comfortable screen.
const WIDTH: u16 = 78;
/// Rows for the edges, and for a blank and what is asked.
const AROUND: u16 = 4;

impl Question {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let room = usize::from(area.height.saturating_sub(AROUND));
        let title = Phrase::new()
            .say(Role::Title, self.words.title)
            .text(" ")
            .say(Role::Title, &self.login);
        let dialog = Dialog {
            title,
            lines: fitting(self.lines(columns, context), room),
            rows: 2,
            width: WIDTH,
            hints: context
                .keymap
                .hints(self.stage.view(), columns.saturating_sub(2)),
        };
        let rest = dialog.draw(frame, area, theme);
        let asked = Rect {
            y: rest.bottom().saturating_sub(1),
            height: rest.height.min(1),
            ..rest
        };
        self.draw_asked(frame, asked, context);
    }

    /// The row at the bottom: a field, the answers, or what is going on.
    fn draw_asked(&self, frame: &mut Frame<'_>, row: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let label = |words: &str| {
            Phrase::new()
                .text(theme.glyphs.cursor)
                .say(Role::Accent, format!("{words:LABEL$}"))
        };
        let indent = u16::try_from(LABEL + 1).unwrap_or_default().min(row.width);
        let field = Rect {
            x: row.x + indent,
            width: row.width - indent,
            ..row
        };
        let mut line = |phrase: Phrase| {
            frame.render_widget(phrase.line(theme, row.width.into()), row);
        };
        match &self.stage {
            Stage::Reason => {
                line(label("reason"));
                self.why.reason.draw(frame, field, theme, true);
            }
            Stage::Ticket => {
                line(label("ticket"));
                self.why.ticket.draw(frame, field, theme, true);
            }
            Stage::Prove => {
                line(label("code"));
                self.code.draw(frame, field, theme, true);
            }
            Stage::Identify => self.why.ways.draw(frame, row, theme),
            Stage::Look if self.seen.is_some() => self.answers.draw(frame, row, theme),
            Stage::Look => {
                let due = self.looking.spinner(context.now);
                let sign = due.map_or(" ", |due| spinner::sign(due, theme.glyphs));
                line(Phrase::new().say(Role::Dim, format!("{sign} looking at what would change")));
            }
            Stage::Proving => line(Phrase::new().say(Role::Dim, "checking the code")),
            Stage::Doing => line(Phrase::new().say(Role::Dim, "doing it")),
            Stage::Stopped => line(Phrase::new().say(Role::Dim, "nothing was changed")),
            Stage::Done(did) => {
                line(Phrase::new().say(Role::Dim, format!("audit entry {}", did.audit)));
            }
        }
    }

    fn lines(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let mut text = Text::new(columns);
        text.blank();
        self.say_given(&mut text);
        text.blank();
        self.say_seen(&mut text);
        match &self.stage {
            Stage::Reason => text.plain("Why? In your own words; it stays in the audit."),
            Stage::Ticket => {
                let accept = context.key(self.stage.view(), Command::Accept);
                text.plain(&format!(
                    "The ticket it belongs to, or {accept} without one."
                ));
            }
            Stage::Identify => text.plain("How was the person asking identified?"),
            Stage::Prove => {
                text.plain("The code of your authenticator, or one of your recovery codes.");
            }
            Stage::Done(did) => {
                text.marked(Mark::Ok, &format!("{} {}", self.words.done, self.login));
                text.list("remains", Role::Text, &did.remains);
            }
            Stage::Look if !has_proved(context) && self.deed.spec().sensitive => {
                text.dim("Your second factor is asked for next: it was shown too long ago.");
            }
            _ => {}
        }
        if let Some(trouble) = &self.trouble {
            text.marked(Mark::Warn, trouble.as_str());
        }
        if !matches!(self.stage, Stage::Done(_)) {
            text.blank();
            let copies = context
                .keymap
                .key_of(self.stage.view(), Command::CopyCommand);
            let label = copies.map_or_else(|| "cli".to_owned(), |key| format!("{key} cli"));
            text.list(&label, Role::Dim, &[self.why.twin(&self.deed)]);
        }
        text.lines
    }

    /// What was given in the stages before.
    fn say_given(&self, text: &mut Text) {
        if let Some(client) = &self.client {
            text.fact("client", client.as_str());
        }
        let is_typing_reason = matches!(self.stage, Stage::Reason);
        if !is_typing_reason && self.why.has_reason() {
            text.fact("reason", self.why.reason.value());
        }
        let has_ticket = !self.why.ticket.value().trim().is_empty();
        if has_ticket && !matches!(self.stage, Stage::Reason | Stage::Ticket) {
            text.fact("ticket", self.why.ticket.value());
        }
        if let Some(way) = self.why.identified_by {
            text.fact("caller", &said(way));
        }
    }

    fn say_seen(&self, text: &mut Text) {
        let is_shown = matches!(
            self.stage,
            Stage::Look | Stage::Prove | Stage::Proving | Stage::Doing
        );
        let Some(seen) = self.seen.as_ref().filter(|_| is_shown) else {
            return;
        };
        if seen.changes.is_empty() {
            text.list("changes", Role::Text, &["nothing".to_owned()]);
        }
        text.list("changes", Role::Text, &seen.changes);
        for warning in &seen.warnings {
            text.warn(warning);
        }
        text.list("stays", Role::Dim, &seen.remains);
    }
}
