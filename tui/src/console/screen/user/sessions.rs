//! The sessions of a user: which devices are signed in, and all that is known of the one under the cursor.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use wardroom_core::model::{Session, Ts};

use super::User;
use super::facts::{self, Fact};
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

/// Rows of the panel below the list.
pub(super) const PANEL: u16 = 2 + 5;

const COLUMNS: &[Column] = &[
    column("STATE", Width::Fixed(9), 0, false),
    column("BEGUN", Width::Fixed(17), 1, false),
    column("CLIENT", Width::Fill(16), 0, false),
    column("NETWORK", Width::Fixed(8), 3, false),
    column("2FA", Width::Fixed(3), 2, false),
    column("SEEN", Width::Fixed(6), 0, true),
];

impl User {
    pub(super) fn draw_sessions(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let [list, panel] =
            Layout::vertical([Constraint::Fill(1), Constraint::Length(PANEL)]).areas(area);
        let as_of = self.as_of;
        table::draw(
            frame,
            list,
            context,
            COLUMNS,
            &self.sessions,
            "no sessions",
            |session| cells(session, as_of),
        );
        if let Some(session) = self.sessions.selected() {
            facts::draw(frame, panel, context, "session", &facts(session, as_of));
        }
    }
}

fn cells(session: &Session, as_of: Ts) -> Vec<Phrase> {
    vec![
        state(session, as_of),
        Phrase::new().text(words::minute(session.created_at)),
        Phrase::from(session.user_agent.as_deref().unwrap_or("-")),
        Phrase::new().say(
            Role::Dim,
            session.network().unwrap_or_else(|| "-".to_owned()),
        ),
        Phrase::from(match session.aal {
            ..1 => "-",
            1 => "no",
            _ => "yes",
        }),
        Phrase::new().text(words::age_or_never(Some(session.seen_at), as_of)),
    ]
}

fn state(session: &Session, as_of: Ts) -> Phrase {
    let (mark, role, word) = if session.revoked_at.is_some() {
        (Mark::Absent, Role::Dim, "ended")
    } else if session.is_live(as_of) {
        (Mark::Fine, Role::Ok, "live")
    } else {
        (Mark::Absent, Role::Dim, "expired")
    };
    Phrase::new().shape(mark).text(" ").say(role, word)
}

/// All that is known of one session.
fn facts(session: &Session, as_of: Ts) -> [Fact; 5] {
    let ended = session.revoked_at.map(|at| {
        let why = session.revoked_why.as_deref().unwrap_or("no reason kept");
        ("ended", format!("{} ({why})", words::minute(at)))
    });
    let by_itself = || {
        (
            "ends",
            format!("{} by itself", words::minute(session.expires_at)),
        )
    };
    let end = ended.unwrap_or_else(by_itself);
    let begun = words::minute(session.created_at);
    let signed_in = match (session.aal, session.factor_at) {
        (_, Some(at)) => format!("{begun}, second factor shown {} ago", words::age(at, as_of)),
        (..1, None) => begun,
        (1, None) => format!("{begun} without a second factor"),
        (_, None) => format!("{begun} with a second factor"),
    };
    [
        ("id", session.id.to_string()),
        (
            "client",
            session.user_agent.clone().unwrap_or_else(|| "-".to_owned()),
        ),
        ("signed in", signed_in),
        ("last seen", words::minute(session.seen_at)),
        end,
    ]
}
