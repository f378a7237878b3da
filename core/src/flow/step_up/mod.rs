//! Showing a second factor again in a live session, before something that asks for it.

mod admit;
mod with_totp;
