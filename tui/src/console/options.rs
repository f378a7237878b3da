//! What the command line hands to the console.

use wardroom_core::Directory;
use wardroom_core::model::Safe;

use super::app::Operator;
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
    /// Who operates at the start; signed out shows the sign-in.
    pub operator: Operator,
    /// The look.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Whether clicks and the wheel come to the console.
    pub has_mouse: bool,
}
