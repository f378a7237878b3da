//! The columns of the users list and what stands in them.

use wardroom_core::model::{Standing, Ts, User, UserLine};

use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const fn column(title: &'static str, width: Width, rank: u8, is_right: bool) -> Column {
    Column {
        title,
        width,
        rank,
        is_right,
    }
}

pub(super) const COLUMNS: &[Column] = &[
    column("STATUS", Width::Fixed(12), 0, false),
    column("LOGIN", Width::Fill(20), 0, false),
    column("NAME", Width::Fixed(16), 4, false),
    column("2FA", Width::Fixed(8), 1, false),
    column("SESS", Width::Fixed(4), 3, true),
    column("SEEN", Width::Fixed(6), 2, true),
    column("CREATED", Width::Fixed(10), 5, false),
];

/// The cells of one row, ages counted from `as_of`.
pub(super) fn cells(line: &UserLine, as_of: Ts, context: &Context<'_>) -> Vec<Phrase> {
    let user = &line.user;
    let factors = line.second_factors();
    let seen = user.last_sign_in_at.or(context.layout.unrecorded_sign_in());
    let factor_role = if factors == "none" {
        Role::Warn
    } else {
        Role::Text
    };
    vec![
        status(user, as_of),
        Phrase::from(&context.login(user)),
        Phrase::from(&context.name(user)),
        Phrase::new().say(factor_role, factors),
        Phrase::new().text(words::count(line.sessions)),
        Phrase::new().text(words::age_or_never(seen, as_of)),
        Phrase::new().say(Role::Dim, words::day(user.created_at)),
    ]
}

/// How an account stands, as mark and word.
pub(in crate::console::screen) fn status(user: &User, at: Ts) -> Phrase {
    Phrase::new().mark(match user.standing(at) {
        Standing::Active => Mark::Active,
        Standing::Locked => Mark::Locked,
        Standing::Unverified => Mark::Unverified,
        Standing::Invited => Mark::Invited,
        Standing::Disabled => Mark::Disabled,
        Standing::Erased => Mark::Erased,
    })
}
