//! Directories of other libraries, made without them: the same cast in every layout.

pub mod authjs;
pub mod better_auth;
pub mod many;
pub mod sessions;
