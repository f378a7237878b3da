//! Adoption: a `users` table that was there before becomes the own layout's, in phases that can be taken back.
//!
//! The table stays where it is, with its ids and whatever points at it; it gains the columns it lacks. Triggers keep the
//! application's columns and the new ones in step until cleanup. docs/adoption.md is the operator's side of it.

mod backfill;
mod bench;
mod cleanup;
mod columns;
mod expand;
mod plan;
mod record;
mod shape;
mod survey;
mod switch;
mod triggers;
mod triggers_sqlite;
mod undo;

pub use backfill::{Backfilled, Pace, backfill};
pub use cleanup::cleanup;
pub use columns::{Column, Mapping, Wish};
pub use expand::expand;
pub use plan::{Plan, plan};
pub use record::{Adopted, Phase, adopted};
pub use switch::switch;
pub use undo::undo;

pub(in crate::db) use record::{TABLE, parse};
