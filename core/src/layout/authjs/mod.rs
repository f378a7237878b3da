//! Auth.js: its tables, its rows in our words, and what each change does there.

mod identities;
mod links;
mod needs;
mod sessions;
mod tables;
mod told;
mod users;

use async_trait::async_trait;

use super::foreign::{Foreign, Indexed, Recognised};
use super::{Changes, Edit, Layout, Link, SessionStrategy};
use crate::entropy::Entropy;
use crate::error::Result;
use crate::model::{EndedWhy, IdentityId, SessionId, Ts, User, UserId};

/// The layout.
pub(super) static FOREIGN: Foreign = Foreign {
    name: "authjs",
    title: "Auth.js",
    tables: tables::TABLES,
    users: "as_user",
    sessions: ("as_session", "id"),
    signs_in: Some("created_at"),
    indexed: &[
        Indexed {
            table: "as_user",
            column: "email",
            slow: "to look up an address",
        },
        Indexed {
            table: "as_session",
            column: "user_id",
            slow: "to look up the sessions of a user",
        },
        Indexed {
            table: "as_account",
            column: "user_id",
            slow: "to look up how a user signs in",
        },
    ],
    told: told::TOLD,
    changes: &AuthJs,
    refusal,
    needs: needs::NEEDS,
    check: None,
    keys: &[
        "time_zone",
        "secret_file",
        "base_url",
        "email_provider",
        "session_strategy",
        "app_sweeps",
    ],
    cautions,
};

const JWT: &str = "with the JWT strategy a session is a cookie that nobody can take back, not even by deleting the user; \
                   it goes on until it expires";

fn refusal(found: &Recognised, verb: &str) -> Option<&'static str> {
    match verb {
        "sessions revoke" | "sessions revoke --all" => {
            let is_jwt = found.app.session_strategy == SessionStrategy::Jwt;
            (is_jwt || !found.has("as_session")).then_some(JWT)
        }
        "users disable" | "users enable" => Some(
            "Auth.js has no ban: whoever's sessions are ended signs in again; a ban needs a column of the application's own",
        ),
        "users create" => Some("users are made by the application at their first sign-in"),
        "users unlock" => Some("Auth.js counts no failures and locks nobody"),
        "users freeze" => Some("Auth.js has no lock; ending sessions does not keep anybody out"),
        "factors reset" => Some("Auth.js has no second factors; its passkeys are a way to sign in"),
        "users mail-reset" => {
            if !found.has("as_token") {
                return Some("the application has no table of mail links, so it mails none");
            }
            let app = &found.app;
            let has_secret = app.secret.is_some() || app.secret_file.is_some();
            let is_told = has_secret && app.base_url.is_some() && app.email_provider.is_some();
            (!is_told).then_some(links::MISSING)
        }
        "backup-codes issue" => Some("Auth.js has no backup codes"),
        "api-keys disable" | "api-keys enable" => Some("Auth.js has no API keys"),
        "invitations revoke" => Some("Auth.js has no organizations and invites nobody"),
        "passkeys remove" => {
            Some("Auth.js keeps a passkey in two tables that only the application can keep in step")
        }
        _ if verb.starts_with("recovery-codes") => Some("Auth.js has no recovery codes"),
        _ => None,
    }
}

fn cautions(found: &Recognised) -> Vec<String> {
    let mut cautions = vec![
        "a session token is the whole cookie, unsigned: whoever reads the table of sessions is signed in; Wardroom shows \
         fingerprints only"
            .to_owned(),
    ];
    if found.app.session_strategy == SessionStrategy::Database {
        cautions.push(
            "whether the application uses the JWT strategy cannot be seen from here; if it does, no session can be seen \
             or ended: set session_strategy = \"jwt\" in the profile"
                .to_owned(),
        );
    }
    cautions.extend(refusal(found, "users mail-reset").map(str::to_owned));
    cautions
}

struct AuthJs;

#[async_trait]
impl Changes for AuthJs {
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

    async fn hold_user(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
        users::hold(edit, user).await
    }

    fn reset_sets_password(&self) -> bool {
        false
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
        links::plant(edit, user, entropy).await
    }

    async fn unlink_identity(
        &self,
        edit: &mut Edit<'_>,
        user: &UserId,
        identity: &IdentityId,
    ) -> Result<u64> {
        identities::unlink(edit, user, identity).await
    }

    /// A row is looked up for every request: with it goes the session, at once.
    fn lingers(&self, _: &Layout, _: Ts, _: Ts) -> Vec<String> {
        Vec::new()
    }

    async fn cancel_pending(&self, edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
        links::cancel(edit, user).await
    }
}
