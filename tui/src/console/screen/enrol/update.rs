//! What each input does to the enrolment.

use secrecy::ExposeSecret;
use wardroom_core::model::Refusal;
use wardroom_core::{Error, Result};

use super::{Enrol, Stage, passwords};
use crate::console::app::Operator;
use crate::console::driver::{Answer, Effect, Write, Written};
use crate::console::keymap::Command;
use crate::console::screen::{Input, Next, Said, users};
use crate::console::widget::form::{Filled, Form};
use crate::console::widget::qr::Qr;

impl Enrol {
    pub(super) fn take(&mut self, input: Input) -> Vec<Next> {
        match input {
            Input::Answer(Answer::Written(written)) => self.answered(written),
            Input::Command(Command::ToggleCode) => {
                self.is_text_only = !self.is_text_only;
                vec![Next::Repaint]
            }
            Input::Command(Command::Interrupt) => {
                vec![Next::note("one moment: it is being checked")]
            }
            // Leaving now could lose the recovery codes that may be on their way.
            _ if self.is_checking() => Vec::new(),
            // Nothing was stored yet: leaving costs nothing but beginning anew.
            Input::Command(Command::Back) => vec![Next::Back, Next::Repaint],
            Input::Command(command) => match self.form.obey(command) {
                Filled::Done => self.send(),
                Filled::Left | Filled::NotYet => Vec::new(),
            },
            Input::Key(key) => {
                self.form.press(key);
                Vec::new()
            }
            Input::Paste(text) => {
                self.form.paste(text);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn send(&mut self) -> Vec<Next> {
        if let Some(empty) = self.form.seek_empty() {
            return vec![Next::note(format!("{empty} is missing").as_str())];
        }
        let write = match std::mem::replace(&mut self.stage, Stage::Checking) {
            Stage::Password => {
                let (chosen, again) = (self.form.take(0), self.form.take(1));
                if chosen.expose_secret() != again.expose_secret() {
                    self.restart();
                    return vec![Next::failed("the two passwords differ; type both again")];
                }
                Write::BeginEnrolment {
                    name: self.name.clone(),
                    code: self.code.clone(),
                    password: chosen,
                }
            }
            Stage::Authenticator(enrolling, _) => Write::ConfirmEnrolment {
                enrolling,
                typed: self.form.take(0),
            },
            Stage::Checking => return Vec::new(),
        };
        vec![Next::Say(Said::Nothing), Next::Run(Effect::Write(write))]
    }

    fn restart(&mut self) {
        (self.form, self.stage) = (passwords(), Stage::Password);
    }

    fn answered(&mut self, written: Result<Written>) -> Vec<Next> {
        match written {
            Ok(Written::Enrolling(enrolling)) => {
                self.form = Form::default().secret("code");
                let picture = Qr::new(enrolling.uri().expose_secret());
                self.stage = Stage::Authenticator(enrolling, picture);
                Vec::new()
            }
            Ok(Written::WrongCode(enrolling)) => {
                let picture = Qr::new(enrolling.uri().expose_secret());
                self.stage = Stage::Authenticator(enrolling, picture);
                vec![Next::failed(
                    "that is not the code of this secret; wait for the next one and type it",
                )]
            }
            Ok(Written::Enrolled(signed, codes)) => vec![
                Next::Operator(Operator::Signed(signed)),
                // The sign-in below is over too.
                Next::Back,
                Next::Replace(users::open()),
                Next::Open(crate::console::dialog::codes::own(codes)),
                Next::Repaint,
            ],
            Ok(_) => Vec::new(),
            Err(Error::Refused {
                refusal: Refusal::WrongCredentials,
                ..
            }) => vec![
                Next::Back,
                Next::failed("this name and enrolment code do not open; ask the admin who gave it"),
            ],
            Err(error) => {
                self.restart();
                vec![Next::error(&error)]
            }
        }
    }
}
