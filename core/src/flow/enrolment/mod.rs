//! Enrolling a second factor before a session begins: where a role asks for one, or an operator's code opens it.

mod begin;
mod confirm;
mod redeem;

pub use confirm::Enrolled;
