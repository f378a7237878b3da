//! What the command line hands to the console.

use std::sync::Arc;

use wardroom_core::Directory;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::model::{Caller, Safe};

use super::keymap::Keymap;
use super::theme::Theme;
use super::widget::frame::Environment;

/// Everything a console needs to run.
pub struct ConsoleOptions {
    /// The directory to operate, open.
    pub directory: Directory,
    /// Its name on the screen.
    pub name: Safe,
    /// Engine and version on the screen.
    pub engine: Safe,
    /// Where it stands.
    pub environment: Environment,
    /// The operators' own keys; without them nobody can sign in from here.
    pub keys: Option<Arc<KeyRing>>,
    /// What this terminal calls itself, for the operator's list of sessions.
    pub host: Option<String>,
    /// Who is signed in already: a saved login, or the demo's operator. `None` shows the sign-in.
    pub caller: Option<Caller>,
    /// Why nobody can sign in: the directory has no bookkeeping and is open read-only, unsigned and masked.
    pub unsigned: Option<Safe>,
    /// Why nothing may be changed though somebody is signed in.
    pub read_only: Option<Safe>,
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
