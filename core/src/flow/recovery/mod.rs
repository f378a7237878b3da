//! Recovery codes: issued and shown once, each used once, void with the last factor.

mod codes;
mod issue;
mod remaining;

pub(in crate::flow) use issue::FULL_SET;
