//! What screens are made of. Every text that reaches a widget has become a `Safe` first.

pub mod spinner;
