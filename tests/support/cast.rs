//! The cast of the scenes: a directory with alice, bob and mallory, operated by ana, bo and cy.

mod attached;
mod operators;
mod play;
mod stage;
mod users;

pub use attached::Attached;
pub use operators::{Person, Troupe, reason};
pub use play::{Shape, World, play};
pub use stage::{NOW, Stage};
pub use users::{ALICE, BOB, MALLORY};
