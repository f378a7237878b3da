//! The screens: one folder each, and one line below to go there from the palette.

mod contract;
pub mod enrol;
mod masking;
mod offer;
pub mod retention;
pub mod sign_in;
pub mod user;
pub mod users;

pub use contract::{Context, Input, Next, Said, Screen};
pub use offer::{Off, Offer};

/// A place the palette goes to.
pub type Place = (&'static str, fn() -> Box<dyn Screen>);

/// Every place one can go to without choosing a record first.
pub const PLACES: &[Place] = &[("users", users::open), ("retention", retention::open)];
