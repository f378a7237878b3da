//! Draws the codes. Their letters go from the secret straight into the cells of the frame: no text on the way keeps a copy.

use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::{ExposeSecret, SecretString};
use wardroom_core::model::CodeSetKind;

use super::ending::ENDING;
use super::{Mode, Purpose, Shown};
use crate::console::keymap::{Command, View};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::{Phrase, paragraph};
use crate::console::words;

/// Columns of the box, its edges included.
const WIDTH: u16 = 70;
/// Columns before a code, for its number.
const NUMBER: u16 = 5;
/// Columns of one code with its number and the gap after it.
const CODE: u16 = 32;

impl Shown {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let mut lines = self.explained(columns);
        let first = u16::try_from(lines.len()).unwrap_or_default();
        lines.extend((0..self.code_rows()).map(|_| Phrase::new()));
        lines.extend(self.handling(columns, context));
        let asks = matches!(self.mode, Mode::Ending(_) | Mode::Naming(_));
        let dialog = Dialog {
            title: Phrase::new()
                .say(Role::Title, format!("{} for ", self.purpose.codes()))
                .say(Role::Title, &self.login)
                .dot()
                .say(Role::Title, "shown once"),
            lines,
            rows: 1,
            width: WIDTH,
            hints: if asks {
                context.keymap.hints(View::Field, columns.saturating_sub(2))
            } else {
                Vec::new()
            },
        };
        let rest = dialog.draw(frame, area, context.theme);
        self.draw_asked(frame, rest, context);
        let above = u16::try_from(dialog.lines.len()).unwrap_or_default();
        let top = rest.y.saturating_sub(above);
        let place = Rect {
            y: top + first,
            height: self.code_rows().min(rest.y.saturating_sub(top + first)),
            ..rest
        };
        self.draw_codes(frame, place, context);
    }

    fn explained(&self, columns: usize) -> Vec<Phrase> {
        let says = match &self.purpose {
            Purpose::Issued(_, CodeSetKind::OneTime) => {
                "It opens re-enrolment once, within 24 hours. Nobody can show it again. \
                 Until you finish, the codes before count."
            }
            Purpose::Issued(_, CodeSetKind::Full) => {
                "Each works once. Stored only as hashes: nobody can show them again. \
                 Until you finish, the codes before count."
            }
            Purpose::Backup => {
                "Each signs in once, and they count already; the codes before do not any more. \
                 Nobody can show them again."
            }
            Purpose::Own => {
                "Each signs you in once if your authenticator is lost. Stored only as hashes: \
                 nobody can show them again."
            }
        };
        let mut lines = paragraph(Role::Text, says, columns);
        lines.push(Phrase::new());
        lines
    }

    /// Rows the codes take, spelled or not.
    fn code_rows(&self) -> u16 {
        if self.aloud.is_some() {
            return 5;
        }
        u16::try_from(self.codes.len().div_ceil(2).max(1)).unwrap_or(1)
    }

    fn handling(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let key = |command| {
            context
                .keymap
                .key_of(View::ShowOnce, command)
                .unwrap_or_default()
        };
        let mut lines = vec![Phrase::new()];
        let screen = self.until.map_or_else(
            || format!("hidden; {} shows", key(Command::HideSecret)),
            |(_, until)| {
                let until = words::clock(until);
                format!("hides at {until}, or when this window loses focus")
            },
        );
        lines.push(Phrase::new().say(Role::Dim, screen));
        if let Some(caution) = context.secrets.caution() {
            let says = Phrase::new().shape(Mark::Warn).text(" ");
            lines.push(says.say(Role::Warn, caution));
        }
        if context.secrets.copy {
            let says = format!(
                "{} sends to your terminal; it gives no receipt, so paste and check",
                key(Command::CopySecret)
            );
            lines.push(Phrase::new().say(Role::Dim, says));
        }
        if context.secrets.save {
            let says = format!("{} writes a new file, mode 0600", key(Command::SaveSecret));
            lines.push(Phrase::new().say(Role::Dim, says));
        }
        if let Some(trouble) = &self.trouble {
            let says = paragraph(Role::Warn, trouble, columns.saturating_sub(2));
            lines.extend(says.into_iter().enumerate().map(|(index, line)| {
                let start = if index == 0 {
                    Phrase::new().shape(Mark::Warn).text(" ")
                } else {
                    Phrase::from("  ")
                };
                start.then(line)
            }));
        }
        lines.push(Phrase::new());
        lines
    }

    /// The row at the bottom of the box.
    fn draw_asked(&self, frame: &mut Frame<'_>, row: Rect, context: &Context<'_>) {
        let theme = context.theme;
        let accept = context.keymap.key_of(View::ShowOnce, Command::Accept);
        let label = match &self.mode {
            Mode::Looking => format!(
                "To leave: {}, then the last four of code {}",
                accept.unwrap_or_default(),
                self.asked + 1
            ),
            Mode::Ending(_) => format!("The last four of code {}: ", self.asked + 1),
            Mode::Naming(_) => "A new file, named: ".to_owned(),
            Mode::Waiting => "one moment".to_owned(),
        };
        let label = Phrase::new().say(Role::Text, label);
        let used = u16::try_from(label.width())
            .unwrap_or(row.width)
            .min(row.width);
        frame.render_widget(label.line(theme, row.width.into()), row);
        let field = Rect {
            x: row.x + used,
            width: row.width - used,
            ..row
        };
        match &self.mode {
            Mode::Ending(typed) => {
                let width = field.width.min(u16::try_from(ENDING + 1).unwrap_or(5));
                typed.draw(frame, Rect { width, ..field }, theme, true);
            }
            Mode::Naming(name) => name.draw(frame, field, theme, true),
            Mode::Looking | Mode::Waiting => {}
        }
    }

    fn draw_codes(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        if let Some(at) = self.aloud {
            return self.draw_aloud(frame, area, context, at);
        }
        let rows = self.codes.len().div_ceil(2);
        for (index, code) in self.codes.iter().enumerate() {
            let column = u16::try_from(index / rows.max(1)).unwrap_or_default();
            let row = u16::try_from(index % rows.max(1)).unwrap_or_default();
            let place = Rect {
                x: area.x + column * CODE,
                y: area.y + row,
                width: CODE.min(area.width.saturating_sub(column * CODE)),
                height: u16::from(row < area.height),
            };
            let number = Phrase::new().say(Role::Dim, format!("{:>3}", index + 1));
            frame.render_widget(number.line(context.theme, place.width.into()), place);
            let letters = Rect {
                x: place.x + NUMBER,
                width: place.width.saturating_sub(NUMBER),
                ..place
            };
            self.write(frame, letters, context, &code.written());
        }
    }

    /// One code in words, a line for each group of four.
    fn draw_aloud(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>, at: usize) {
        let Some(code) = self.codes.get(at) else {
            return;
        };
        let mut rows = area.rows();
        if let Some(row) = rows.next() {
            let says = format!("code {} of {}, to be read aloud:", at + 1, self.codes.len());
            let line = Phrase::new().say(Role::Dim, says);
            frame.render_widget(line.line(context.theme, row.width.into()), row);
        }
        for (line, row) in code.spoken().iter().zip(rows) {
            let row = Rect {
                x: row.x + 2,
                width: row.width.saturating_sub(2),
                ..row
            };
            self.write(frame, row, context, line);
        }
    }

    fn write(
        &self,
        frame: &mut Frame<'_>,
        place: Rect,
        context: &Context<'_>,
        secret: &SecretString,
    ) {
        if place.height == 0 {
            return;
        }
        let style = context.theme.style(Role::Title);
        let letters = if self.is_hidden() {
            "hidden"
        } else {
            secret.expose_secret()
        };
        frame
            .buffer_mut()
            .set_stringn(place.x, place.y, letters, place.width.into(), style);
    }
}
