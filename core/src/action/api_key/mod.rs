//! API keys, where the application keeps any: stopped, and taken again.

mod disable;
mod enable;
mod found;

pub use disable::{ApiKeyDisabled, DisableApiKey};
pub use enable::{ApiKeyEnabled, EnableApiKey};
