//! The console: terminal, event loop, keys, theme and widgets. The kit knows no database; screens are built upon it.

pub mod app;
pub mod dialog;
mod directories;
pub mod driver;
#[cfg(debug_assertions)]
mod fault;
pub mod hangup;
pub mod headless;
pub mod keymap;
mod options;
pub mod panic;
mod residue;
mod run;
pub mod runtime;
pub mod screen;
pub mod signals;
pub mod svg;
pub mod terminal;
pub mod theme;
pub mod ticket;
pub mod twin;
pub mod widget;
pub mod words;

pub use directories::{Directories, Door, Listed, Opened};
pub use options::{ConsoleOptions, Secrets};
pub use run::run;
