//! Tenants and the roles there are.

use crate::db::{Conn, Sql, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Role, Tenant, TenantId};

macro_rules! tenant {
    ($rest:literal) => {
        concat!(
            "SELECT {t.tenant.id} AS id, {t.tenant.slug} AS slug, {t.tenant.name} AS name,
            {t.tenant.status} AS status, {@t.tenant.created_at} AS created_at FROM {tenant} t WHERE ",
            $rest
        )
    };
}

macro_rules! role {
    ($rest:literal) => {
        concat!(
            "SELECT {r.role.name} AS name, {r.role.scope} AS scope,
            {r.role.requires_second_factor} AS requires_second_factor FROM {role} r WHERE ",
            $rest
        )
    };
}

const CREATE: &str =
    "INSERT INTO {tenant} ({tenant.id}, {tenant.slug}, {tenant.name}, {tenant.created_at},
    {tenant.updated_at}) VALUES ($1, $2, $3, $4, $4) ON CONFLICT ({tenant.slug}) DO NOTHING";

const BY_ID: &str = tenant!("{t.tenant.id} = $1");
const BY_SLUG: &str = tenant!("{t.tenant.slug} = $1");

// SQLite's transactions hold the only write lock already. NO KEY: who joins meanwhile need not wait.
const LOCK: Sql = Sql::each(
    tenant!("{t.tenant.id} = $1"),
    tenant!("{t.tenant.id} = $1 FOR NO KEY UPDATE"),
);
const LOCK_ROLE: Sql = Sql::each(
    role!("{r.role.name} = $1"),
    role!("{r.role.name} = $1 FOR NO KEY UPDATE"),
);
const ROLE: &str = role!("{r.role.name} = $1");

/// Makes a tenant; false when the slug is taken.
pub(crate) async fn create(edit: &mut Edit<'_>, tenant: &Tenant) -> Result<bool> {
    let statement = sql(CREATE)
        .bind(&tenant.id.0)
        .bind(&tenant.slug)
        .bind(&tenant.name)
        .bind(edit.now());
    Ok(edit.tx.execute(statement).await? == 1)
}

/// The tenant with this slug.
pub(crate) async fn by_slug(on: &mut impl Conn, slug: &str) -> Result<Option<Tenant>> {
    on.optional(sql(BY_SLUG).bind(slug)).await
}

/// The tenant with this id.
pub(crate) async fn by_id(on: &mut impl Conn, id: &TenantId) -> Result<Option<Tenant>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// The tenant, held until the transaction ends: whoever changes its members waits.
pub(crate) async fn lock(edit: &mut Edit<'_>, id: &TenantId) -> Result<Option<Tenant>> {
    edit.tx.optional(sql(LOCK).bind(&id.0)).await
}

/// The role, held until the transaction ends: whoever changes who holds it on the platform waits.
pub(crate) async fn lock_role(edit: &mut Edit<'_>, name: &str) -> Result<Option<Role>> {
    edit.tx.optional(sql(LOCK_ROLE).bind(name)).await
}

/// The role of this name.
pub(crate) async fn role(on: &mut impl Conn, name: &str) -> Result<Option<Role>> {
    on.optional(sql(ROLE).bind(name)).await
}
