//! What each input does to a question.

use wardroom_core::action::Preview;
use wardroom_core::model::IdentifiedBy;
use wardroom_core::{Error, Result};

use super::{Question, refuse};
use crate::console::dialog::codes;
use crate::console::dialog::proof::{has_proved, step_up};
use crate::console::dialog::stage::Stage;
use crate::console::driver::{Answer, Deed, Did, Effect, Found, Read, Write, Written};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Input, Next};
use crate::console::widget::answers::Answer as Answered;
use crate::console::widget::phrase::Phrase;

impl Question {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened => {
                let mut next = self.guard(context);
                if matches!(self.steps.stage, Stage::Look) {
                    next.extend(self.look(context));
                }
                next
            }
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
                self.seen(found);
                Vec::new()
            }
            Input::Answer(Answer::Found(ticket, _, found))
                if self.guarding.accept(&ticket) || self.probing.accept(&ticket) =>
            {
                self.guarded(&found, context)
            }
            Input::Answer(Answer::Written(written)) => self.written(written, context),
            _ => Vec::new(),
        }
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        if let Some(next) = self.steps.obey(command, context) {
            return next;
        }
        let is_leaving = command == Command::Back;
        match &self.steps.stage {
            Stage::Ticket if command == Command::Accept => self.ticket_given(context),
            Stage::Identify => match self.steps.why.ways.obey(command) {
                Some(Answered::Cancel) => vec![Next::Back],
                Some(Answered::Do(way)) => {
                    self.steps.why.identified_by = IdentifiedBy::ALL.get(way).copied();
                    self.look(context)
                }
                None => Vec::new(),
            },
            Stage::Look if self.seen.is_none() && !is_leaving => Vec::new(),
            Stage::Look => match self.steps.answers.obey(command) {
                Some(Answered::Cancel) => vec![Next::Back],
                Some(Answered::Do(_)) => self.decided(context),
                None => Vec::new(),
            },
            Stage::Done(_) if is_leaving => vec![Next::BackChanged],
            stage if is_leaving && stage.is_busy() => {
                vec![Next::note("one moment: it is being done")]
            }
            _ => Vec::new(),
        }
    }

    fn ticket_given(&mut self, context: &Context<'_>) -> Vec<Next> {
        if self.deed.spec().identifies {
            return self.steps.go(Stage::Identify);
        }
        if matches!(self.deed, Deed::Reveal(_)) {
            // Seeing changes nothing, so there is nothing to look at before.
            self.seen = Some(Preview::default());
            return self.act(context);
        }
        self.look(context)
    }

    pub(super) fn look(&mut self, context: &Context<'_>) -> Vec<Next> {
        self.seen = None;
        self.steps.look(Read::Preview(self.deed.clone()), context)
    }

    fn seen(&mut self, found: Result<Found>) {
        match found {
            Ok(Found::Preview(preview)) => self.seen = Some(preview),
            Ok(_) => {}
            Err(error) => drop(self.steps.stop(error.to_string())),
        }
    }

    /// The operator said yes. A step-up that ran out while they read is asked for again.
    fn decided(&mut self, context: &Context<'_>) -> Vec<Next> {
        if self.deed.spec().sensitive && !has_proved(context) {
            return self.steps.go(Stage::Prove);
        }
        self.act(context)
    }

    fn act(&mut self, context: &Context<'_>) -> Vec<Next> {
        let Some(seen) = &self.seen else {
            return self.look(context);
        };
        let given = Box::new(self.steps.why.given(seen));
        match context.operator.caller_as(self.deed.spec().least) {
            Ok(caller) => {
                let write = Write::Do(caller.clone(), given, self.deed.clone());
                self.steps.go(Stage::Doing(()));
                vec![Next::Run(Effect::Write(write))]
            }
            Err(why) => self.steps.stop(why),
        }
    }

    fn written(&mut self, written: Result<Written>, context: &Context<'_>) -> Vec<Next> {
        match written {
            Ok(Written::SteppedUp(at)) => {
                let mut next = vec![step_up(context.operator, Some(at))];
                next.extend(self.act(context));
                next
            }
            Ok(Written::Did(did)) => self.done(did, context),
            Ok(_) => Vec::new(),
            Err(error) => self.refused(&error, context),
        }
    }

    fn done(&mut self, mut did: Did, context: &Context<'_>) -> Vec<Next> {
        if let (Some(issued), Some(user)) = (did.issued.take(), &self.subject) {
            let shown = codes::issued(issued, user.clone(), self.login.clone());
            return vec![Next::Replace(shown)];
        }
        if self.deed.spec().sensitive {
            return self.steps.go(Stage::Done(did));
        }
        if let Deed::Reveal(user) = &self.deed {
            let masks = context.key(View::User, Command::Back);
            let says = format!("{masks} {}", self.words.done);
            return vec![
                Next::Below(Input::Revealed(user.clone())),
                Next::BackChanged,
                Next::ok(says.as_str()),
            ];
        }
        vec![Next::BackChanged, Next::ok(self.said(&did))]
    }

    /// One row: whose it was is in sight already where something remains to be said.
    fn said(&self, did: &Did) -> Phrase {
        let says = Phrase::from(self.words.done);
        if did.remains.is_empty() {
            return says.text(" ").text(&self.login);
        }
        did.remains
            .iter()
            .fold(says, |says, remains| says.dot().text(remains.as_str()))
    }

    fn refused(&mut self, error: &Error, context: &Context<'_>) -> Vec<Next> {
        let was_proving = matches!(self.steps.stage, Stage::Proving);
        self.obey_refusal(refuse::next(error, was_proving), error, context)
    }
}
