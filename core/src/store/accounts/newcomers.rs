//! Users who begin with a proved address and a password.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::UserId;

// Of two that begin with one address at the same moment one makes the account and the other finds it.
const ADD: &str = "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.display_name}, {user.password_hash}, {user.password_changed_at}, {user.status}, {user.created_at},
    {user.updated_at}) VALUES ($1, $2, $2, $5, $3, $4, $5, 'active', $5, $5)
    ON CONFLICT ({user.email_normalized}) DO NOTHING";

/// Adds a user whose address is proved now; false when the address has an account.
pub(crate) async fn add(
    edit: &mut Edit<'_>,
    id: &UserId,
    email: &str,
    display_name: Option<String>,
    password_hash: String,
) -> Result<bool> {
    let statement = sql(ADD)
        .bind(&id.0)
        .bind(email)
        .bind(display_name)
        .bind(password_hash)
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}
