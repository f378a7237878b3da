//! The small question before one session ends: a person can sign in again, so no reason is asked for.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::action::EndSession;
use wardroom_core::model::{Caller, Safe, Session};

use crate::console::driver::{Answer, Effect, Write, Written};
use crate::console::keymap::View;
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::theme::Role;
use crate::console::widget::answers::{Answer as Answered, Answers};
use crate::console::widget::dialog::Dialog;
use crate::console::widget::phrase::Phrase;
use crate::console::words;

/// The question; its target is caught when it opens, whatever the list does below it.
#[derive(Debug)]
pub struct EndOne {
    caller: Caller,
    session: Session,
    login: Safe,
    answers: Answers,
    is_busy: bool,
}

impl EndOne {
    /// Asks whether this session of this user should end.
    pub fn open(caller: Caller, session: Session, login: Safe) -> Box<dyn Screen> {
        let answers = Answers::new(["end it"]);
        Box::new(Self {
            caller,
            session,
            login,
            answers,
            is_busy: false,
        })
    }
}

impl Screen for EndOne {
    fn view(&self) -> View {
        View::Dialog
    }

    fn update(&mut self, input: Input, _: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Command(command) if !self.is_busy => match self.answers.obey(command) {
                None => Vec::new(),
                Some(Answered::Cancel) => vec![Next::Back],
                Some(Answered::Do(_)) => {
                    self.is_busy = true;
                    let action = EndSession {
                        session: self.session.id.clone(),
                    };
                    vec![Next::Run(Effect::Write(Write::EndSession(
                        self.caller.clone(),
                        action,
                    )))]
                }
            },
            Input::Answer(Answer::Written(Ok(Written::SessionEnded(remains)))) => {
                let says = Phrase::from("1 session ended");
                let says = remains
                    .iter()
                    .fold(says, |says, remains| says.dot().text(remains.as_str()));
                vec![Next::BackChanged, Next::ok(says)]
            }
            Input::Answer(Answer::Written(Err(error))) => {
                vec![Next::BackChanged, Next::error(&error)]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let client = self
            .session
            .user_agent
            .as_deref()
            .unwrap_or("an unnamed client");
        let lines = vec![
            Phrase::new(),
            Phrase::from(client),
            Phrase::from("begun ").text(words::minute(self.session.created_at)),
            "The person signs in again to go on.".into(),
            Phrase::new(),
        ];
        let title = Phrase::new()
            .say(Role::Title, "end one session of ")
            .say(Role::Title, &self.login);
        let hints = context.keymap.hints(View::Dialog, 60);
        let dialog = Dialog {
            title,
            lines,
            rows: 1,
            width: 66,
            hints,
        };
        let rest = dialog.draw(frame, area, context.theme);
        if self.is_busy {
            frame.render_widget(
                Phrase::from("ending it").line(context.theme, rest.width.into()),
                rest,
            );
        } else {
            self.answers.draw(frame, rest, context.theme);
        }
    }

    fn is_overlay(&self) -> bool {
        true
    }
}
