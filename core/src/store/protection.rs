//! Which accounts only an admin may touch.

use super::Directory;
use crate::db::{Conn, sql};
use crate::error::{Error, Result};
use crate::model::{User, UserId, normalize_email};

const ROLES: &str = "SELECT {m.membership.role} AS role FROM {membership} m
    WHERE {m.membership.user_id} = $1 AND {m.membership.role} IN ('PLATFORM_ADMIN', 'OWNER') LIMIT 1";

/// Why an account is protected from an operator with this address; `None` when it is not.
pub(crate) async fn of(
    on: &mut impl Conn,
    user: &User,
    operator: Option<&str>,
) -> Result<Option<&'static str>> {
    if operator.is_some_and(|own| normalize_email(own) == normalize_email(&user.email)) {
        return Ok(Some("your own address"));
    }
    by_role(on, &user.id).await
}

impl Directory {
    /// Why only an admin may change this account, asked for an operator with this address; `None` when others may too.
    pub async fn protection(
        &self,
        user: &UserId,
        operator: Option<&str>,
    ) -> Result<Option<&'static str>> {
        match self.user(user).await? {
            Some(user) => of(&mut self.db(), &user, operator).await,
            None => Err(Error::not_found("user", user)),
        }
    }
}

async fn by_role(on: &mut impl Conn, user: &UserId) -> Result<Option<&'static str>> {
    let role: Option<(String,)> = on.optional(sql(ROLES).bind(&user.0)).await?;
    Ok(role.map(|(role,)| {
        if role == "OWNER" {
            "a tenant owner"
        } else {
            "a platform admin"
        }
    }))
}
