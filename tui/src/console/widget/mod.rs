//! What screens are made of. Every text that reaches a widget has become a `Safe` first.

pub mod answers;
pub mod bar;
pub mod dialog;
pub mod filter_line;
pub mod form;
pub mod frame;
pub mod help;
pub mod listing;
pub mod notice;
pub mod palette;
pub mod phrase;
pub mod qr;
pub mod rule;
pub mod secret_field;
pub mod spinner;
pub mod status;
pub mod table;
pub mod text_field;

#[cfg(test)]
mod pictures;
