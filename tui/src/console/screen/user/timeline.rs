//! What happened to a user, newest first: their own doing and the operators', in one list.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::{AuditOutcome, Id, Moment};

use super::User;
use super::part::Keyed;
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const COLUMNS: &[Column] = &[
    column("AT", Width::Fixed(17), 0, false),
    column("WHO", Width::Fixed(14), 0, false),
    column("WHAT", Width::Fill(20), 0, false),
    column("DEVICE", Width::Fill(10), 1, false),
];

impl Keyed for Moment {
    fn key(&self) -> Id {
        match self {
            Self::Event(event) => event.id.clone(),
            // Of another table: no event's id begins so.
            Self::Audit(entry) => Id::Text(format!("audit {}", entry.seq)),
        }
    }
}

impl User {
    pub(super) fn draw_timeline(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let empty = "nothing is recorded of this account";
        table::draw(
            frame,
            area,
            context,
            COLUMNS,
            &self.timeline,
            empty,
            |moment| {
                let device = match moment {
                    Moment::Event(event) => event.user_agent.as_deref().unwrap_or_default(),
                    Moment::Audit(_) => "",
                };
                vec![
                    Phrase::new().say(Role::Dim, words::minute(moment.at())),
                    who(moment),
                    what(moment),
                    Phrase::new().say(Role::Dim, device),
                ]
            },
        );
    }

    /// The latest few in one line each, for the overview.
    pub(super) fn latest(&self) -> Vec<Phrase> {
        let line = |moment: &Moment| {
            let at = Phrase::new().say(Role::Dim, words::minute(moment.at()));
            at.text("  ")
                .then(what(moment))
                .text("  ")
                .then(who(moment))
        };
        self.timeline.rows().iter().take(20).map(line).collect()
    }
}

fn who(moment: &Moment) -> Phrase {
    match moment {
        Moment::Event(_) => Phrase::new().say(Role::Dim, "the user"),
        Moment::Audit(entry) => Phrase::from(entry.actor_name.as_str()),
    }
}

fn what(moment: &Moment) -> Phrase {
    match moment {
        Moment::Event(event) => {
            let words = event.kind.replace('_', " ");
            let role = if words.ends_with("failed") {
                Role::Warn
            } else {
                Role::Text
            };
            Phrase::new().say(role, words)
        }
        Moment::Audit(entry) => {
            let verb = Phrase::from(entry.verb.as_str());
            match entry.outcome {
                AuditOutcome::Done => verb,
                outcome => verb
                    .text(" ")
                    .shape(Mark::Warn)
                    .text(" ")
                    .say(Role::Warn, outcome.word()),
            }
        }
    }
}
