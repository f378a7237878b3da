//! Passwords: hashed with argon2id, verified in every stored form we know, without blocking a screen.
//! A further stored form gets a file beside `argon2id.rs` and a line in `stored.rs`.
mod argon2id;
mod background;
mod bcrypt;
mod better_auth;
mod common;
mod cost;
mod pbkdf2;
mod phc;
mod plain;
mod rules;
mod scrypt;
mod stored;

pub(super) use argon2id::derive;
pub use argon2id::hash;
pub use background::{hash_blocking, verify_blocking};
pub use rules::{MAX_CHARACTERS, PasswordRules, check_new_password};
pub use stored::{Verdict, check_stored, verify};
