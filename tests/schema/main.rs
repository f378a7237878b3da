//! The schema: migrated, refused, undone; the same on both engines; and how its large tables are read.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail their test")]

mod adopting;
mod authjs;
mod beside;
mod catalogue;
mod connecting;
mod migrating;
mod places;
mod plans;
mod refusing;
mod together;
mod tracking;
