//! Users, one at a time, and how many there are.

use super::Directory;
use super::users_filter::{Narrowed, Seen};
use crate::db::{Conn, Engine, Int, Sql, Statement, sql};
use crate::error::{Error, Result};
use crate::model::{User, UserFilter, UserId, normalize_email};

/// The columns of a [`User`], in the order of its fields, under the alias `u`; the last sign-in as it is told.
macro_rules! user_columns {
    ($seen:literal) => {
        concat!(
            "{u.user.id} AS id, {u.user.email} AS email, {@u.user.email_verified_at} AS email_verified_at,
        {@u.user.email_changed_at} AS email_changed_at, {u.user.previous_email} AS previous_email,
        {u.user.display_name} AS display_name, {u.user.status} AS status, {@u.user.locked_at} AS locked_at,
        {@u.user.locked_until} AS locked_until, {u.user.lock_cause} AS lock_cause,
        {u.user.password_hash} IS NOT NULL AS has_password, {@u.user.password_changed_at} AS password_changed_at,
        {u.user.must_change_password} AS must_change_password, {u.user.failed_sign_ins} AS failed_sign_ins,
        ",
            $seen,
            " AS last_sign_in_at, {@u.user.created_at} AS created_at, {@u.user.updated_at} AS updated_at"
        )
    };
}
pub(super) use user_columns;

const BY_ID: &str = concat!(
    "SELECT ",
    user_columns!("{@u.user.last_sign_in_at}"),
    " FROM {user} u WHERE {u.user.id} = $1"
);
const BY_EMAIL: &str = concat!(
    "SELECT ",
    user_columns!("{@u.user.last_sign_in_at}"),
    " FROM {user} u WHERE {u.user.address} = $1 LIMIT 2"
);

// SQLite: rows are seldom deleted, so the highest rowid is close, and one step of the tree away.
const ESTIMATE: Sql = Sql::each(
    "SELECT coalesce(max(rowid), 0) FROM {=user}",
    "SELECT CAST(greatest(reltuples, 0) AS BIGINT) FROM pg_class WHERE oid = to_regclass($1)",
);

impl Directory {
    /// The user with this id.
    pub async fn user(&self, id: &UserId) -> Result<Option<User>> {
        user_in(&mut self.db(), id).await
    }

    /// The user with this address, compared as [`normalize_email`] does.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>> {
        let Some(normalized) = normalize_email(email) else {
            return Ok(None);
        };
        by_normalized(&mut self.db(), &normalized).await
    }

    /// Finds a user by address or id, as a person names one.
    pub async fn find_user(&self, named: &str) -> Result<Option<User>> {
        if named.contains('@') {
            return self.user_by_email(named).await;
        }
        let id = self.parse_user_id(named)?;
        self.user(&id).await
    }

    /// About how many users there are, without counting them.
    pub async fn estimate_users(&self) -> Result<i64> {
        let statement = match self.engine() {
            Engine::Postgres => sql(ESTIMATE).bind(self.db().names().render("{=user}")),
            Engine::Sqlite => sql(ESTIMATE),
        };
        let rows: Option<(Int,)> = self.db().optional(statement).await?;
        Ok(rows.map_or(0, |(n,)| n.0))
    }

    /// Exactly how many users pass the filter; reads as much as it must.
    pub async fn count_users(&self, filter: &UserFilter) -> Result<i64> {
        let filter = Narrowed::new(self, filter).await?;
        let conditions = filter.conditions(self, Seen::Either);
        let statement: Statement =
            sql("SELECT count(*) FROM {user} u WHERE TRUE").filter(conditions);
        let (count,): (Int,) = self.db().one(statement).await?;
        Ok(count.0)
    }
}

/// As [`Directory::user`], inside a transaction.
pub(crate) async fn user_in(on: &mut impl Conn, id: &UserId) -> Result<Option<User>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// As [`Directory::user_by_email`], inside a transaction, the address already in the form that is compared.
pub(crate) async fn by_normalized(on: &mut impl Conn, email: &str) -> Result<Option<User>> {
    let mut found: Vec<User> = on.all(sql(BY_EMAIL).bind(email)).await?;
    if found.len() > 1 {
        // Single sign-on keeps its addresses apart from the others in some layouts: nobody may be guessed at.
        let why = "more than one user has this address; give the id";
        return Err(Error::invalid("user", why));
    }
    Ok(found.pop())
}
