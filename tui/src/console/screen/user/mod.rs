//! One user: why they cannot sign in first, then what guards the account and what happened to it.

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::UserLine;

use super::{Context, Input, Next, Screen};
use crate::console::keymap::{Command, View};
use crate::console::widget::phrase::Phrase;

/// The screen's state.
#[derive(Debug)]
pub struct User {
    line: UserLine,
    login: Phrase,
    tab: Command,
}

/// The user of this row, at this tab.
pub fn open(line: UserLine, tab: Command, context: &Context<'_>) -> Box<dyn Screen> {
    let login = Phrase::from(&context.login(&line.user));
    Box::new(User { line, login, tab })
}

impl Screen for User {
    fn view(&self) -> View {
        View::User
    }

    fn update(&mut self, input: Input, _: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Command(Command::Back | Command::Leave) => vec![Next::Back],
            Input::Command(Command::NextRecord) => vec![Next::Below(Input::Neighbour(1, self.tab))],
            Input::Command(Command::PreviousRecord) => {
                vec![Next::Below(Input::Neighbour(-1, self.tab))]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let id = Phrase::from(" id  ").text(self.line.user.id.to_string());
        frame.render_widget(id.line(context.theme, area.width.into()), area);
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec![self.login.clone()]
    }
}
