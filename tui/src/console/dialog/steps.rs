//! The steps that every question goes, about one user or many: why, what would change, the second factor, the deed.

mod draw;

pub(super) use self::draw::Words;

use crokey::KeyCombination;
use secrecy::SecretString;
use wardroom_core::model::Safe;

use super::given::Why;
use super::stage::Stage;
use crate::console::driver::{Effect, Read, Write};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Next};
use crate::console::ticket::Slot;
use crate::console::widget::answers::Answers;
use crate::console::widget::secret_field::SecretField;

/// How far a question is, and what was given so far.
#[derive(Debug)]
pub(super) struct Steps<Doing, Done> {
    pub(super) stage: Stage<Doing, Done>,
    pub(super) why: Why,
    pub(super) looking: Slot,
    pub(super) answers: Answers,
    pub(super) trouble: Option<Safe>,
    answer: &'static str,
    code: SecretField,
}

impl<Doing, Done> Steps<Doing, Done> {
    /// Begins here; `answer` is what does it in the end.
    pub(super) fn new(stage: Stage<Doing, Done>, answer: &'static str) -> Self {
        Self {
            stage,
            why: Why::default(),
            looking: Slot::default(),
            answers: Answers::new([answer]),
            trouble: None,
            answer,
            code: SecretField::default(),
        }
    }

    pub(super) fn go(&mut self, stage: Stage<Doing, Done>) -> Vec<Next> {
        (self.stage, self.trouble) = (stage, None);
        Vec::new()
    }

    pub(super) fn stop(&mut self, why: impl Into<Safe>) -> Vec<Next> {
        (self.stage, self.trouble) = (Stage::Stopped, Some(why.into()));
        Vec::new()
    }

    /// Takes a key for the field that is typed into.
    pub(super) fn press(&mut self, key: KeyCombination) {
        match self.stage {
            Stage::Reason => drop(self.why.reason.press(key)),
            Stage::Ticket => drop(self.why.ticket.press(key)),
            Stage::Prove => drop(self.code.press(key)),
            _ => {}
        }
    }

    /// Takes a paste for it.
    pub(super) fn paste(&mut self, text: String) {
        match self.stage {
            Stage::Reason => drop(self.why.reason.paste(&text)),
            Stage::Ticket => drop(self.why.ticket.paste(&text)),
            Stage::Prove => drop(self.code.paste(text)),
            _ => {}
        }
    }

    /// Obeys what means the same in every question; `None` leaves the command to the question.
    pub(super) fn obey(&mut self, command: Command, context: &Context<'_>) -> Option<Vec<Next>> {
        match (&self.stage, command) {
            (Stage::Reason | Stage::Prove | Stage::Stopped, Command::Back) => {
                Some(vec![Next::Back])
            }
            (Stage::Reason, Command::Accept) => Some(self.reason_given()),
            (Stage::Ticket, Command::Back) => Some(self.go(Stage::Reason)),
            (Stage::Prove, Command::Accept) => Some(self.prove(context)),
            _ => None,
        }
    }

    fn reason_given(&mut self) -> Vec<Next> {
        if self.why.has_reason() {
            return self.go(Stage::Ticket);
        }
        self.trouble = Some("a reason is required; it stays in the audit".into());
        Vec::new()
    }

    /// Asks what would change. Cancel is chosen again: nobody confirms what they have not read.
    pub(super) fn look(&mut self, read: Read, context: &Context<'_>) -> Vec<Next> {
        self.go(Stage::Look);
        self.answers = Answers::new([self.answer]);
        let ticket = self.looking.start(context.now);
        vec![Next::Run(Effect::Read(ticket, read))]
    }

    fn prove(&mut self, context: &Context<'_>) -> Vec<Next> {
        if self.code.is_empty() {
            return Vec::new();
        }
        let typed = SecretString::from(self.code.take().as_str());
        match context.operator.caller() {
            Ok(caller) => {
                self.go(Stage::Proving);
                let write = Write::StepUp(caller.clone(), typed);
                vec![Next::Run(Effect::Write(write))]
            }
            Err(why) => self.stop(why),
        }
    }
}
