//! Real applications of Better Auth and Auth.js, in Node.js processes of their own, over a scene's database.

mod authjs;
mod better_auth;
mod code;
mod install;
mod node;
mod process;
mod skip;

pub use authjs::{Adapter, AuthJs, AuthJsSettings};
pub use better_auth::{
    BetterAuth, BetterAuthSettings, Enrolment, Organization, SignedIn, Spelling,
};
pub use code::code;
pub use process::Push;
