//! Families of refresh tokens under every interleaving: one token counts at most, and what was ended stays so.

mod house;
mod look;
mod model;
mod play;
mod racing;
mod schedule;
mod search;
