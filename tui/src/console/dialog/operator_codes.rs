//! The operator's own ten recovery codes, right after enrolment: shown once, hidden while the window is behind another.

use ratatui::Frame;
use ratatui::layout::Rect;
use secrecy::ExposeSecret;
use wardroom_core::crypto::recovery_code::RecoveryCode;

use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::theme::Role;
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::Phrase;

struct OperatorCodes {
    codes: Vec<RecoveryCode>,
    is_hidden: bool,
}

/// Shows these codes until the operator says they are kept.
pub fn operator_codes(codes: Vec<RecoveryCode>) -> Box<dyn Screen> {
    Box::new(OperatorCodes {
        codes,
        is_hidden: false,
    })
}

impl Screen for OperatorCodes {
    fn view(&self) -> View {
        View::ShowOnce
    }

    fn update(&mut self, input: Input, _: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Focus(false) => {
                self.is_hidden = true;
                vec![Next::Repaint]
            }
            Input::Command(Command::HideSecret) => {
                self.is_hidden = !self.is_hidden;
                vec![Next::Repaint]
            }
            Input::Command(Command::Accept) => {
                self.codes.clear();
                vec![
                    Next::Back,
                    Next::Repaint,
                    Next::ok("you are enrolled and signed in"),
                ]
            }
            Input::Command(Command::Interrupt) => {
                vec![Next::note(
                    "the codes are shown only now; Enter when they are kept",
                )]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let mut lines = vec![
            Phrase::new(),
            "Each code signs you in one time if your authenticator is lost.".into(),
            "They are stored only as hashes. Nobody can show them again.".into(),
            Phrase::new(),
        ];
        let half = self.codes.len().div_ceil(2);
        for (index, (left, right)) in self
            .codes
            .iter()
            .zip(self.codes.iter().skip(half))
            .enumerate()
        {
            let shown = |number: usize, code: &RecoveryCode| {
                let code = code.grouped();
                let text = if self.is_hidden {
                    "hidden, v shows"
                } else {
                    code.expose_secret()
                };
                Phrase::new()
                    .say(Role::Dim, format!("{number:>3}  "))
                    .say(Role::Title, format!("{text:24}"))
            };
            lines.push(shown(index + 1, left).then(shown(index + half + 1, right)));
        }
        lines.push(Phrase::new());
        let dialog = Dialog {
            title: Phrase::new().say(Role::Title, "your recovery codes"),
            lines,
            rows: 0,
            width: 70,
            hints: context.keymap.hints(View::ShowOnce, 40),
        };
        dialog.draw(frame, area, context.theme);
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn is_unsaved(&self) -> bool {
        true
    }
}
