//! The sensitive-action dialog: reason, identification, preview, step-up, deed and what remains, for any action.

mod guard;
mod offer;
mod refuse;
mod stage;
mod table;
mod update;
mod view;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::action::Preview;
use wardroom_core::model::{Safe, Session, UserId};

use self::stage::Stage;
use self::table::Words;
use super::given::Why;
use crate::console::driver::{Deed, NewPolicy};
use crate::console::keymap::View;
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::ticket::Slot;
use crate::console::widget::answers::Answers;
use crate::console::widget::secret_field::SecretField;

pub use offer::{ask, offers};
pub use table::{Row, TABLE};

/// One question about one action; its target was caught when it was asked, whatever the list below does.
#[derive(Debug)]
pub struct Question {
    deed: Deed,
    words: Words,
    login: Safe,
    /// What tells the target from others of the same user.
    client: Option<Safe>,
    stage: Stage,
    why: Why,
    seen: Option<Preview>,
    looking: Slot,
    /// Whose account changes, where it may be protected.
    subject: Option<UserId>,
    guarding: Slot,
    answers: Answers,
    code: SecretField,
    trouble: Option<Safe>,
}

/// Asks about this action.
fn question(deed: Deed, words: Words, login: Safe, client: Option<Safe>) -> Question {
    let stage = if deed.asks_why() {
        Stage::Reason
    } else {
        Stage::Look
    };
    Question {
        deed,
        words,
        login,
        client,
        stage,
        why: Why::default(),
        seen: None,
        looking: Slot::default(),
        subject: None,
        guarding: Slot::default(),
        answers: Answers::new([words.answer]),
        code: SecretField::default(),
        trouble: None,
    }
}

/// Asks whether this session of the user with this login should end.
pub fn end_session(session: &Session, login: Safe) -> Box<dyn Screen> {
    let deed = Deed::EndSession(session.id.clone());
    let client = session.user_agent.as_deref().unwrap_or("an unnamed client");
    Box::new(question(
        deed,
        table::END_SESSION,
        login,
        Some(client.into()),
    ))
}

/// Asks why this user's personal data should be shown.
pub fn reveal(user: UserId, login: Safe) -> Box<dyn Screen> {
    Box::new(question(Deed::Reveal(user), table::REVEAL, login, None))
}

/// Asks whether this policy should hold from now on.
pub fn set_policy(policy: NewPolicy) -> Box<dyn Screen> {
    let sweep = policy.sweep.into();
    Box::new(question(
        Deed::SetPolicy(policy),
        table::SET_POLICY,
        sweep,
        None,
    ))
}

impl Screen for Question {
    fn view(&self) -> View {
        self.stage.view()
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.looking.next_wakeup(now)
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn twin(&self) -> Option<String> {
        Some(self.why.twin(&self.deed))
    }
}
