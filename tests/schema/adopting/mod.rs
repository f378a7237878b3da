//! Adoption of users who were there before, while their application lives.

mod old;
mod phases;
mod refused;
