//! The mail outbox: what waits is claimed, written out, handed to a post, and its secret erased.
//! What each mail says is in `letters.rs`; how a mail leaves is the worker's affair, behind [`Post`].

mod letters;
mod outbox;
mod plant;
mod post;
mod render;
mod send;

pub use post::{Outgoing, Post, Undelivered};
pub use render::Site;
pub use send::{Delivered, send_mail};
