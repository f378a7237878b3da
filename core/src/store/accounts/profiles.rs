//! Profiles: made once, read, rewritten.

use crate::db::{Conn, Statement, Value, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Profile, ProfileForm, UserId};

// Of a user who is there: a key alone would let an erased user have a profile again.
const CREATE: &str =
    "INSERT INTO {profile} ({profile.user_id}, {profile.given_name}, {profile.family_name},
    {profile.locale}, {profile.time_zone}, {profile.avatar_url}, {profile.created_at}, {profile.updated_at})
    SELECT $1, $2, $3, $4, $5, $6, $7, $7 FROM {user} u WHERE {u.user.id} = $1 AND {u.user.status} <> 'erased'
    ON CONFLICT ({profile.user_id}) DO NOTHING";

const UPDATE: &str = "UPDATE {profile} SET {profile.given_name} = $2, {profile.family_name} = $3,
    {profile.locale} = $4, {profile.time_zone} = $5, {profile.avatar_url} = $6, {profile.updated_at} = $7
    WHERE {profile.user_id} = $1";

const OF_USER: &str = "SELECT {p.profile.user_id} AS user_id, {p.profile.given_name} AS given_name,
    {p.profile.family_name} AS family_name, {p.profile.locale} AS locale, {p.profile.time_zone} AS time_zone,
    {p.profile.avatar_url} AS avatar_url, {@p.profile.created_at} AS created_at,
    {@p.profile.updated_at} AS updated_at FROM {profile} p WHERE {p.profile.user_id} = $1";

fn filled(text: &'static str, user: &UserId, says: &ProfileForm, now: Value) -> Statement {
    sql(text)
        .bind(&user.0)
        .bind(says.given_name.clone())
        .bind(says.family_name.clone())
        .bind(says.locale.clone())
        .bind(says.time_zone.clone())
        .bind(says.avatar_url.clone())
        .bind(now)
}

/// Makes a profile; false when the user has one, or is not there.
pub(crate) async fn create(edit: &mut Edit<'_>, user: &UserId, says: &ProfileForm) -> Result<bool> {
    let statement = filled(CREATE, user, says, edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Rewrites a profile; false when there is none.
pub(crate) async fn update(edit: &mut Edit<'_>, user: &UserId, says: &ProfileForm) -> Result<bool> {
    let statement = filled(UPDATE, user, says, edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// A user's profile.
pub(crate) async fn of_user(on: &mut impl Conn, user: &UserId) -> Result<Option<Profile>> {
    on.optional(sql(OF_USER).bind(&user.0)).await
}
