//! What the command line hands to the console.

use std::sync::Arc;

use super::directories::{Directories, Opened};
use super::keymap::Keymap;
use super::theme::Theme;

/// Everything a console needs to run.
pub struct ConsoleOptions {
    /// The directory to operate first.
    pub opened: Opened,
    /// The others one can go to, if any.
    pub directories: Option<Arc<dyn Directories>>,
    /// What this terminal calls itself, for the operator's list of sessions.
    pub host: Option<String>,
    /// What may be done with secrets that are shown once.
    pub secrets: Secrets,
    /// The look.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Whether screens look again by themselves from the start.
    pub is_live: bool,
    /// Whether clicks and the wheel come to the console.
    pub has_mouse: bool,
}

/// What may be done with secrets that are shown once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Secrets {
    /// Whether they may go to the terminal's clipboard (OSC 52): it passes through whatever lies between, unseen.
    pub copy: bool,
    /// Whether they may be written to a file.
    pub save: bool,
    /// What records this terminal, if that is known.
    pub recorder: Option<&'static str>,
}

impl Secrets {
    /// What to mind before a secret is shown, if a recorder runs.
    pub fn caution(&self) -> Option<String> {
        let recorder = self.recorder?;
        Some(format!(
            "{recorder} may be recording this terminal and what it shows"
        ))
    }
}

impl Default for Secrets {
    fn default() -> Self {
        Self {
            copy: false,
            save: true,
            recorder: None,
        }
    }
}
