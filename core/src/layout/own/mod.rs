//! The changes of the own layout, written over its name map: one file per kind of thing.

mod codes;
mod factors;
mod freeze;
mod identities;
mod invitations;
mod passkeys;
mod pending;
mod sessions;
mod users;

use async_trait::async_trait;

use super::{Changes, Edit, FactorsReset, Frozen, NewCodeSet};
use crate::error::Result;
use crate::model::{
    CodeSetId, EndedWhy, IdentityId, InvitationId, NewUser, PasskeyId, SessionId, UserId,
    UserStatus,
};

pub(crate) use users::insert_user;

/// The own layout's changes.
pub(super) struct Own;

pub(super) static OWN: Own = Own;

/// Why an action cannot be done in a directory of Wardroom's own; `None` where it can.
pub(super) fn refusal(verb: &str) -> Option<&'static str> {
    match verb {
        "users mail-reset" => Some("its users ask the application for a reset themselves"),
        "api-keys disable" | "api-keys enable" => Some("it keeps no API keys"),
        "backup-codes issue" => Some("its codes are issued with `recovery-codes issue`"),
        _ => None,
    }
}

#[async_trait]
impl Changes for Own {
    async fn create_user(&self, edit: &mut Edit<'_>, user: &NewUser) -> Result<()> {
        users::create(edit, user).await
    }

    async fn set_status(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        status: UserStatus,
    ) -> Result<u64> {
        users::set_status(edit, user, status).await
    }

    async fn unlock(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        users::unlock(edit, user).await
    }

    async fn freeze(&self, edit: &mut Edit<'_>, user: &UserId, cause: &str) -> Result<Frozen> {
        freeze::freeze(edit, user, cause).await
    }

    async fn end_session(
        &self,
        edit: &mut Edit<'_>,
        session: &SessionId,
        why: EndedWhy,
    ) -> Result<u64> {
        sessions::end(edit, session, why).await
    }

    async fn end_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        why: EndedWhy,
    ) -> Result<u64> {
        sessions::end_all(edit, user, why).await
    }

    async fn end_other_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        kept: &SessionId,
        why: EndedWhy,
    ) -> Result<u64> {
        sessions::end_others(edit, user, kept, why).await
    }

    async fn reset_second_factors(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
    ) -> Result<FactorsReset> {
        factors::reset(edit, user).await
    }

    async fn cancel_pending(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        Ok(pending::forget_devices(edit, user).await? + pending::cancel(edit, user).await?)
    }

    async fn add_code_set(&self, edit: &mut Edit<'_>, set: &NewCodeSet) -> Result<()> {
        codes::add(edit, set).await
    }

    async fn activate_code_set(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        set: &CodeSetId,
    ) -> Result<u64> {
        codes::activate(edit, user, set).await
    }

    async fn void_code_sets(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        codes::void_all(edit, user).await
    }

    async fn void_pending_codes(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        codes::void(edit, user, "pending").await
    }

    async fn hold_user(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
        users::hold(edit, user).await
    }

    async fn verify_email(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        users::verify_email(edit, user).await
    }

    async fn unlink_identity(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        identity: &IdentityId,
    ) -> Result<u64> {
        identities::unlink(edit, user, identity).await
    }

    async fn remove_passkey(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        passkey: &PasskeyId,
    ) -> Result<u64> {
        passkeys::remove(edit, user, passkey).await
    }

    async fn revoke_invitation(
        &self,
        edit: &mut Edit<'_>,
        invitation: &InvitationId,
    ) -> Result<u64> {
        invitations::revoke(edit, invitation).await
    }
}
