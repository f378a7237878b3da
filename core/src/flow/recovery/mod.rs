//! Recovery codes: issued and shown once, each used once, void with the last factor.

mod codes;
mod issue;
mod remaining;
mod reset_factors;

pub(in crate::flow) use issue::FULL_SET;
