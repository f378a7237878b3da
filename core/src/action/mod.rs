//! What an operator does: one verb, one file, one audit entry. [`perform`] is the only door.

mod admit;
mod busy;
pub mod codes;
mod end_session;
mod end_sessions;
mod export_audit;
pub mod operator;
mod perform;
mod preview;
mod reset_factors;
mod reveal;
mod scene;
mod set_policy;
mod spec;
pub mod user;

pub use admit::{IDLE_LIMIT, STEP_UP_LIMIT};
pub use busy::SENSITIVE_PER_HOUR;
pub use end_session::{EndSession, SessionEnded};
pub use end_sessions::{EndSessions, SessionsEnded};
pub use export_audit::ExportAudit;
pub use perform::{Done, Given, perform, preview};
pub use preview::Preview;
pub use reset_factors::ResetFactors;
pub use reveal::{RevealUser, Revealed, reveal};
use scene::subject;
pub use scene::{Action, Scene, Target};
pub use set_policy::{PolicySet, SetPolicy};
pub use spec::Spec;

/// Every action there is, in the order help shows them.
pub const ALL: &[&Spec] = &[
    &user::CreateUser::SPEC,
    &user::UnlockUser::SPEC,
    &user::DisableUser::SPEC,
    &user::EnableUser::SPEC,
    &user::FreezeUser::SPEC,
    &RevealUser::SPEC,
    &EndSession::SPEC,
    &EndSessions::SPEC,
    &ResetFactors::SPEC,
    &codes::IssueOneTimeCode::SPEC,
    &codes::IssueFullSet::SPEC,
    &codes::FinishCodes::SPEC,
    &codes::VoidCodes::SPEC,
    &codes::VoidPendingCodes::SPEC,
    &ExportAudit::SPEC,
    &SetPolicy::SPEC,
    &operator::CreateOperator::SPEC,
    &operator::ReissueEnrolment::SPEC,
    &operator::DisableOperator::SPEC,
    &operator::EnableOperator::SPEC,
    &operator::SetOperatorRole::SPEC,
    &operator::EndOperatorSessions::SPEC,
    &operator::CreateToken::SPEC,
    &operator::RevokeToken::SPEC,
];
