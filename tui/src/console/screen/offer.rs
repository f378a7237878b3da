//! What a screen offers to be done, and why something of it is off.

use std::fmt;

use wardroom_core::model::Safe;

use crate::console::keymap::Command;

/// One deed of a screen, for the palette, the hints and the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What would be asked of the screen.
    pub command: Command,
    /// On what.
    pub about: Safe,
    /// Why it is off.
    pub off: Option<Off>,
}

/// Why a deed is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Off {
    /// As things are, or for this operator.
    Now(Safe),
    /// In this directory, whoever asks: its layout cannot bear it.
    Here(Safe),
}

impl fmt::Display for Off {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now(why) => write!(f, "not now: {why}"),
            Self::Here(why) => write!(f, "not here: {why}"),
        }
    }
}
