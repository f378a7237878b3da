//! Ending the sessions of all marked users: one reason, one second factor, one preview that names everybody, and then
//! each user is an action of its own with its own entry in the audit.

mod member;
mod update;
mod view;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::action::{Action, EndSessions};
use wardroom_core::model::{Safe, UserId};

use self::member::Member;
use super::stage::Stage;
use super::steps::Steps;
use crate::console::keymap::View;
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::twin;

/// More than anyone reads before saying yes.
const MOST: usize = 200;

/// The question about all marked users; who they are was caught when it was asked.
#[derive(Debug)]
struct Many {
    users: Vec<UserId>,
    /// The member of this index is being done.
    steps: Steps<usize, ()>,
    members: Vec<Member>,
    /// The first member in sight.
    top: usize,
    /// Whether to stop after the one that is being done.
    is_stopping: bool,
    remains: Vec<String>,
}

/// Asks about these users, or says why not now.
pub fn end_sessions(users: Vec<UserId>, context: &Context<'_>) -> Next {
    match not_now(users.len(), context) {
        Some(why) => Next::note(format!("not now: {why}").as_str()),
        None => Next::Open(Box::new(Many::new(users))),
    }
}

/// Why the sessions of so many users cannot be ended from here.
pub fn not_now(users: usize, context: &Context<'_>) -> Option<Safe> {
    let refusal = context.operator.caller_as(EndSessions::SPEC.least).err();
    let too_many = || {
        let says = format!("{users} are marked; at most {MOST} go at once");
        (users > MOST).then(|| Safe::new(&says))
    };
    refusal.or_else(too_many)
}

impl Many {
    fn new(users: Vec<UserId>) -> Self {
        Self {
            users,
            steps: Steps::new(Stage::Reason, "end them all"),
            members: Vec::new(),
            top: 0,
            is_stopping: false,
            remains: Vec::new(),
        }
    }
}

impl Screen for Many {
    fn view(&self) -> View {
        self.steps.stage.view()
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.steps.looking.next_wakeup(now)
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn is_unsaved(&self) -> bool {
        matches!(self.steps.stage, Stage::Doing(_))
    }

    fn twin(&self) -> Option<String> {
        let due = self.members.iter().filter(|member| member.is_due());
        let due: Vec<_> = due.map(|member| member.user.to_string()).collect();
        let all = || self.users.iter().map(ToString::to_string).collect();
        let ids = if due.is_empty() { all() } else { due };
        let verb = EndSessions::SPEC.verb.split(' ');
        let ids = ids.iter().map(String::as_str);
        Some(twin::for_each(ids, verb, self.steps.why.flags()))
    }
}
