//! Supabase Auth: its tables, its rows in our words, and what each change does there.

mod ban;
mod check;
mod factors;
mod identities;
mod needs;
mod passkeys;
mod pending;
mod reset;
mod sessions;
mod tables;
mod told;
mod users;
mod verify;

use async_trait::async_trait;

use super::foreign::{Foreign, Recognised};
use super::{Changes, Edit, FactorsReset, Link};
use crate::entropy::Entropy;
use crate::error::Result;
use crate::model::{EndedWhy, IdentityId, PasskeyId, SessionId, User, UserId, UserStatus};

/// The layout.
pub(super) static FOREIGN: Foreign = Foreign {
    name: "supabase",
    title: "Supabase Auth",
    tables: tables::TABLES,
    users: "sb_user",
    sessions: ("sb_session", "id"),
    signs_in: None,
    indexed: &[],
    told: told::TOLD,
    changes: &Supabase,
    refusal,
    needs: needs::NEEDS,
    check: Some(&check::Supabase),
    keys: &[
        "base_url",
        "reset_page",
        "email_provider",
        "access_token_life",
    ],
    cautions,
};

fn refusal(found: &Recognised, verb: &str) -> Option<&'static str> {
    match verb {
        "users create" => {
            Some("users are made by the application, which also hashes their password")
        }
        "users unlock" => {
            Some("it keeps no lock and counts no failures; a ban is lifted with `users enable`")
        }
        "users mail-reset" => reset::refusal(&found.app),
        "users freeze" => Some("it has no lock beside the ban; disable the user instead"),
        _ if verb.starts_with("recovery-codes") || verb.starts_with("backup-codes") => {
            Some("it has no recovery codes; reset the factors, and the user enrols anew")
        }
        _ if verb.starts_with("api-keys") => Some("it has no API keys of users"),
        _ if verb.starts_with("invitations") => Some("it has no organizations to invite to"),
        _ => None,
    }
}

fn cautions(found: &Recognised) -> Vec<String> {
    let life = found.app.access_token_life.unwrap_or_default();
    let minutes = life.as_secs() / 60;
    vec![
        format!(
            "access tokens are believed until they run out ({minutes} minutes here) by PostgREST, Realtime and Storage, \
             also when their session was ended or their user banned; set access_token_life in the profile if the project's \
             is another"
        ),
        "a reset link works for a day unless the project says otherwise, which cannot be seen from here".to_owned(),
    ]
}

struct Supabase;

#[async_trait]
impl Changes for Supabase {
    async fn set_status(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        status: UserStatus,
    ) -> Result<u64> {
        ban::set_status(edit, user, status).await
    }

    async fn end_session(
        &self,
        edit: &mut Edit<'_>,
        session: &SessionId,
        _: EndedWhy,
    ) -> Result<u64> {
        sessions::end(edit, session).await
    }

    async fn end_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        _: EndedWhy,
    ) -> Result<u64> {
        sessions::end_all(edit, user).await
    }

    async fn end_other_sessions_of(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        kept: &SessionId,
        _: EndedWhy,
    ) -> Result<u64> {
        sessions::end_others(edit, user, kept).await
    }

    async fn reset_second_factors(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
    ) -> Result<FactorsReset> {
        factors::reset(edit, user).await
    }

    async fn cancel_pending(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        pending::cancel(edit, user).await
    }
    async fn hold_user(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
        users::hold(edit, user).await
    }

    async fn verify_email(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        verify::email(edit, user).await
    }

    async fn plant_reset(
        &self,
        edit: &mut Edit<'_>,
        user: &User,
        entropy: &dyn Entropy,
    ) -> Result<Link> {
        reset::plant(edit, user, entropy).await
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
}
