//! Operators themselves: how they enrol, sign in and prove themselves again, and what an admin does about them.

mod bootstrap;
mod enrol;
mod record;
mod resume;
mod second_factor;
mod session;
mod sign_in;
mod sign_out;
mod step_up;

pub use bootstrap::{Bootstrapped, ENROL_LIFE, bootstrap};
pub use enrol::{Enrolled, Enrolling, begin_enrolment, confirm_enrolment};
pub use resume::resume;
pub use session::{SESSION_LIFE, SignedIn};
pub use sign_in::{Credentials, sign_in};
pub use sign_out::sign_out;
pub use step_up::step_up;
