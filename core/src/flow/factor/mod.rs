//! Authenticators: enrolled with a first right code, shown, removed.

mod begin;
mod confirm;
mod label;
mod remove;
mod totp;

pub use begin::TotpEnrolment;
pub(in crate::flow) use label::label;
