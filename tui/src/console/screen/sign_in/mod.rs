//! Signing in: name, password, code. The first time, an enrolment code stands in the password's place.

mod update;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};

use super::{Context, Input, Next, Screen};
use crate::console::keymap::View;
use crate::console::theme::Role;
use crate::console::widget::form::Form;
use crate::console::widget::phrase::{Phrase, paragraph};

const NAME: usize = 0;
const PASSWORD: usize = 1;
const CODE: usize = 2;

const EXPLAINED: [&str; 2] = [
    "The code is the six digits your authenticator shows, or one of your recovery codes.",
    "First time here? Type your enrolment code in the place of the password and leave the code empty.",
];

/// The screen's state.
#[derive(Debug)]
pub struct SignIn {
    form: Form,
    /// Since when an answer is awaited.
    waiting: Option<Instant>,
}

/// The sign-in, nothing typed yet.
pub fn open() -> Box<dyn Screen> {
    let form = Form::default()
        .text("name")
        .secret("password")
        .secret("code");
    Box::new(SignIn {
        form,
        waiting: None,
    })
}

impl Screen for SignIn {
    fn view(&self) -> View {
        View::SignIn
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, context)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let (area, theme) = (area.inner(Margin::new(2, 2)), context.theme);
        let below = self.form.draw(frame, area, theme);
        let waiting = if self.waiting.is_some() {
            "checking"
        } else {
            ""
        };
        let mut lines = vec![
            Phrase::new(),
            Phrase::new().say(Role::Accent, waiting),
            Phrase::new(),
        ];
        let columns = usize::from(below.width.saturating_sub(2));
        lines.extend(
            EXPLAINED
                .iter()
                .flat_map(|says| paragraph(Role::Dim, *says, columns)),
        );
        for (line, row) in lines.iter().zip(below.rows()) {
            frame.render_widget(
                Phrase::from("  ")
                    .then(line.clone())
                    .line(theme, row.width.into()),
                row,
            );
        }
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec!["sign in".into()]
    }

    fn twin(&self) -> Option<String> {
        Some(crate::console::twin::command(["login"]))
    }
}
