//! Adoption of users who were there before, while their application lives.

mod dual;
mod old;
mod phases;
mod refused;
