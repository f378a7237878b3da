//! What each input does to the question about many users; between two of them it can be stopped.

use wardroom_core::action::{Action, EndSessions};
use wardroom_core::model::Refusal;
use wardroom_core::{Error, Result};

use super::Many;
use super::member::{Fate, Member, Tally};
use crate::console::dialog::proof::{has_proved, step_up};
use crate::console::dialog::stage::Stage;
use crate::console::driver::{Answer, Deed, Effect, Found, Read, Write, Written};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Input, Next};
use crate::console::widget::answers::Answer as Answered;

impl Many {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Command(command) => self.obey(command, context),
            Input::Key(key) => {
                self.steps.press(key);
                Vec::new()
            }
            Input::Paste(text) => {
                self.steps.paste(text);
                Vec::new()
            }
            Input::Answer(Answer::Found(ticket, _, found))
                if self.steps.looking.accept(&ticket) =>
            {
                self.seen(found, context)
            }
            Input::Answer(Answer::Written(written)) => self.written(written, context),
            _ => Vec::new(),
        }
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        if let Some(next) = self.steps.obey(command, context) {
            return next;
        }
        match (self.steps.stage, command) {
            (_, Command::PageDown) => self.turn(true),
            (_, Command::PageUp) => self.turn(false),
            (Stage::Doing(_), Command::Back | Command::Interrupt) => {
                self.is_stopping = true;
                Vec::new()
            }
            (Stage::Ticket, Command::Accept) => self.look(context),
            (Stage::Look, command) if self.members.is_empty() && command != Command::Back => {
                Vec::new()
            }
            (Stage::Look, _) => match self.steps.answers.obey(command) {
                Some(Answered::Cancel) => vec![Next::Back],
                Some(Answered::Do(_)) => self.decided(context),
                None => Vec::new(),
            },
            (Stage::Proving, Command::Back) => vec![Next::note("one moment: the code is checked")],
            (Stage::Done(()), Command::Back) => self.leave(),
            _ => Vec::new(),
        }
    }

    fn turn(&mut self, is_down: bool) -> Vec<Next> {
        let last = self.members.len().saturating_sub(super::view::LEAST);
        self.top = if is_down {
            (self.top + super::view::LEAST).min(last)
        } else {
            self.top.saturating_sub(super::view::LEAST)
        };
        Vec::new()
    }

    fn look(&mut self, context: &Context<'_>) -> Vec<Next> {
        let operator = context.operator.email().map(str::to_owned);
        self.members = Vec::new();
        let read = Read::Marked(self.users.clone(), operator);
        self.steps.look(read, context)
    }

    fn seen(&mut self, found: Result<Found>, context: &Context<'_>) -> Vec<Next> {
        match found {
            Ok(Found::Marked(looked)) => {
                let members = looked.into_iter().map(|one| Member::of(one, context));
                self.members = members.collect();
                if Tally::of(&self.members).due == 0 {
                    return self
                        .steps
                        .stop("none of them has a session that may be ended");
                }
                Vec::new()
            }
            Ok(_) => Vec::new(),
            Err(error) => self.steps.stop(error.to_string()),
        }
    }

    /// The operator said yes. A step-up that ran out while they read is asked for again.
    fn decided(&mut self, context: &Context<'_>) -> Vec<Next> {
        if has_proved(context) {
            self.act(context)
        } else {
            self.steps.go(Stage::Prove)
        }
    }

    /// Does the next one that is due, or ends.
    fn act(&mut self, context: &Context<'_>) -> Vec<Next> {
        let mut due = self.members.iter().enumerate();
        let next = due.find_map(|(index, member)| match &member.fate {
            Fate::Due(preview) => Some((index, &member.user, preview)),
            _ => None,
        });
        let Some((index, user, preview)) = next.filter(|_| !self.is_stopping) else {
            return self.steps.go(Stage::Done(()));
        };
        match context.operator.caller_as(EndSessions::SPEC.least) {
            Ok(caller) => {
                let given = Box::new(self.steps.why.given(preview));
                let write = Write::Do(caller.clone(), given, Deed::EndSessions(user.clone()));
                self.steps.go(Stage::Doing(index));
                vec![Next::Run(Effect::Write(write))]
            }
            Err(why) => self.steps.stop(why),
        }
    }

    fn written(&mut self, written: Result<Written>, context: &Context<'_>) -> Vec<Next> {
        match (written, self.steps.stage) {
            (Ok(Written::SteppedUp(at)), _) => {
                let mut next = vec![step_up(context.operator, Some(at))];
                next.extend(self.act(context));
                next
            }
            (Ok(Written::Did(did)), Stage::Doing(index)) => {
                self.remains = did.remains;
                self.end(index, Fate::Done(did.audit));
                self.act(context)
            }
            (Ok(_), _) => Vec::new(),
            (Err(error), Stage::Doing(index)) => self.refused(&error, index, context),
            (Err(error), _) => {
                let next = self.ask_for_code(&error, context);
                next.unwrap_or_else(|| self.steps.stop(error.to_string()))
            }
        }
    }

    /// What concerns one user leaves the others; what concerns the operator or the database ends it for all.
    fn refused(&mut self, error: &Error, index: usize, context: &Context<'_>) -> Vec<Next> {
        if let Some(next) = self.ask_for_code(error, context) {
            return next;
        }
        let is_of_one = matches!(
            error,
            Error::Refused { .. } | Error::NotFound { .. } | Error::Conflict { .. }
        );
        if is_of_one {
            self.end(index, Fate::Refused(error.to_string().into()));
            return self.act(context);
        }
        self.steps.go(Stage::Done(()));
        self.steps.trouble = Some(error.to_string().into());
        Vec::new()
    }

    /// What the operator can mend here: a session that ended, a second factor that counts no longer or was wrong.
    fn ask_for_code(&mut self, error: &Error, context: &Context<'_>) -> Option<Vec<Next>> {
        let Error::Refused { refusal, .. } = error else {
            return None;
        };
        let is_proving = self.steps.stage == Stage::Proving;
        match refusal {
            Refusal::SignedOut => Some(vec![Next::SignIn, Next::error(error)]),
            Refusal::WrongCredentials | Refusal::Wait { .. } if !is_proving => None,
            Refusal::StepUp | Refusal::WrongCredentials | Refusal::Wait { .. } => {
                self.steps.stage = Stage::Prove;
                self.steps.trouble = Some(error.to_string().into());
                Some(vec![step_up(context.operator, None)])
            }
            _ => None,
        }
    }

    fn end(&mut self, index: usize, fate: Fate) {
        if let Some(member) = self.members.get_mut(index) {
            member.fate = fate;
        }
    }

    /// Whoever was dealt with is no longer marked.
    fn leave(&self) -> Vec<Next> {
        let done = self
            .members
            .iter()
            .filter(|m| matches!(m.fate, Fate::Done(_)));
        let users = done.map(|member| member.user.clone()).collect();
        vec![Next::Below(Input::Unmark(users)), Next::BackChanged]
    }
}
