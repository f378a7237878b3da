//! Recovery-code sets: stored pending, made to count, voided.

use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::{Edit, NewCodeSet};
use crate::model::{CodeSetId, UserId};

const VOID: &str = "UPDATE {code_set} SET {code_set.state} = 'void', {code_set.voided_at} = $2
    WHERE {code_set.user_id} = $1 AND {code_set.state} = $3";

const ADD: &str =
    "INSERT INTO {code_set} ({code_set.id}, {code_set.user_id}, {code_set.kind}, {code_set.state},
    {code_set.salt}, {code_set.created_at}, {code_set.expires_at}, {code_set.issued_by})
    VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7)";

const ADD_CODE: &str =
    "INSERT INTO {code} ({code.set_id}, {code.position}, {code.code_hash}) VALUES ($1, $2, $3)";

const ACTIVATE: &str =
    "UPDATE {code_set} SET {code_set.state} = 'active', {code_set.activated_at} = $3
    WHERE {code_set.id} = $2 AND {code_set.user_id} = $1 AND {code_set.state} = 'pending'";

pub(super) async fn add(edit: &mut Edit<'_>, set: &NewCodeSet) -> Result<()> {
    void(edit, &set.user, "pending").await?;
    let statement = sql(ADD)
        .bind(&set.id.0)
        .bind(&set.user.0)
        .bind(set.kind.word())
        .bind(set.salt.clone())
        .bind(edit.now())
        .bind(edit.layout.at_opt(set.expires_at))
        .bind(set.issued_by.clone());
    edit.tx.execute(statement).await?;
    for (position, hash) in (0_i64..).zip(&set.hashes) {
        edit.tx
            .execute(sql(ADD_CODE).bind(&set.id.0).bind(position).bind(*hash))
            .await?;
    }
    Ok(())
}

pub(super) async fn activate(edit: &mut Edit<'_>, user: &UserId, set: &CodeSetId) -> Result<u64> {
    // The old set first: at most one counts at a time, and an index says so.
    void(edit, user, "active").await?;
    edit.tx
        .execute(sql(ACTIVATE).bind(&user.0).bind(&set.0).bind(edit.now()))
        .await
}

pub(super) async fn void_all(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    Ok(void(edit, user, "active").await? + void(edit, user, "pending").await?)
}

pub(super) async fn void(edit: &mut Edit<'_>, user: &UserId, state: &str) -> Result<u64> {
    edit.tx
        .execute(sql(VOID).bind(&user.0).bind(edit.now()).bind(state))
        .await
}
