//! Supabase Auth: its tables, its rows in our words, and what each change does there.

mod ban;
mod check;
mod factors;
mod pending;
mod sessions;
mod tables;
mod told;

use async_trait::async_trait;

use super::foreign::{Foreign, Recognised};
use super::{Changes, Edit, FactorsReset};
use crate::error::Result;
use crate::model::{EndedWhy, SessionId, UserId, UserStatus};

/// The layout.
pub(super) static FOREIGN: Foreign = Foreign {
    name: "supabase",
    title: "Supabase Auth",
    tables: tables::TABLES,
    users: "sb_user",
    sessions: ("sb_session", "id"),
    told: told::TOLD,
    changes: &Supabase,
    refusal,
    check: Some(&check::Supabase),
    cautions,
};

fn refusal(_: &Recognised, verb: &str) -> Option<&'static str> {
    match verb {
        "users create" => {
            Some("users are made by the application, which also hashes their password")
        }
        "users unlock" => {
            Some("it keeps no lock and counts no failures; a ban is lifted with `users enable`")
        }
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
}
