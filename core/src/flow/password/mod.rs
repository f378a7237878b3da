//! Passwords: set anew where a sign-in asks for it, and changed by their owner.

mod change;
mod rules;
mod set_new;
