//! What an application shows about a user: made, read, rewritten.

mod create;
mod read;
mod update;
