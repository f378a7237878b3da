//! What came of the last reset or issue: whether the user was told, used the codes, and guards the account again.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use wardroom_core::model::{RecoveryStatus, Ts};

use super::User;
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::rule;
use crate::console::words;

/// Rows of the panel, its title included.
pub(super) const PANEL: u16 = 6;

impl User {
    /// Draws the panel at the bottom where an operator ever helped; returns what is left for the list.
    pub(super) fn draw_aftermath(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context<'_>,
    ) -> Rect {
        let found = self.aftermath.as_ref();
        let Some((status, help)) = found.and_then(|s| s.last.as_ref().map(|help| (s, help))) else {
            return area;
        };
        let [list, panel] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(PANEL)]).areas(area);
        let fact = Phrase::from(help.actor_name.as_str())
            .dot()
            .text(words::minute(help.at));
        let title = Phrase::from("since ").text(help.verb.as_str());
        let below = rule::draw(frame, panel, context.theme, &title, &fact);
        for (line, row) in lines(status, self.as_of).into_iter().zip(below.rows()) {
            frame.render_widget(line.line(context.theme, row.width.into()), row);
        }
        list
    }
}

fn lines(status: &RecoveryStatus, as_of: Ts) -> Vec<Phrase> {
    let line = |mark: Mark, label: &str, words: String| {
        let shape = mark.sign();
        Phrase::from(" ")
            .shape(mark)
            .text(" ".repeat(3_usize.saturating_sub(shape.ascii.len())))
            .say(Role::Dim, format!("{label:12}"))
            .text(words)
    };
    let when = |at: Option<Ts>| {
        let mark = if at.is_some() { Mark::Ok } else { Mark::Absent };
        (
            mark,
            at.map_or_else(
                || "not yet".to_owned(),
                |at| format!("{} ago", words::age(at, as_of)),
            ),
        )
    };
    let told = status.told.first();
    let (told_mark, told) = match told {
        None => (Mark::Absent, "no notice was queued".to_owned()),
        Some(notice) if notice.sent_at.is_some() => when(notice.sent_at),
        Some(notice) => (Mark::Warn, notice.state.word().to_owned()),
    };
    let (enrolled_mark, enrolled) = when(status.enrolled_at);
    let (signed_in_mark, signed_in) = when(status.signed_in_at);
    let used = status.codes.as_ref().map_or(0, |set| set.used);
    let used_mark = if used > 0 { Mark::Ok } else { Mark::Absent };
    let codes = format!("{used} used, {} could be", status.remaining);
    vec![
        line(told_mark, "told", told),
        line(used_mark, "codes", codes),
        line(enrolled_mark, "re-enrolled", enrolled),
        line(signed_in_mark, "signed in", signed_in),
    ]
}
