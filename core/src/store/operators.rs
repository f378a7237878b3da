//! Operators: found by name or id, listed; made, enrolled, closed and opened.

use super::Directory;
use crate::db::{Conn, Int, Sql, sql};
use crate::error::Result;
use crate::model::{Operator, OperatorId, OperatorRole, OperatorStatus, Ts};

macro_rules! columns {
    () => {
        "id, name, email, role, status, created_at, last_sign_in_at"
    };
}

const LIST: &str = concat!("SELECT ", columns!(), " FROM {w}operators ORDER BY name");
const BY_ID: &str = concat!("SELECT ", columns!(), " FROM {w}operators WHERE id = $1");
const BY_NAME: &str = concat!(
    "SELECT ",
    columns!(),
    ", password_hash, enrol_code_hash, enrol_expires_at FROM {w}operators WHERE name = $1"
);
// Locked, so that of two admins who close each other's account one finds the other gone.
const ADMINS: Sql = Sql::each(
    "SELECT id FROM {w}operators WHERE role = 'admin' AND status = 'active'",
    "SELECT id FROM {w}operators WHERE role = 'admin' AND status = 'active' ORDER BY id FOR UPDATE",
);
const COUNT: &str = "SELECT count(*) FROM {w}operators";
const ADD: &str =
    "INSERT INTO {w}operators (id, name, email, role, status, enrol_code_hash, enrol_expires_at,
    created_at, created_by) VALUES ($1, $2, $3, $4, 'enrolling', $5, $6, $7, $8)";
const SET_STATUS: &str = "UPDATE {w}operators SET status = $2 WHERE id = $1 AND status <> $2";
const SET_ROLE: &str = "UPDATE {w}operators SET role = $2 WHERE id = $1 AND role <> $2";
const SIGNED_IN: &str =
    "UPDATE {w}operators SET last_sign_in_at = $2, password_hash = coalesce($3, password_hash)
    WHERE id = $1 AND status = 'active'";
const REISSUE: &str =
    "UPDATE {w}operators SET status = 'enrolling', password_hash = NULL, enrol_code_hash = $2,
    enrol_expires_at = $3 WHERE id = $1";
// The code is compared again: of two who enrol with it, one does.
const ENROL: &str =
    "UPDATE {w}operators SET status = 'active', password_hash = $3, enrol_code_hash = NULL,
    enrol_expires_at = NULL, last_sign_in_at = $4
    WHERE id = $1 AND status = 'enrolling' AND enrol_code_hash = $2 AND enrol_expires_at > $4";

/// An operator with what proves it; no `Debug`, for the hashes.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct Credited {
    #[sqlx(flatten)]
    pub(crate) operator: Operator,
    pub(crate) password_hash: Option<String>,
    pub(crate) enrol_code_hash: Option<Vec<u8>>,
    pub(crate) enrol_expires_at: Option<Ts>,
}

/// An operator about to be added, with its enrolment code's hash.
#[derive(Clone, Debug)]
pub(crate) struct NewOperator {
    pub(crate) id: OperatorId,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
    pub(crate) role: OperatorRole,
    pub(crate) enrol: EnrolHash,
    pub(crate) at: Ts,
    pub(crate) by: Option<String>,
}

/// What is kept of an enrolment code, and until when it counts.
#[derive(Clone, Debug)]
pub(crate) struct EnrolHash {
    pub(crate) hash: Vec<u8>,
    pub(crate) expires_at: Ts,
}

impl Directory {
    /// Every operator, by name.
    pub async fn operators(&self) -> Result<Vec<Operator>> {
        self.db().all(sql(LIST)).await
    }

    /// The operator with this name.
    pub async fn operator(&self, name: &str) -> Result<Option<Operator>> {
        let found = by_name(&mut self.db(), name).await?;
        Ok(found.map(|credited| credited.operator))
    }
}

pub(crate) async fn by_id(on: &mut impl Conn, id: &OperatorId) -> Result<Option<Operator>> {
    on.optional(sql(BY_ID).bind(&id.0)).await
}

/// By the sign-in name, however it was capitalised.
pub(crate) async fn by_name(on: &mut impl Conn, name: &str) -> Result<Option<Credited>> {
    on.optional(sql(BY_NAME).bind(folded(name))).await
}

/// The form in which names are kept and compared.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_ascii_lowercase()
}

/// The admins that can sign in, held until the transaction ends.
pub(crate) async fn active_admins(on: &mut impl Conn) -> Result<Vec<(OperatorId,)>> {
    on.all(sql(ADMINS)).await
}

pub(crate) async fn count(on: &mut impl Conn) -> Result<i64> {
    let (count,): (Int,) = on.one(sql(COUNT)).await?;
    Ok(count.0)
}

pub(crate) async fn add(on: &mut impl Conn, new: NewOperator) -> Result<()> {
    let statement = sql(ADD)
        .bind(&new.id.0)
        .bind(new.name)
        .bind(new.email)
        .bind(new.role.word())
        .bind(new.enrol.hash)
        .bind(new.enrol.expires_at)
        .bind(new.at)
        .bind(new.by);
    on.execute(statement).await.map(drop)
}

pub(crate) async fn set_status(
    on: &mut impl Conn,
    id: &OperatorId,
    status: OperatorStatus,
) -> Result<u64> {
    on.execute(sql(SET_STATUS).bind(&id.0).bind(status.word()))
        .await
}

pub(crate) async fn set_role(
    on: &mut impl Conn,
    id: &OperatorId,
    role: OperatorRole,
) -> Result<u64> {
    on.execute(sql(SET_ROLE).bind(&id.0).bind(role.word()))
        .await
}

/// Notes a sign-in, with a fresh hash where the stored one was weak; 0 when the operator is not active any more.
pub(crate) async fn signed_in(
    on: &mut impl Conn,
    id: &OperatorId,
    at: Ts,
    rehashed: Option<String>,
) -> Result<u64> {
    on.execute(sql(SIGNED_IN).bind(&id.0).bind(at).bind(rehashed))
        .await
}

/// Sends an operator back to enrolment: the password is gone, the code opens the way in.
pub(crate) async fn reissue(on: &mut impl Conn, id: &OperatorId, enrol: EnrolHash) -> Result<u64> {
    let statement = sql(REISSUE)
        .bind(&id.0)
        .bind(enrol.hash)
        .bind(enrol.expires_at);
    on.execute(statement).await
}

/// Ends an enrolment; 0 when its code was used, replaced or has expired meanwhile.
pub(crate) async fn enrol(
    on: &mut impl Conn,
    id: &OperatorId,
    code_hash: &[u8],
    password_hash: &str,
    at: Ts,
) -> Result<u64> {
    let statement = sql(ENROL)
        .bind(&id.0)
        .bind(code_hash)
        .bind(password_hash)
        .bind(at);
    on.execute(statement).await
}
