//! The console: terminal, event loop, keys, theme and widgets. The kit knows no database; screens are built upon it.

pub mod hangup;
pub mod keymap;
pub mod panic;
pub mod runtime;
pub mod signals;
pub mod svg;
pub mod terminal;
pub mod theme;
pub mod ticket;
pub mod widget;
