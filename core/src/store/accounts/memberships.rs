//! Memberships: added, taken away, listed, and what they let a user reach.

use crate::db::{Conn, Int, Statement, Value, sql};
use crate::error::Result;
use crate::layout::{Edit, Layout};
use crate::model::{Id, Member, Page, TenantId, TimeCursor, Ts, UserId};
use crate::store::accounts::places::{at, each_place};
use crate::store::accounts::users::{is_open, open_at};

const ADD: &str =
    "INSERT INTO {membership} ({membership.id}, {membership.user_id}, {membership.tenant_id},
    {membership.role}, {membership.created_at}) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

const REMOVE: [&str; 2] = each_place!(
    "DELETE FROM {membership} WHERE {membership.user_id} = $1 AND {membership.role} = $2
        AND {membership.tenant_id} ",
    "= $3"
);
const HOLDS: [&str; 2] = each_place!(
    "SELECT count(*) FROM {membership} m WHERE {m.membership.user_id} = $1 AND {m.membership.role} = $2
        AND {m.membership.tenant_id} ",
    "= $3"
);
const OTHERS: [&str; 2] = each_place!(
    concat!(
        "SELECT count(*) FROM {membership} m JOIN {user} u ON {u.user.id} = {m.membership.user_id} WHERE ",
        is_open!(),
        " AND {m.membership.user_id} <> $1 AND {m.membership.role} = $4 AND {m.membership.tenant_id} "
    ),
    "= $5"
);

macro_rules! held {
    () => {
        "SELECT {r.role.name} AS role, ({r.role.requires_second_factor} = FALSE
            OR EXISTS (SELECT 1 FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
                AND {f.totp_factor.confirmed_at} IS NOT NULL)
            OR EXISTS (SELECT 1 FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id})) AS ready
        FROM {user} u JOIN {membership} m ON {m.membership.user_id} = {u.user.id}
        JOIN {role} r ON {r.role.name} = {m.membership.role}"
    };
}

// A role of the platform counts in every tenant there is; a tenant's only in it, while it is open.
const REACHING: [&str; 2] = [
    concat!(
        held!(),
        " JOIN {tenant} t ON {t.tenant.id} = $4 AND ({t.tenant.id} = {m.membership.tenant_id}
            AND {t.tenant.status} = 'active' OR {m.membership.tenant_id} IS NULL)
        WHERE {u.user.id} = $1
            AND {r.role.scope} = CASE WHEN {m.membership.tenant_id} IS NULL THEN 'platform' ELSE 'tenant' END AND ",
        is_open!()
    ),
    concat!(
        held!(),
        " WHERE {u.user.id} = $1 AND {m.membership.tenant_id} IS NULL AND {r.role.scope} = 'platform' AND ",
        is_open!()
    ),
];

const ROLES_IN: &str = "SELECT {m.membership.role} AS role FROM {membership} m
    WHERE {m.membership.user_id} = $1 AND {m.membership.tenant_id} = $2";

const MEMBERS: [&str; 2] = each_place!(
    "SELECT {m.membership.id} AS id, {u.user.id} AS user_id, {u.user.email} AS email,
        {u.user.display_name} AS display_name, {m.membership.role} AS role, {@m.membership.created_at} AS since
        FROM {membership} m JOIN {user} u ON {u.user.id} = {m.membership.user_id} WHERE {m.membership.tenant_id} ",
    "= $1"
);

/// A role that counts at a place.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Held {
    pub(crate) role: String,
    /// Whether the second factor it asks for is there.
    pub(crate) ready: bool,
}

/// Adds a membership; false when it was there.
pub(crate) async fn add(
    edit: &mut Edit<'_>,
    id: &Id,
    user: &UserId,
    role: &str,
    tenant: Option<&TenantId>,
) -> Result<bool> {
    let statement = sql(ADD)
        .bind(id)
        .bind(&user.0)
        .bind(tenant.map(|t| t.0.clone()))
        .bind(role)
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Takes a membership away; false when there was none.
pub(crate) async fn remove(
    edit: &mut Edit<'_>,
    user: &UserId,
    role: &str,
    tenant: Option<&TenantId>,
) -> Result<bool> {
    let statement = at(&REMOVE, tenant, |s| s.bind(&user.0).bind(role));
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Whether a user holds the role there.
pub(crate) async fn holds(
    on: &mut impl Conn,
    user: &UserId,
    role: &str,
    tenant: Option<&TenantId>,
) -> Result<bool> {
    let statement = at(&HOLDS, tenant, |s| s.bind(&user.0).bind(role));
    let (count,): (Int,) = on.one(statement).await?;
    Ok(count.0 > 0)
}

/// How many others with an open account hold the role there.
pub(crate) async fn others(
    edit: &mut Edit<'_>,
    user: &UserId,
    role: &str,
    tenant: Option<&TenantId>,
) -> Result<i64> {
    let statement = at(&OTHERS, tenant, |s| {
        open_at(edit.layout, s.bind(&user.0), edit.now).bind(role)
    });
    let (count,): (Int,) = edit.tx.one(statement).await?;
    Ok(count.0)
}

/// The roles of a user that count at a place; none where the account is not open.
pub(crate) async fn reaching(
    on: &mut impl Conn,
    layout: &Layout,
    now: Ts,
    user: &UserId,
    tenant: Option<&TenantId>,
) -> Result<Vec<Held>> {
    let bind = |s: Statement| open_at(layout, s.bind(&user.0), now);
    on.all(at(&REACHING, tenant, bind)).await
}

/// The roles a user holds in a tenant, whether or not they count now.
pub(crate) async fn roles_in(
    on: &mut impl Conn,
    user: &UserId,
    tenant: &TenantId,
) -> Result<Vec<String>> {
    let statement = sql(ROLES_IN).bind(&user.0).bind(&tenant.0);
    let rows: Vec<(String,)> = on.all(statement).await?;
    Ok(rows.into_iter().map(|(role,)| role).collect())
}

/// A page of who holds roles at a place, longest first.
pub(crate) async fn members(
    on: &mut impl Conn,
    layout: &Layout,
    tenant: Option<&TenantId>,
    cursor: Option<&TimeCursor>,
    limit: usize,
) -> Result<Page<Member, TimeCursor>> {
    let mut statement = at(&MEMBERS, tenant, |s| s);
    if let Some(cursor) = cursor {
        statement = statement.push(
            " AND ({m.membership.created_at}, {m.membership.id}) > (?, ?)",
            [layout.at(cursor.at), Value::from(&cursor.id)],
        );
    }
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let order = " ORDER BY {m.membership.created_at}, {m.membership.id} LIMIT ?";
    let rows: Vec<Member> = on.all(statement.push(order, [Value::from(wanted)])).await?;
    Ok(Page::cut(rows, limit, |m| TimeCursor {
        at: m.since,
        id: m.id.clone(),
    }))
}
