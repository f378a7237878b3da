//! How codes leave the screen: finished, thrown away, copied or saved.

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::{Error, Result};
use zeroize::Zeroizing;

use super::{Mode, Purpose, Shown};
use crate::console::driver::{Deed, Effect, Write, Written};
use crate::console::screen::{Context, Next};
use crate::console::widget::phrase::Phrase;
use crate::console::widget::text_field::TextField;

impl Shown {
    /// Lets the codes count, if the operator shows that they were kept.
    pub(super) fn finish(&mut self, context: &Context<'_>) -> Vec<Next> {
        let Mode::Ending(field) = &mut self.mode else {
            return Vec::new();
        };
        let typed = field.take();
        let is_right = self
            .codes
            .get(self.asked)
            .is_some_and(|code| code.ends_so(&typed));
        if !is_right {
            return self.complain(format!("code {} does not end so", self.asked + 1));
        }
        match self.purpose.clone() {
            Purpose::Own => {
                self.forget();
                vec![
                    Next::BackChanged,
                    Next::ok("you are enrolled and signed in"),
                ]
            }
            Purpose::Backup => {
                self.forget();
                let says = Phrase::from("the new backup codes of ").text(&self.login);
                vec![Next::BackChanged, Next::ok(says.text(" count"))]
            }
            Purpose::Issued(set, _) => self.run(Deed::Finish(set), context),
        }
    }

    /// Throws the codes away. Codes that wait never count; voiding them at once leaves nothing to wonder about.
    pub(super) fn leave(&mut self, context: &Context<'_>) -> Vec<Next> {
        self.forget();
        match self.purpose.clone() {
            Purpose::Own => vec![Next::BackChanged, Next::note(LEFT_OWN)],
            Purpose::Backup => vec![Next::BackChanged, Next::note(LEFT_BACKUP)],
            Purpose::Issued(set, _) => self.run(Deed::VoidPending(set.user), context),
        }
    }

    fn run(&mut self, deed: Deed, context: &Context<'_>) -> Vec<Next> {
        match context.operator.caller_as(deed.spec().least) {
            Ok(caller) => {
                self.mode = Mode::Waiting;
                let write = Write::Do(caller.clone(), Box::default(), deed);
                vec![Next::Run(Effect::Write(write))]
            }
            Err(why) => self.complain(why),
        }
    }

    /// Wipes the codes; the next frame overwrites their cells.
    fn forget(&mut self) {
        self.codes.clear();
        self.aloud = None;
        self.until = None;
    }

    pub(super) fn written(&mut self, written: Result<Written>) -> Vec<Next> {
        let is_thrown_away = self.codes.is_empty();
        self.mode = Mode::Looking;
        match written {
            Ok(Written::Saved(path)) => {
                self.trouble = None;
                vec![Next::ok(Phrase::from("saved, mode 0600: ").text(path))]
            }
            Ok(_) if is_thrown_away => vec![Next::BackChanged, Next::note(THROWN_AWAY)],
            Ok(Written::Did(did)) => {
                self.forget();
                let says = Phrase::from("the new codes of ")
                    .text(&self.login)
                    .text(" count now");
                let says = did
                    .remains
                    .iter()
                    .fold(says, |says, remains| says.dot().text(remains.as_str()));
                vec![Next::BackChanged, Next::ok(says)]
            }
            Ok(_) => Vec::new(),
            Err(error) if is_thrown_away => vec![Next::BackChanged, unfinished(&error)],
            Err(error) => self.complain(error.to_string()),
        }
    }

    pub(super) fn copy(&self, context: &Context<'_>) -> Vec<Next> {
        if context.secrets.copy {
            return vec![Next::CopySecret(self.text())];
        }
        vec![Next::note(
            "not now: secrets.copy is off in the configuration",
        )]
    }

    pub(super) fn name_file(&mut self, context: &Context<'_>) -> Vec<Next> {
        if !context.secrets.save {
            return vec![Next::note(
                "not now: secrets.save is off in the configuration",
            )];
        }
        self.mode = Mode::Naming(TextField::with(&format!(
            "{}.txt",
            self.purpose.codes().replace(' ', "-")
        )));
        Vec::new()
    }

    pub(super) fn save(&mut self) -> Vec<Next> {
        let Mode::Naming(field) = &self.mode else {
            return Vec::new();
        };
        let path = field.value().trim().to_owned();
        if path.is_empty() {
            return self.complain("the file needs a name");
        }
        self.mode = Mode::Waiting;
        vec![Next::Run(Effect::Write(Write::SaveCodes(
            path,
            self.text(),
        )))]
    }

    /// One code a line.
    fn text(&self) -> SecretString {
        // Room for all: a text that grew would leave a copy behind.
        let mut text = Zeroizing::new(String::with_capacity(self.codes.len() * 24));
        for code in &self.codes {
            text.push_str(code.written().expose_secret());
            text.push('\n');
        }
        SecretString::from(text.as_str())
    }
}

const THROWN_AWAY: &str = "the new codes were thrown away; the ones before still count";
const LEFT_OWN: &str =
    "your codes were not confirmed; if they are lost an admin sends you back to enrolment";

const LEFT_BACKUP: &str = "the new codes count; if nobody kept them, issue others";

/// What waits never counts, so the failure is worth knowing and nothing more.
fn unfinished(error: &Error) -> Next {
    Next::failed(
        Phrase::from("the new codes do not count; they were not voided: ")
            .text(error.to_string().as_str()),
    )
}
