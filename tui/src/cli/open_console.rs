//! The one place where the command line hands over to the console.

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// Opens the console on the configured directory.
pub fn open(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let why = format!("the console cannot be opened on {target} yet; use a command, see --help");
    Err(Fail::new(Exit::Unsupported, why))
}
