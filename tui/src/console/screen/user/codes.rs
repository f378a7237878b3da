//! The recovery-code sets of a user: how many still open the account, never the codes.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::{CodeSet, CodeSetKind, CodeSetState, Ts};

use super::User;
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const COLUMNS: &[Column] = &[
    column("STATE", Width::Fixed(9), 0, false),
    column("WHAT", Width::Fill(16), 0, false),
    column("LEFT", Width::Fixed(8), 0, true),
    column("ISSUED", Width::Fixed(17), 1, false),
    column("BY", Width::Fixed(16), 2, false),
    column("UNTIL", Width::Fixed(17), 3, false),
];

impl User {
    pub(super) fn draw_codes(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (as_of, empty) = (self.as_of, "no recovery codes were ever issued");
        table::draw(frame, area, context, COLUMNS, &self.codes, empty, |set| {
            cells(set, as_of)
        });
    }
}

fn cells(set: &CodeSet, as_of: Ts) -> Vec<Phrase> {
    let what = match set.kind {
        CodeSetKind::Full => "sign-in codes",
        CodeSetKind::OneTime => "re-enrolment code",
    };
    let until = set
        .voided_at
        .or(set.expires_at)
        .map_or_else(|| "-".to_owned(), words::minute);
    let left = if set.is_counted() {
        format!("{} of {}", set.remaining(as_of), set.codes)
    } else {
        "present".to_owned()
    };
    vec![
        state(set, as_of),
        what.into(),
        Phrase::new().text(left),
        Phrase::new().text(words::minute(set.created_at)),
        Phrase::from(set.issued_by.as_deref().unwrap_or("the user")),
        Phrase::new().text(until),
    ]
}

fn state(set: &CodeSet, as_of: Ts) -> Phrase {
    let is_over = set.expires_at.is_some_and(|at| at <= as_of);
    let (mark, role, word) = match set.state {
        CodeSetState::Pending => (Mark::Held, Role::Info, "pending"),
        CodeSetState::Active if is_over => (Mark::Absent, Role::Dim, "expired"),
        CodeSetState::Active => (Mark::Fine, Role::Ok, "active"),
        CodeSetState::Void => (Mark::Absent, Role::Dim, "void"),
    };
    Phrase::new().shape(mark).text(" ").say(role, word)
}
