//! The first sign-in: choose a password, show the authenticator its secret, prove that it has it, keep the codes.

mod update;
mod view;

use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::SecretString;
use wardroom_core::action::operator::Enrolling;

use super::{Context, Input, Next, Screen};
use crate::console::keymap::View;
use crate::console::widget::form::Form;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::qr::Qr;

/// How far the enrolment is.
enum Stage {
    /// Choosing a password, twice.
    Password,
    /// The authenticator reads the secret and shows its first code.
    Authenticator(Box<Enrolling>, Option<Qr>),
    /// What was sent is being checked.
    Checking,
}

/// The screen's state; the enrolment exists nowhere else until it is confirmed.
pub struct Enrol {
    name: String,
    code: SecretString,
    form: Form,
    stage: Stage,
    is_text_only: bool,
}

/// The enrolment of this operator, with the code they were given.
pub fn open(name: String, code: SecretString) -> Box<dyn Screen> {
    Box::new(Enrol {
        name,
        code,
        form: passwords(),
        stage: Stage::Password,
        is_text_only: false,
    })
}

fn passwords() -> Form {
    Form::default().secret("new password").secret("once more")
}

impl Enrol {
    const fn is_checking(&self) -> bool {
        matches!(self.stage, Stage::Checking)
    }
}

impl Screen for Enrol {
    fn view(&self) -> View {
        View::Enrol
    }

    fn update(&mut self, input: Input, _: &Context<'_>) -> Vec<Next> {
        self.take(input)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        self.render(frame, area, context);
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec!["first sign-in".into(), Phrase::from(self.name.as_str())]
    }

    fn is_unsaved(&self) -> bool {
        self.is_checking()
    }
}
