//! What can happen to a console: one type for the operator's hands, the machine and the answers to effects.

use crokey::KeyCombination;
use crossterm::event::{Event as Raw, KeyEventKind, MouseEvent};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event<Message> {
    /// A key was pressed.
    Key(KeyCombination),
    /// Text was pasted; it is never read as keys.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The terminal's window came to the front (`true`) or went behind another.
    Focus(bool),
    /// The terminal has this many columns and rows now; sent once before everything else.
    Resized(u16, u16),
    /// An effect answered.
    Answer(Message),
    /// The instant named by `next_wakeup` has come.
    Woken,
}

/// Why the machine asks the console to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The terminal is gone.
    Hangup,
    /// SIGTERM.
    Terminate,
    /// SIGINT from outside; Ctrl-C arrives as a key.
    Interrupt,
}

impl<Message> Event<Message> {
    /// Releases and other events without meaning here give `None`.
    pub(super) fn from_raw(raw: Raw) -> Option<Self> {
        match raw {
            Raw::Key(key) if key.kind == KeyEventKind::Release => None,
            Raw::Key(key) => Some(Self::Key(key.into())),
            Raw::Paste(text) => Some(Self::Paste(text)),
            Raw::Mouse(mouse) => Some(Self::Mouse(mouse)),
            Raw::FocusGained => Some(Self::Focus(true)),
            Raw::FocusLost => Some(Self::Focus(false)),
            Raw::Resize(columns, rows) => Some(Self::Resized(columns, rows)),
        }
    }
}
