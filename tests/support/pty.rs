//! A program in a real terminal: keys in, a screen out, every byte kept.

mod launch;
mod terminal;

pub use launch::Launch;
pub use terminal::{Ended, Terminal};
