//! What each input does to the sign-in.

use secrecy::ExposeSecret;
use wardroom_core::action::operator::Credentials;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::model::Refusal;
use wardroom_core::{Error, Result};

use super::{CODE, NAME, PASSWORD, SignIn};
use crate::console::app::Operator;
use crate::console::driver::{Answer, Effect, Write, Written};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Input, Next, Said, enrol, users};
use crate::console::widget::form::Filled;

impl SignIn {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Answer(Answer::Written(written)) => self.answered(written),
            Input::Command(Command::Back) => vec![Next::Back],
            // Keys typed into a form that was sent would stand in no field.
            _ if self.waiting.is_some() => Vec::new(),
            Input::Command(command) => match self.form.obey(command) {
                Filled::Done => self.send(context),
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

    fn send(&mut self, context: &Context<'_>) -> Vec<Next> {
        match self.form.seek_empty() {
            None => {}
            Some("code") => {
                let first = self.form.take(PASSWORD);
                if RecoveryCode::parse(first.expose_secret()).is_ok() {
                    return vec![Next::Open(enrol::open(
                        self.form.value(NAME).to_owned(),
                        first,
                    ))];
                }
                self.form.go_to(PASSWORD);
                return vec![Next::note(
                    "without a code only an enrolment code opens; type both again",
                )];
            }
            Some(empty) => return vec![Next::note(format!("the {empty} is missing").as_str())],
        }
        let credentials = Credentials {
            name: self.form.value(NAME).to_owned(),
            password: self.form.take(PASSWORD),
            second_factor: self.form.take(CODE),
        };
        self.waiting = Some(context.now);
        vec![
            Next::Say(Said::Nothing),
            Next::Run(Effect::Write(Write::SignIn(credentials))),
        ]
    }

    fn answered(&mut self, written: Result<Written>) -> Vec<Next> {
        self.waiting = None;
        match written {
            Ok(Written::SignedIn(signed)) => {
                let hello = format!("signed in as {}", signed.caller.name());
                vec![
                    Next::Operator(Operator::Signed(signed)),
                    Next::Replace(users::open()),
                    Next::ok(hello.as_str()),
                ]
            }
            Ok(_) => Vec::new(),
            Err(Error::Refused {
                refusal: Refusal::Wait { seconds },
                ..
            }) => {
                self.form.go_to(PASSWORD);
                vec![Next::failed(
                    format!("too many tries; try again in {seconds} s").as_str(),
                )]
            }
            Err(Error::Refused {
                refusal: Refusal::WrongCredentials,
                ..
            }) => {
                self.form.go_to(PASSWORD);
                vec![Next::failed(
                    "name, password or code is wrong; type password and code again",
                )]
            }
            Err(error) => vec![Next::error(&error)],
        }
    }
}
