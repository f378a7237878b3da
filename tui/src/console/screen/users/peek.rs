//! The pane beside the list: what the row already knows, told in words, at no query's cost.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::{Ts, UserLine};

use super::cells;
use crate::console::keymap::{Command, View};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::rule;
use crate::console::words;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    line: &UserLine,
    as_of: Ts,
    context: &Context<'_>,
) {
    let theme = context.theme;
    for row in area.rows() {
        frame.render_widget(
            Phrase::new()
                .say(Role::Rule, theme.glyphs.wall)
                .line(theme, 1),
            row,
        );
    }
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(1),
        ..area
    };
    let login = Phrase::new().say(Role::Title, context.login(&line.user));
    let key = context
        .keymap
        .key_of(View::Users, Command::Peek)
        .unwrap_or_default();
    let below = rule::draw(
        frame,
        inner,
        theme,
        &login,
        &Phrase::new().say(Role::Dim, format!("{key} hides")),
    );
    let lines = lines(line, as_of, context);
    for (says, row) in lines.iter().zip(below.rows()) {
        let row = Rect {
            x: row.x + 1,
            width: row.width.saturating_sub(1),
            ..row
        };
        frame.render_widget(says.line(theme, row.width.into()), row);
    }
}

fn lines(line: &UserLine, as_of: Ts, context: &Context<'_>) -> Vec<Phrase> {
    let user = &line.user;
    let mut lines = vec![
        Phrase::from(&context.name(user))
            .dot()
            .say(Role::Dim, user.id.to_string()),
        Phrase::new(),
        cells::status(user, as_of).then(until(line, as_of)),
        Phrase::new(),
    ];
    lines.extend(posture(line, as_of));
    lines
}

fn until(line: &UserLine, as_of: Ts) -> Phrase {
    let user = &line.user;
    if !user.is_locked(as_of) {
        return Phrase::new();
    }
    let opens = user.locked_until.map_or_else(
        || ", until an operator opens it".to_owned(),
        |until| format!(", opens by itself at {}", words::clock(until)),
    );
    Phrase::new().text(opens)
}

/// Name, state and words of each thing that guards the account.
pub(in crate::console::screen) fn posture(line: &UserLine, as_of: Ts) -> Vec<Phrase> {
    let user = &line.user;
    let password = match (user.has_password, user.password_changed_at) {
        (false, _) => (Mark::Absent, "none".to_owned()),
        (true, _) if user.must_change_password => (Mark::Warn, "must be changed".to_owned()),
        (true, Some(at)) => (Mark::Ok, format!("set {} ago", words::age(at, as_of))),
        (true, None) => (Mark::Ok, "set".to_owned()),
    };
    let factors = match line.second_factors() {
        "none" => (Mark::Warn, "none".to_owned()),
        some => (Mark::Ok, some.to_owned()),
    };
    let email = user.email_verified_at.map_or_else(
        || (Mark::Warn, "never verified".to_owned()),
        |at| (Mark::Ok, format!("verified {}", words::day(at))),
    );
    let failed = match user.failed_sign_ins {
        0 => (Mark::Ok, "none since the last sign-in".to_owned()),
        some => (
            Mark::Warn,
            format!("{} since the last sign-in", words::count(some)),
        ),
    };
    let sessions = (Mark::Ok, format!("{} live", words::count(line.sessions)));
    [
        ("password", password),
        ("2FA", factors),
        ("email", email),
        ("failures", failed),
        ("sessions", sessions),
    ]
    .into_iter()
    .map(|(name, (mark, says))| {
        let shape = Phrase::new().shape(mark);
        let blank = " ".repeat(4_usize.saturating_sub(shape.width()));
        shape
            .text(blank)
            .say(Role::Dim, format!("{name:10}"))
            .text(says)
    })
    .collect()
}
