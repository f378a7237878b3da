//! What happened to a user, newest first: their own doing and the operators', in one list.

use ratatui::Frame;
use ratatui::layout::Rect;
use serde_json::Value;
use wardroom_core::model::{AuditOutcome, Event, EventKind, Id, Moment};

use super::User;
use super::part::Keyed;
use super::table::{self, column};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::table::{Column, Width};
use crate::console::words;

const REPLAYED: &str = EventKind::RefreshReplayed.word();

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

/// Who did it.
pub(crate) fn who(moment: &Moment) -> Phrase {
    match moment {
        // Two held the token: which of them was the user, nobody can tell.
        Moment::Event(event) if event.kind == REPLAYED => Phrase::new().say(Role::Warn, "unknown"),
        Moment::Event(_) => Phrase::new().say(Role::Dim, "the user"),
        Moment::Audit(entry) => Phrase::from(entry.actor_name.as_str()),
    }
}

/// What was done, and whether it was refused.
pub(crate) fn what(moment: &Moment) -> Phrase {
    match moment {
        Moment::Event(event) => {
            let words = event.kind.replace('_', " ");
            if event.kind == REPLAYED {
                return Phrase::new().say(Role::Warn, replayed(event));
            }
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

/// Which link of which session, where from, and what became of it: `refresh token 2 of 5 replayed, network 3f2a91bc,
/// session 0199…c41e ended`.
fn replayed(event: &Event) -> String {
    let detail = |name: &str| event.detail.get(name);
    let what = match (detail("link"), detail("of")) {
        (Some(link), Some(of)) => format!("refresh token {link} of {of} replayed"),
        _ => "refresh token replayed".to_owned(),
    };
    let network = event.network().map(|n| format!("network {n}"));
    let has_ended = detail("ended").and_then(Value::as_bool) == Some(true);
    let session = event.session_id.as_ref().filter(|_| has_ended);
    let session = session.map(|id| format!("session {id} ended"));
    let said: Vec<String> = [Some(what), network, session]
        .into_iter()
        .flatten()
        .collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use wardroom_core::model::Ts;

    fn event(detail: Value) -> Event {
        Event {
            id: Id::Integer(1),
            at: Ts::EPOCH,
            kind: REPLAYED.to_owned(),
            session_id: Some(Id::Integer(7)),
            user_agent: None,
            ip_hash: Some(vec![0, 0, 0, 1, 0x3f, 0x2a, 0x91, 0xbc]),
            detail,
        }
    }

    #[test]
    fn a_replay_says_which_link_where_from_and_what_became_of_it() {
        let known = event(json!({ "link": 2, "of": 5, "ended": true }));
        assert_eq!(
            replayed(&known),
            "refresh token 2 of 5 replayed, network 3f2a91bc, session 7 ended"
        );
        let generated = event(json!({}));
        assert_eq!(
            replayed(&generated),
            "refresh token replayed, network 3f2a91bc"
        );
    }
}
