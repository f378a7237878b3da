//! The two seams of the loop: the program it runs and the screen it draws on.

use std::time::Instant;
use std::{fmt, io};

use ratatui::Frame;
use zeroize::Zeroizing;

use super::Event;

/// A console as a state machine.
pub trait Program {
    /// What effects answer.
    type Message: Send + 'static;
    /// What the program wants done outside itself.
    type Effect;

    /// Takes in one event at `now` and says what follows; never waits.
    fn update(&mut self, event: Event<Self::Message>, now: Instant) -> Vec<Step<Self::Effect>>;

    /// Draws the whole state as it is at `now`.
    fn view(&self, frame: &mut Frame<'_>, now: Instant);

    /// When something on the screen next changes by itself; `None` lets the process sleep.
    fn next_wakeup(&self, now: Instant) -> Option<Instant>;
}

/// What follows from an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<Effect> {
    /// Run an effect; its answer comes as an event.
    Run(Effect),
    /// Stop as Ctrl-Z does and come back repainted.
    Suspend,
    /// Draw every cell again.
    Repaint,
    /// Send text to the operator's own clipboard (OSC 52); there is no receipt.
    Copy(Clip),
    /// Leave; running writes are waited for.
    Quit,
}

/// Text for the clipboard. It may be a secret, so it is wiped when it goes and prints as nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Clip(Zeroizing<String>);

impl Clip {
    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<String> for Clip {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl fmt::Debug for Clip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clip(..)")
    }
}

/// What the loop draws on.
pub trait Screen {
    /// Draws one frame.
    fn draw(&mut self, render: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;
    /// Forgets what is on the screen, so that the next frame writes every cell.
    fn repaint(&mut self) -> io::Result<()>;
    /// Gives the terminal back, stops the process, and takes it again when continued.
    fn suspend(&mut self) -> io::Result<()>;
    /// Sends text to the terminal's clipboard.
    fn copy(&mut self, text: &str) -> io::Result<()>;
}
