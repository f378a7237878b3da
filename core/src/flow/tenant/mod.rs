//! Tenants and their members: made, granted, withdrawn, left, listed; and who may do what.

mod by;
mod can;
mod create;
mod grant;
mod leave;
mod members;
mod place;
mod withdraw;

pub use by::By;
pub(super) use place::Place;
