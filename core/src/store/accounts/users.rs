//! Users as flows see them: with the password's hash and what a sign-in still needs.

use secrecy::SecretString;

use crate::db::{Conn, Int, Statement, sql};
use crate::error::Result;
use crate::layout::{Edit, Layout};
use crate::model::{Ts, User, UserId};
use crate::store::users::user_columns;

/// Whether the account of the user `u` may be used, as [`User::is_open`] asks; [`open_at`] binds `$2` and `$3`.
macro_rules! is_open {
    () => {
        "({u.user.status} = 'active' AND ({u.user.locked_at} IS NULL
            OR coalesce({u.user.locked_until} <= $2, FALSE) OR coalesce({u.user.lock_cause} = $3, FALSE)))"
    };
}
pub(super) use is_open;

macro_rules! credentials {
    () => {
        concat!(
            "SELECT ",
            user_columns!("{@u.user.last_sign_in_at}"),
            ", {u.user.password_hash} AS password_hash,
            (SELECT count(*) FROM {totp_factor} t WHERE {t.totp_factor.user_id} = {u.user.id}
                AND {t.totp_factor.confirmed_at} IS NOT NULL) AS totp,
            (SELECT count(*) FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id}) AS passkeys,
            EXISTS (SELECT 1 FROM {membership} m JOIN {role} r ON {r.role.name} = {m.membership.role}
                WHERE {m.membership.user_id} = {u.user.id} AND {r.role.requires_second_factor} = TRUE) AS needs_factor
            FROM {user} u WHERE "
        )
    };
}

const BY_EMAIL: &str = concat!(credentials!(), "{u.user.email_normalized} = $1");
const BY_ID: &str = concat!(credentials!(), "{u.user.id} = $1");

// A lock by failures closes passwords and codes, which ask for it themselves; any other closes the account.
const SIGNED_IN: &str = concat!(
    "UPDATE {user} AS u SET {user.last_sign_in_at} = $2 WHERE {u.user.id} = $1 AND ",
    is_open!()
);

/// A user with what a sign-in is checked against.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Credited {
    #[sqlx(flatten)]
    pub(crate) user: User,
    #[sqlx(try_from = "Option<String>")]
    pub(crate) password_hash: StoredHash,
    /// Confirmed authenticators.
    #[sqlx(try_from = "Int")]
    pub(crate) totp: i64,
    #[sqlx(try_from = "Int")]
    pub(crate) passkeys: i64,
    /// Whether a role asks for a second factor.
    pub(crate) needs_factor: bool,
}

/// The hash of a password, if one is set; its `Debug` shows nothing of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct StoredHash(pub(crate) Option<SecretString>);

impl From<Option<String>> for StoredHash {
    fn from(hash: Option<String>) -> Self {
        Self(hash.map(SecretString::from))
    }
}

impl Credited {
    /// Whether a second factor is enrolled.
    pub(crate) fn has_factor(&self) -> bool {
        self.totp + self.passkeys > 0
    }
}

/// Binds what [`is_open`] asks for: the second and third value of the statement.
pub(super) fn open_at(layout: &Layout, statement: Statement, now: Ts) -> Statement {
    statement
        .bind(layout.at(now))
        .bind(User::LOCKED_BY_FAILURES)
}

/// The user with this address, already in the form that is compared.
pub(crate) async fn by_email(on: &mut impl Conn, normalized: &str) -> Result<Option<Credited>> {
    on.optional(sql(BY_EMAIL).bind(normalized)).await
}

/// The user with this id.
pub(crate) async fn by_id(on: &mut impl Conn, id: &UserId) -> Result<Option<Credited>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// Notes a sign-in; false when the account is not open any more.
pub(crate) async fn signed_in(edit: &mut Edit<'_>, user: &UserId) -> Result<bool> {
    let statement = open_at(edit.layout, sql(SIGNED_IN).bind(&user.0), edit.now);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Holds the user's row to the end of the transaction, so that what hangs on it can be counted.
pub(crate) async fn hold(edit: &mut Edit<'_>, user: &UserId) -> Result<()> {
    edit.layout.changes().hold_user(edit, user).await
}
