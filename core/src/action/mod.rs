//! What an operator does: one verb, one file, one audit entry. [`perform`] is the only door.

mod admit;
pub mod api_key;
mod busy;
pub mod codes;
mod detach;
mod end_session;
mod end_sessions;
mod export_audit;
mod issue_backup_codes;
pub mod operator;
mod perform;
mod preview;
mod remove_passkey;
mod reset_factors;
mod reveal;
mod revoke_invitation;
mod scene;
mod set_policy;
mod spec;
mod unlink_identity;
pub mod user;

pub use admit::{IDLE_LIMIT, STEP_UP_LIMIT};
pub use busy::SENSITIVE_PER_HOUR;
pub use detach::{Detach, Detached};
pub use end_session::{EndSession, SessionEnded};
pub use end_sessions::{EndSessions, SessionsEnded};
pub use export_audit::ExportAudit;
pub use issue_backup_codes::{BackupCodesIssued, IssueBackupCodes};
pub use perform::{Done, Given, perform, preview};
pub use preview::Preview;
pub use remove_passkey::{PasskeyRemoved, RemovePasskey};
pub use reset_factors::ResetFactors;
pub use reveal::{RevealUser, Revealed, reveal};
pub use revoke_invitation::{InvitationRevoked, RevokeInvitation};
use scene::subject;
pub use scene::{Action, Scene, Target};
pub use set_policy::{PolicySet, SetPolicy};
pub use spec::Spec;
pub use unlink_identity::{IdentityUnlinked, UnlinkIdentity};

/// Every action there is, in the order help shows them.
pub const ALL: &[&Spec] = &[
    &user::CreateUser::SPEC,
    &user::UnlockUser::SPEC,
    &user::DisableUser::SPEC,
    &user::EnableUser::SPEC,
    &user::FreezeUser::SPEC,
    &user::VerifyEmail::SPEC,
    &user::MailReset::SPEC,
    &RevealUser::SPEC,
    &EndSession::SPEC,
    &EndSessions::SPEC,
    &ResetFactors::SPEC,
    &RemovePasskey::SPEC,
    &UnlinkIdentity::SPEC,
    &RevokeInvitation::SPEC,
    &api_key::DisableApiKey::SPEC,
    &api_key::EnableApiKey::SPEC,
    &codes::IssueOneTimeCode::SPEC,
    &codes::IssueFullSet::SPEC,
    &codes::FinishCodes::SPEC,
    &codes::VoidCodes::SPEC,
    &codes::VoidPendingCodes::SPEC,
    &IssueBackupCodes::SPEC,
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
    &Detach::SPEC,
];
