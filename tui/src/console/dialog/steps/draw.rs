//! Draws what every question shows: its box, what is asked in the row at the bottom, and the words above it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Steps;
use crate::console::dialog::proof::has_proved;
use crate::console::dialog::stage::Stage;
use crate::console::dialog::text::{LABEL, Text};
use crate::console::keymap::Command;
use crate::console::screen::Context;
use crate::console::theme::Role;
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;

/// Columns of the dialog, its edges included; it fits the smallest comfortable screen.
const WIDTH: u16 = 78;
/// Rows for the edges, and for a blank and what is asked.
const AROUND: u16 = 4;

/// What a question says in its own words.
pub(in crate::console::dialog) struct Words<'a> {
    /// While it looks.
    pub(in crate::console::dialog) looking: &'a str,
    /// Whether it has seen what would change.
    pub(in crate::console::dialog) has_seen: bool,
    /// While it is done, and once it is.
    pub(in crate::console::dialog) doing: String,
}

impl<Doing, Done> Steps<Doing, Done> {
    /// Draws the box with the lines made for these columns and rows, and in it the row that asks.
    pub(in crate::console::dialog) fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context<'_>,
        title: Phrase,
        lines: impl FnOnce(usize, usize) -> Vec<Phrase>,
        words: &Words<'_>,
    ) {
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let room = usize::from(area.height.saturating_sub(AROUND));
        let dialog = Dialog {
            title,
            lines: lines(columns, room),
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
        self.draw_asked(frame, asked, context, words);
    }

    /// A field, the answers, or what is going on.
    fn draw_asked(
        &self,
        frame: &mut Frame<'_>,
        row: Rect,
        context: &Context<'_>,
        words: &Words<'_>,
    ) {
        let theme = context.theme;
        let indent = u16::try_from(LABEL + 1).unwrap_or_default().min(row.width);
        let field = Rect {
            x: row.x + indent,
            width: row.width - indent,
            ..row
        };
        let mut line = |phrase: Phrase| {
            frame.render_widget(phrase.line(theme, row.width.into()), row);
        };
        let label = |words: &str| {
            Phrase::new()
                .text(theme.glyphs.cursor)
                .say(Role::Accent, format!("{words:LABEL$}"))
        };
        let dim = |words: &str| Phrase::new().say(Role::Dim, words);
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
            Stage::Look if words.has_seen => self.answers.draw(frame, row, theme),
            Stage::Look => {
                let due = self.looking.spinner(context.now);
                let sign = due.map_or(" ", |due| spinner::sign(due, theme.glyphs));
                line(dim(&format!("{sign} {}", words.looking)));
            }
            Stage::Proving => line(dim("checking the code")),
            Stage::Stopped => line(dim("nothing was changed")),
            Stage::Doing(_) | Stage::Done(_) => line(dim(&words.doing)),
        }
    }

    /// What is asked now, in words; `kept` is where a reason stays, and `asks_next` whether a second factor is due
    /// after what is looked at.
    pub(in crate::console::dialog) fn ask(
        &self,
        text: &mut Text,
        context: &Context<'_>,
        kept: &str,
        asks_next: bool,
    ) {
        match &self.stage {
            Stage::Reason => text.plain(&format!("Why? In your own words; it stays in {kept}.")),
            Stage::Ticket => {
                let accept = context.key(self.stage.view(), Command::Accept);
                text.plain(&format!(
                    "The ticket it belongs to, or {accept} without one."
                ));
            }
            Stage::Identify => text.plain("How was the person asking identified?"),
            Stage::Look if asks_next && !has_proved(context) => {
                text.dim("Your second factor is asked for next: it was shown too long ago.");
            }
            Stage::Prove => {
                text.plain("The code of your authenticator, or one of your recovery codes.");
            }
            _ => {}
        }
    }

    /// The same as a command, and the key that copies it.
    pub(in crate::console::dialog) fn say_command(
        &self,
        text: &mut Text,
        context: &Context<'_>,
        command: String,
    ) {
        text.blank();
        let copies = context
            .keymap
            .key_of(self.stage.view(), Command::CopyCommand);
        let label = copies.map_or_else(|| "cli".to_owned(), |key| format!("{key} cli"));
        text.list(&label, Role::Dim, &[command]);
    }
}
