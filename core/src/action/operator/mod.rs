//! Operators themselves: how they enrol, sign in and prove themselves again, and what an admin does about them.

mod authenticate;
mod bootstrap;
mod create;
mod create_token;
mod disable;
mod enable;
mod end_sessions;
mod enrol;
mod record;
mod reissue;
mod resume;
mod revoke_token;
mod second_factor;
mod session;
mod set_role;
mod sign_in;
mod sign_out;
mod step_up;
mod target;

pub use authenticate::authenticate;
pub use bootstrap::{Bootstrapped, ENROL_LIFE, bootstrap};
pub use create::{CreateOperator, EnrolmentIssued};
pub use create_token::{CreateToken, TOKEN_LIFE, TokenIssued};
pub use disable::{DisableOperator, OperatorDisabled};
pub use enable::{EnableOperator, OperatorEnabled};
pub use end_sessions::{EndOperatorSessions, OperatorSessionsEnded};
pub use enrol::{Enrolled, Enrolling, begin_enrolment, confirm_enrolment};
pub use reissue::ReissueEnrolment;
pub use resume::resume;
pub use revoke_token::{RevokeToken, TokenRevoked};
pub use session::{SESSION_LIFE, SignedIn};
pub use set_role::{RoleSet, SetOperatorRole};
pub use sign_in::{Credentials, sign_in};
pub use sign_out::sign_out;
pub use step_up::step_up;
