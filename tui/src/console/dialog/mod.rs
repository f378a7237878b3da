//! What lies over a screen until it is answered: questions, and secrets that are shown once.

pub mod codes;
pub mod deed;
pub mod directories;
mod given;
pub mod many;
pub mod policy;
mod proof;
mod stage;
mod steps;
mod text;
