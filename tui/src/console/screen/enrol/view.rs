//! Draws the enrolment. The secret is shown as a picture where it fits, and always as text.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Margin, Rect};
use secrecy::ExposeSecret;
use wardroom_core::action::operator::Enrolling;

use super::{Enrol, Stage};
use crate::console::screen::Context;
use crate::console::theme::{Role, Theme};
use crate::console::widget::phrase::{Phrase, paragraph};
use crate::console::widget::qr::Qr;

impl Enrol {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let theme = context.theme;
        match &self.stage {
            Stage::Password => self.draw_password(frame, area, theme),
            Stage::Authenticator(enrolling, picture) => {
                // The picture needs every row there is, and in 80 by 24 one of the frame's too.
                let picture = picture.as_ref().filter(|_| !self.is_text_only);
                self.draw_secret(frame, area, context, enrolling, picture);
            }
            Stage::Checking => {
                let says = Phrase::from("  ").say(Role::Accent, "checking");
                frame.render_widget(
                    says.line(theme, area.width.into()),
                    area.inner(Margin::new(0, 2)),
                );
            }
        }
    }

    fn draw_password(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        let area = area.inner(Margin::new(2, 2));
        let mut rows = area.rows();
        let says = "Choose a password of at least 8 characters; a long sentence is best.";
        let lines = paragraph(Role::Text, says, area.width.into());
        for (line, row) in lines.iter().zip(&mut rows) {
            frame.render_widget(line.line(theme, row.width.into()), row);
        }
        let used = u16::try_from(lines.len()).unwrap_or(u16::MAX) + 1;
        let rest = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used),
            ..area
        };
        self.form.draw(frame, rest, theme);
    }

    fn draw_secret(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context<'_>,
        enrolling: &Enrolling,
        picture: Option<&Qr>,
    ) {
        let theme = context.theme;
        // With its quiet zone the picture may cover the frame's second and last but one row.
        let whole = Rect {
            height: frame.area().height.saturating_sub(2),
            y: 1,
            ..area
        };
        let picture = picture.filter(|picture| picture.fits(whole, theme));
        let side = picture.map_or(0, |picture| picture.size().0 + 2);
        let [left, right] =
            Layout::horizontal([Constraint::Length(side), Constraint::Fill(1)]).areas(area);
        if let Some(picture) = picture {
            let place = if picture.fits(left, theme) {
                left
            } else {
                whole
            };
            picture.draw(frame, place, theme);
        }
        let text = right.inner(Margin::new(1, 1));
        let columns = usize::from(text.width);
        let mut lines = paragraph(
            Role::Text,
            "Let your authenticator read the picture, or type this secret into it:",
            columns,
        );
        lines.push(Phrase::new());
        let secret = enrolling.secret().base32_in_groups();
        lines.extend(paragraph(Role::Title, secret.expose_secret(), columns));
        lines.push(Phrase::new());
        if let Some(caution) = context.secrets.caution() {
            lines.extend(paragraph(Role::Warn, caution, columns));
            lines.push(Phrase::new());
        }
        lines.extend(paragraph(
            Role::Text,
            "Then type the six digits it shows:",
            columns,
        ));
        lines.push(Phrase::new());
        for (line, row) in lines.iter().zip(text.rows()) {
            frame.render_widget(line.line(theme, row.width.into()), row);
        }
        let used = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(text.height);
        let rest = Rect {
            y: text.y + used,
            height: text.height - used,
            ..text
        };
        self.form.draw(frame, rest, theme);
    }
}
