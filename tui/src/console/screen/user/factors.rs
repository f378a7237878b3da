//! The second factors of a user.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::{Factor, FactorKind, Ts};

use super::User;
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const COLUMNS: &[Column] = &[
    column("STATE", Width::Fixed(14), 0, false),
    column("KIND", Width::Fixed(13), 0, false),
    column("LABEL", Width::Fill(12), 1, false),
    column("ADDED", Width::Fixed(10), 2, false),
    column("USED", Width::Fixed(6), 0, true),
];

impl User {
    pub(super) fn draw_factors(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (as_of, empty) = (
            self.as_of,
            "no second factor: the password alone opens this account",
        );
        table::draw(
            frame,
            area,
            context,
            COLUMNS,
            &self.factors,
            empty,
            |factor| cells(factor, as_of),
        );
    }
}

fn cells(factor: &Factor, as_of: Ts) -> Vec<Phrase> {
    let state = if factor.confirmed_at.is_some() {
        Phrase::new()
            .shape(Mark::Fine)
            .text(" ")
            .say(Role::Ok, "confirmed")
    } else {
        Phrase::new()
            .shape(Mark::Warn)
            .text(" ")
            .say(Role::Warn, "unconfirmed")
    };
    let kind = match factor.kind {
        FactorKind::Totp => "authenticator",
        FactorKind::Passkey => "passkey",
    };
    vec![
        state,
        kind.into(),
        Phrase::from(factor.label.as_deref().unwrap_or("-")),
        Phrase::new().text(words::day(factor.created_at)),
        Phrase::new().text(words::age_or_never(factor.last_used_at, as_of)),
    ]
}
