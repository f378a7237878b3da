//! Better Auth: its tables, its rows in our words, and what each change does there.

mod api_keys;
mod backup_codes;
mod ban;
mod factors;
mod identities;
mod invitations;
mod lingers;
mod needs;
mod passkeys;
mod resets;
mod sessions;
mod tables;
mod told;
mod users;

use async_trait::async_trait;
use secrecy::SecretString;

use super::foreign::{Foreign, Indexed, Recognised};
use super::{Changes, Edit, FactorsReset, Layout, Link, SessionStorage};
use crate::entropy::Entropy;
use crate::error::Result;
use crate::model::{
    ApiKeyId, EndedWhy, IdentityId, InvitationId, PasskeyId, SessionId, Ts, User, UserId,
    UserStatus,
};

/// The layout.
pub(super) static FOREIGN: Foreign = Foreign {
    name: "better-auth",
    title: "Better Auth",
    tables: tables::TABLES,
    users: "ba_user",
    sessions: ("ba_session", "id"),
    signs_in: Some("created_at"),
    indexed: &[
        Indexed {
            table: "ba_session",
            column: "user_id",
            slow: "to look up the sessions of a user",
        },
        Indexed {
            table: "ba_account",
            column: "user_id",
            slow: "to look up how a user signs in",
        },
    ],
    told: told::TOLD,
    changes: &BetterAuth,
    refusal,
    needs: needs::NEEDS,
    check: None,
    keys: &[
        "time_zone",
        "secret_file",
        "email_provider",
        "reset_page",
        "access_token_life",
        "session_storage",
        "keeps_ended_sessions",
        "code_storage",
        "app_sweeps",
    ],
    cautions,
};

const ELSEWHERE: &str =
    "the application keeps its sessions in a secondary storage; a row here ends nothing";
const NO_ROWS: &str = "the application keeps what is pending in a secondary storage, where nothing can be planted from here";
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
        "users mail-reset" => {
            let app = &found.app;
            if app.session_storage == SessionStorage::Elsewhere {
                return Some(NO_ROWS);
            }
            app.reset_page.is_none().then_some(resets::NO_PAGE)
        }
        "backup-codes issue" => backup_codes::refusal(found),
        "api-keys disable" | "api-keys enable" => {
            let borne = found.has("ba_api_key");
            (!borne).then_some("the application has no API-key plugin")
        }
        "passkeys remove" => {
            let borne = found.has("ba_passkey");
            (!borne).then_some("the application has no passkey plugin")
        }
        "invitations revoke" => {
            let borne = found.has("ba_invitation");
            (!borne).then_some("the application has no organization plugin")
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

    async fn hold_user(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
        users::hold(edit, user).await
    }

    async fn verify_email(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        users::verify_email(edit, user).await
    }

    async fn plant_reset(
        &self,
        edit: &mut Edit<'_>,
        user: &User,
        entropy: &dyn Entropy,
    ) -> Result<Link> {
        resets::plant(edit, user, entropy).await
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
        invitations::cancel(edit, invitation).await
    }

    async fn disable_api_key(&self, edit: &mut Edit<'_>, key: &ApiKeyId) -> Result<u64> {
        api_keys::disable(edit, key).await
    }

    async fn enable_api_key(&self, edit: &mut Edit<'_>, key: &ApiKeyId) -> Result<u64> {
        api_keys::enable(edit, key).await
    }

    async fn disable_api_keys_of(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        api_keys::disable_all(edit, user).await
    }

    async fn issue_backup_codes(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        entropy: &dyn Entropy,
    ) -> Result<Vec<SecretString>> {
        backup_codes::issue(edit, user, entropy).await
    }

    fn lingers(&self, layout: &Layout, now: Ts, until: Ts) -> Vec<String> {
        lingers::lingers(layout, now, until)
    }
}
