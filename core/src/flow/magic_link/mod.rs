//! Sign-in links: mailed, used once, and consumed by nothing but the post that signs in.

mod request;
mod sign_in;
