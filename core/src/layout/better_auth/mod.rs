//! Better Auth: its tables, its rows in our words, and what each change does there.

mod ban;
mod factors;
mod sessions;
mod tables;
mod told;

use async_trait::async_trait;

use super::foreign::{Foreign, Recognised};
use super::{Changes, Edit, FactorsReset, SessionStorage};
use crate::error::Result;
use crate::model::{EndedWhy, SessionId, UserId, UserStatus};

/// The layout.
pub(super) static FOREIGN: Foreign = Foreign {
    name: "better-auth",
    title: "Better Auth",
    tables: tables::TABLES,
    users: "ba_user",
    sessions: ("ba_session", "id"),
    told: told::TOLD,
    changes: &BetterAuth,
    refusal,
    check: None,
    cautions,
};

const ELSEWHERE: &str =
    "the application keeps its sessions in a secondary storage; a row here ends nothing";
const NO_ADMIN: &str = "the application has no admin plugin, whose columns a ban is kept in";

fn refusal(found: &Recognised, verb: &str) -> Option<&'static str> {
    let sessions_elsewhere = found.app.session_storage != SessionStorage::Database;
    match verb {
        "sessions revoke" | "sessions revoke --all" => sessions_elsewhere.then_some(ELSEWHERE),
        "users disable" | "users enable" => {
            let borne = found.has_column("ba_user", "banned");
            (!borne).then_some(NO_ADMIN)
        }
        "users create" => {
            Some("users are made by the application, which also hashes their password")
        }
        "users unlock" => {
            let borne = found.has_column("ba_two_factor", "failed");
            (!borne).then_some("this version keeps no count of failed codes")
        }
        "users freeze" => Some("it has no lock beside the ban; disable the user instead"),
        "factors reset" => {
            let borne = found.has("ba_two_factor");
            (!borne).then_some("the application has no two-factor plugin")
        }
        _ if verb.starts_with("recovery-codes") => {
            Some("its backup codes are issued with `backup-codes issue`")
        }
        _ => None,
    }
}

fn cautions(found: &Recognised) -> Vec<String> {
    let mut cautions = Vec::new();
    if found.app.access_token_life.is_none() {
        cautions.push(
            "a cookie cache cannot be seen from here: if the application has one, a session that was ended is believed \
             until it runs out; set access_token_life in the profile"
                .to_owned(),
        );
    }
    cautions
}

struct BetterAuth;

#[async_trait]
impl Changes for BetterAuth {
    async fn set_status(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        status: UserStatus,
    ) -> Result<u64> {
        ban::set_status(edit, user, status).await
    }

    async fn unlock(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        factors::unlock(edit, user).await
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
}
