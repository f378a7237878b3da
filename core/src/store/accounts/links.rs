//! Links sent by mail, to sign in or to set a new password: found by their token, used once.

use crate::crypto::token::TokenHash;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Id, Ts, UserId};

const ADD_RESET: &str =
    "INSERT INTO {password_reset} ({password_reset.id}, {password_reset.user_id},
    {password_reset.token_hash}, {password_reset.requested_by}, {password_reset.created_at},
    {password_reset.expires_at}) VALUES ($1, $2, $3, 'user', $4, $5)";

const RESET: &str = "SELECT {r.password_reset.user_id} AS user_id FROM {password_reset} r
    WHERE {r.password_reset.token_hash} = $1 AND {r.password_reset.used_at} IS NULL
    AND {r.password_reset.expires_at} > $2";

const SPEND_RESET: &str = "UPDATE {password_reset} SET {password_reset.used_at} = $2
    WHERE {password_reset.token_hash} = $1 AND {password_reset.used_at} IS NULL
    AND {password_reset.expires_at} > $2";

const ADD_MAGIC: &str = "INSERT INTO {magic_link} ({magic_link.id}, {magic_link.user_id}, {magic_link.token_hash},
    {magic_link.created_at}, {magic_link.expires_at}, {magic_link.email}) VALUES ($1, $2, $3, $4, $5, $6)";

const MAGIC: &str = "SELECT {l.magic_link.user_id} AS user_id FROM {magic_link} l
    JOIN {user} u ON {u.user.id} = {l.magic_link.user_id} AND {u.user.email} = {l.magic_link.email}
    WHERE {l.magic_link.token_hash} = $1 AND {l.magic_link.used_at} IS NULL AND {l.magic_link.expires_at} > $2";

const SPEND_MAGIC: &str = "UPDATE {magic_link} SET {magic_link.used_at} = $2
    WHERE {magic_link.token_hash} = $1 AND {magic_link.used_at} IS NULL AND {magic_link.expires_at} > $2";

/// What a link does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LinkKind {
    /// It lets a new password be set.
    Reset,
    /// It signs in, as long as the account has the address it was sent to.
    Magic,
}

/// A link about to be sent: only its hash.
#[derive(Debug)]
pub(crate) struct NewLink<'a> {
    pub(crate) id: &'a Id,
    pub(crate) user: &'a UserId,
    /// The address it is sent to, as the account has it.
    pub(crate) email: &'a str,
    pub(crate) token: TokenHash,
    pub(crate) expires_at: Ts,
}

pub(crate) async fn add(edit: &mut Edit<'_>, kind: LinkKind, new: NewLink<'_>) -> Result<()> {
    let row = |text: &'static str| {
        sql(text)
            .bind(new.id)
            .bind(&new.user.0)
            .bind(*new.token.as_bytes())
            .bind(edit.now())
            .bind(edit.layout.at(new.expires_at))
    };
    let statement = match kind {
        LinkKind::Reset => row(ADD_RESET),
        LinkKind::Magic => row(ADD_MAGIC).bind(new.email),
    };
    edit.tx.execute(statement).await.map(drop)
}

/// Whose link it is, while it can be used; looking changes nothing.
pub(crate) async fn owner(
    edit: &mut Edit<'_>,
    kind: LinkKind,
    token: TokenHash,
) -> Result<Option<UserId>> {
    let text = match kind {
        LinkKind::Reset => RESET,
        LinkKind::Magic => MAGIC,
    };
    let statement = sql(text).bind(*token.as_bytes()).bind(edit.now());
    let row: Option<(UserId,)> = edit.tx.optional(statement).await?;
    Ok(row.map(|(user,)| user))
}

/// Uses it up; false when it cannot be used any more.
pub(crate) async fn spend(edit: &mut Edit<'_>, kind: LinkKind, token: TokenHash) -> Result<bool> {
    let text = match kind {
        LinkKind::Reset => SPEND_RESET,
        LinkKind::Magic => SPEND_MAGIC,
    };
    let statement = sql(text).bind(*token.as_bytes()).bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}
