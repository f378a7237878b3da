//! How an account comes to be: registered by its owner, or booked under an address and claimed later.

mod book;
mod register;
mod ticket;

pub(super) use ticket::Redeemed;

pub use register::{Registered, Registration};
