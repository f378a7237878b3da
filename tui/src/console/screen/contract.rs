//! What a screen or dialog is: a state that takes in one input at a time and says what follows, and a drawing of it.

use std::time::Instant;

use crokey::KeyCombination;
use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use secrecy::SecretString;
use wardroom_core::layout::Layout;
use wardroom_core::model::{Ts, UserId};

use super::Offer;
use crate::console::app::Operator;
use crate::console::driver::{Answer, Arrival, Effect};
use crate::console::keymap::{Command, Keymap, View};
use crate::console::options::Secrets;
use crate::console::theme::Theme;
use crate::console::widget::phrase::Phrase;

/// One thing that happens to a screen.
#[derive(Debug)]
pub enum Input {
    /// It was opened: start the first loads.
    Opened,
    /// It has this much room between the frame's rows.
    Resized(Size),
    /// A key that means something in its view.
    Command(Command),
    /// A key that means nothing there: a letter for a field.
    Key(KeyCombination),
    /// A paste.
    Paste(String),
    /// A click on this cell of the terminal.
    Click(u16, u16),
    /// The window came to the front or went behind another.
    Focus(bool),
    /// An effect of its own answered.
    Answer(Answer),
    /// What lay over it closed; true if that changed something.
    Uncovered(bool),
    /// The screen above asks for the record before (`-1`) or after (`1`), to be opened at the same tab.
    Neighbour(isize, Command),
    /// The personal data of this user may be shown, for a reason that is in the audit.
    Revealed(UserId),
    /// These users were acted on: their marks go.
    Unmark(Vec<UserId>),
    /// The instant named by `next_wakeup` has come.
    Woken,
}

/// What follows from an input.
pub enum Next {
    /// Run an effect; its answer comes back to the same screen.
    Run(Effect),
    /// Open a screen or dialog over this one.
    Open(Box<dyn Screen>),
    /// Put another in this one's place.
    Replace(Box<dyn Screen>),
    /// One step back; leaving the first screen leaves the console.
    Back,
    /// One step back, and what was below must look again.
    BackChanged,
    /// Hand an input to the screen below.
    Below(Input),
    /// Say something in the row above the keys.
    Say(Said),
    /// Send text to the operator's own clipboard.
    Copy(String),
    /// The same with a secret, which is not repeated on the screen.
    CopySecret(SecretString),
    /// The operator is somebody else now, or signed out.
    Operator(Operator),
    /// The session is over: leave everything and sign in.
    SignIn,
    /// Another directory is open: leave this one and everything of it.
    Enter(Box<Arrival>),
    /// How long the database took, for the first row.
    Took(std::time::Duration),
    /// Draw every cell again, for what must not stay in the terminal.
    Repaint,
    /// Leave the console.
    Quit,
}

/// What the row above the keys says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It went well; gone after a while.
    Ok(Phrase),
    /// It was refused or failed; stays.
    Failed(Phrase),
    /// Worth knowing; stays.
    Note(Phrase),
    /// Nothing any more.
    Nothing,
}

/// What every screen may know.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// For spinners and pauses.
    pub now: Instant,
    /// By the directory's clock.
    pub at: Ts,
    /// Who operates.
    pub operator: &'a Operator,
    /// The look.
    pub theme: &'a Theme,
    /// The keys, to name one in a text.
    pub keymap: &'a Keymap,
    /// What the directory's layout can bear.
    pub layout: &'a Layout,
    /// What may be done with secrets that are shown.
    pub secrets: Secrets,
    /// Whether a reason was given to see whom the screen shows.
    pub is_revealed: bool,
}

impl Context<'_> {
    /// How a command's key is written, to name it in a text; nothing where it has none.
    pub fn key(&self, view: View, command: Command) -> String {
        self.keymap.key_of(view, command).unwrap_or_default()
    }
}

/// One screen or dialog.
pub trait Screen {
    /// Whose keys hold now.
    fn view(&self) -> View;

    /// Takes in one input; never waits.
    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next>;

    /// Draws itself into `area`: the rows between the frame, or the whole screen for an overlay.
    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>);

    /// Its steps of the path in row 2; a dialog adds none.
    fn crumbs(&self) -> Vec<Phrase> {
        Vec::new()
    }

    /// Counts and ages at the right of row 2, with their rank.
    fn facts(&self, _: &Context<'_>) -> Vec<(u8, Phrase)> {
        Vec::new()
    }

    /// When something of it next changes by itself.
    fn next_wakeup(&self, _: Instant) -> Option<Instant> {
        None
    }

    /// Whether it may look again by itself now: nothing is typed, marked or under way, and nothing went wrong.
    fn is_resting(&self) -> bool {
        false
    }

    /// Whether it lies over the screen below instead of replacing it.
    fn is_overlay(&self) -> bool {
        false
    }

    /// Whether leaving now loses something: Ctrl-C is then handed to it as a command.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// The same as a command of the shell.
    fn twin(&self) -> Option<String> {
        None
    }

    /// What can be done here, for the palette: on what, and why not now.
    fn offers(&self, _: &Context<'_>) -> Vec<Offer> {
        Vec::new()
    }
}

impl Next {
    /// Good news.
    pub fn ok(words: impl Into<Phrase>) -> Self {
        Self::Say(Said::Ok(words.into()))
    }

    /// Bad news.
    pub fn failed(words: impl Into<Phrase>) -> Self {
        Self::Say(Said::Failed(words.into()))
    }

    /// Worth knowing.
    pub fn note(words: impl Into<Phrase>) -> Self {
        Self::Say(Said::Note(words.into()))
    }

    /// An error in its one sentence, with what to do next.
    pub fn error(error: &wardroom_core::Error) -> Self {
        Self::failed(Phrase::new().text(error.to_string().as_str()))
    }
}
