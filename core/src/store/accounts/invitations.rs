//! Invitations: written, found by their token, accepted or revoked once.

use crate::crypto::token::TokenHash;
use crate::db::{Conn, Value, sql};
use crate::error::Result;
use crate::layout::{Edit, Layout};
use crate::model::{Invitation, InvitationId, Page, TenantId, TimeCursor, Ts, UserId};
use crate::store::accounts::places::{at, each_place};

macro_rules! invitations {
    ($rest:literal) => {
        concat!(
            "SELECT {i.invitation.id} AS id, {i.invitation.tenant_id} AS tenant_id,
            {i.invitation.email_normalized} AS email, {i.invitation.role} AS role,
            {i.invitation.invited_by} AS invited_by, {@i.invitation.created_at} AS created_at,
            {@i.invitation.expires_at} AS expires_at, {@i.invitation.accepted_at} AS accepted_at,
            {@i.invitation.revoked_at} AS revoked_at FROM {invitation} i WHERE ",
            $rest
        )
    };
}

const ADD: &str =
    "INSERT INTO {invitation} ({invitation.id}, {invitation.tenant_id}, {invitation.email_normalized},
    {invitation.role}, {invitation.token_hash}, {invitation.invited_by}, {invitation.created_at},
    {invitation.expires_at}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const BY_ID: &str = invitations!("{i.invitation.id} = $1");
const BY_TOKEN: &str = invitations!("{i.invitation.token_hash} = $1");

const SAME: [&str; 2] = each_place!(
    invitations!(
        "{i.invitation.email_normalized} = $1 AND {i.invitation.role} = $2
        AND {i.invitation.accepted_at} IS NULL AND {i.invitation.revoked_at} IS NULL
        AND {i.invitation.tenant_id} "
    ),
    "= $3"
);
const PENDING: [&str; 2] = each_place!(
    invitations!(
        "{i.invitation.accepted_at} IS NULL AND {i.invitation.revoked_at} IS NULL
        AND {i.invitation.expires_at} > $1 AND {i.invitation.tenant_id} "
    ),
    "= $2"
);

// One statement decides: of two who accept at the same moment one does.
const ACCEPT: &str = "UPDATE {invitation} SET {invitation.accepted_at} = $2, {invitation.accepted_by} = $3
    WHERE {invitation.id} = $1 AND {invitation.accepted_at} IS NULL AND {invitation.revoked_at} IS NULL
    AND {invitation.expires_at} > $2";

const REVOKE_OF: [&str; 2] = each_place!(
    "UPDATE {invitation} SET {invitation.revoked_at} = $1
        WHERE {invitation.invited_by} = $2 AND {invitation.accepted_at} IS NULL
        AND {invitation.revoked_at} IS NULL AND {invitation.tenant_id} ",
    "= $3"
);

/// An invitation about to be written.
#[derive(Debug)]
pub(crate) struct NewInvitation<'a> {
    pub(crate) id: &'a InvitationId,
    pub(crate) tenant: Option<&'a TenantId>,
    pub(crate) email: &'a str,
    pub(crate) role: &'a str,
    pub(crate) token: TokenHash,
    pub(crate) invited_by: Option<&'a UserId>,
    pub(crate) expires_at: Ts,
}

pub(crate) async fn add(edit: &mut Edit<'_>, new: NewInvitation<'_>) -> Result<()> {
    let statement = sql(ADD)
        .bind(&new.id.0)
        .bind(new.tenant.map(|t| t.0.clone()))
        .bind(new.email)
        .bind(new.role)
        .bind(*new.token.as_bytes())
        .bind(new.invited_by.map(|u| u.0.clone()))
        .bind(edit.now())
        .bind(edit.layout.at(new.expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// The invitation with this id, open or not.
pub(crate) async fn by_id(on: &mut impl Conn, id: &InvitationId) -> Result<Option<Invitation>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// The invitation the token stands for, open or not.
pub(crate) async fn by_token(on: &mut impl Conn, token: TokenHash) -> Result<Option<Invitation>> {
    on.optional(sql(BY_TOKEN).bind(*token.as_bytes())).await
}

/// The last invitation of this address to this role that is neither accepted nor revoked.
pub(crate) async fn same(
    on: &mut impl Conn,
    email: &str,
    role: &str,
    tenant: Option<&TenantId>,
) -> Result<Option<Invitation>> {
    let statement = at(&SAME, tenant, |s| s.bind(email).bind(role));
    let last = " ORDER BY {i.invitation.created_at} DESC LIMIT 1";
    on.optional(statement.push(last, [])).await
}

/// Accepts it; false when it is not open any more.
pub(crate) async fn accept(edit: &mut Edit<'_>, id: &InvitationId, user: &UserId) -> Result<bool> {
    let statement = sql(ACCEPT).bind(&id.0).bind(edit.now()).bind(&user.0);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Revokes it; false when it was accepted or revoked before.
pub(crate) async fn revoke(edit: &mut Edit<'_>, id: &InvitationId) -> Result<bool> {
    let changes = edit.layout.changes();
    Ok(changes.revoke_invitation(edit, id).await? == 1)
}

/// Revokes what a user invited to a place and nobody accepted; how many.
pub(crate) async fn revoke_of(
    edit: &mut Edit<'_>,
    user: &UserId,
    tenant: Option<&TenantId>,
) -> Result<u64> {
    let statement = at(&REVOKE_OF, tenant, |s| s.bind(edit.now()).bind(&user.0));
    edit.tx.execute(statement).await
}

/// A page of the invitations to a place that can be accepted, oldest first.
pub(crate) async fn pending(
    on: &mut impl Conn,
    layout: &Layout,
    now: Ts,
    tenant: Option<&TenantId>,
    cursor: Option<&TimeCursor>,
    limit: usize,
) -> Result<Page<Invitation, TimeCursor>> {
    let mut statement = at(&PENDING, tenant, |s| s.bind(layout.at(now)));
    if let Some(cursor) = cursor {
        statement = statement.push(
            " AND ({i.invitation.created_at}, {i.invitation.id}) > (?, ?)",
            [layout.at(cursor.at), Value::from(&cursor.id)],
        );
    }
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let order = " ORDER BY {i.invitation.created_at}, {i.invitation.id} LIMIT ?";
    let rows = on.all(statement.push(order, [Value::from(wanted)])).await?;
    Ok(Page::cut(rows, limit, |i: &Invitation| TimeCursor {
        at: i.created_at,
        id: i.id.0.clone(),
    }))
}
