//! What lies over a screen until it is answered: questions, and secrets that are shown once.

pub mod deeds;
mod end_session;
mod operator_codes;

pub use end_session::EndOne;
pub use operator_codes::operator_codes;
