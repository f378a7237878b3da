//! What an operator does: one verb, one file, one audit entry. [`perform`] is the only door.

mod admit;
mod end_session;
mod end_sessions;
mod export_audit;
pub mod operator;
mod perform;
mod preview;
mod scene;
mod spec;

pub use admit::{IDLE_LIMIT, STEP_UP_LIMIT};
pub use end_session::EndSession;
pub use end_sessions::{EndSessions, SessionsEnded};
pub use export_audit::ExportAudit;
pub use perform::{Done, Given, perform, preview};
pub use preview::Preview;
pub use scene::{Action, Scene, Target};
pub use spec::Spec;

/// Every action there is, in the order help shows them.
pub const ALL: &[&Spec] = &[
    &EndSession::SPEC,
    &EndSessions::SPEC,
    &ExportAudit::SPEC,
    &operator::CreateOperator::SPEC,
    &operator::ReissueEnrolment::SPEC,
    &operator::DisableOperator::SPEC,
    &operator::EnableOperator::SPEC,
    &operator::SetOperatorRole::SPEC,
    &operator::EndOperatorSessions::SPEC,
    &operator::CreateToken::SPEC,
    &operator::RevokeToken::SPEC,
];
