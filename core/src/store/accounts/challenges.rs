//! Challenges: begun, found by their token, answered once.

use crate::crypto::sealed::Sealed;
use crate::crypto::token::TokenHash;
use crate::db::{Conn, sql};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{Challenge, ChallengeKind, Id, Ts, UserId};

const BEGIN: &str =
    "INSERT INTO {challenge} ({challenge.id}, {challenge.user_id}, {challenge.kind},
    {challenge.token_hash}, {challenge.aal}, {challenge.factor_at}, {challenge.state_sealed},
    {challenge.key_version}, {challenge.created_at}, {challenge.expires_at})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const BY_TOKEN: &str =
    "SELECT {c.challenge.id} AS id, {c.challenge.user_id} AS user_id, {c.challenge.kind} AS kind,
    {c.challenge.aal} AS aal, {@c.challenge.factor_at} AS factor_at, {c.challenge.attempts} AS attempts,
    {@c.challenge.expires_at} AS expires_at, {@c.challenge.used_at} AS used_at
    FROM {challenge} c WHERE {c.challenge.token_hash} = $1 AND {c.challenge.kind} = $2";

// One statement decides: of two answers at the same moment only one is looked at.
const ATTEMPT: &str = "UPDATE {challenge} SET {challenge.attempts} = {challenge.attempts} + 1
    WHERE {challenge.id} = $1 AND {challenge.used_at} IS NULL AND {challenge.expires_at} > $2
    AND {challenge.attempts} < $3";

const USE: &str = "UPDATE {challenge} SET {challenge.used_at} = $2
    WHERE {challenge.id} = $1 AND {challenge.used_at} IS NULL AND {challenge.expires_at} > $2";

const KEEP: &str =
    "UPDATE {challenge} SET {challenge.state_sealed} = $2, {challenge.key_version} = $3
    WHERE {challenge.id} = $1";

const STATE: &str =
    "SELECT {c.challenge.state_sealed} AS state FROM {challenge} c WHERE {c.challenge.id} = $1";

/// A challenge about to begin.
#[derive(Debug)]
pub(crate) struct NewChallenge<'a> {
    pub(crate) id: &'a Id,
    pub(crate) user: Option<&'a UserId>,
    pub(crate) kind: ChallengeKind,
    pub(crate) token: TokenHash,
    /// The assurance already reached, and when a second factor was shown.
    pub(crate) aal: i64,
    pub(crate) factor_at: Option<Ts>,
    /// A ceremony's state, sealed under its key's version.
    pub(crate) state: Option<(&'a [u8], u32)>,
    pub(crate) expires_at: Ts,
}

pub(crate) async fn begin(edit: &mut Edit<'_>, new: NewChallenge<'_>) -> Result<()> {
    let (state, version) = new.state.unzip();
    let statement = sql(BEGIN)
        .bind(new.id)
        .bind(new.user.map(|u| u.0.clone()))
        .bind(new.kind.word())
        .bind(*new.token.as_bytes())
        .bind(new.aal)
        .bind(edit.layout.at_opt(new.factor_at))
        .bind(state.map(<[u8]>::to_vec))
        .bind(version.map(i64::from))
        .bind(edit.now())
        .bind(edit.layout.at(new.expires_at));
    edit.tx.execute(statement).await.map(drop)
}

/// The challenge of this kind that the token stands for, open or not.
pub(crate) async fn by_token(
    on: &mut impl Conn,
    kind: ChallengeKind,
    token: TokenHash,
) -> Result<Option<Challenge>> {
    on.optional(sql(BY_TOKEN).bind(*token.as_bytes()).bind(kind.word()))
        .await
}

/// Counts an answer before it is looked at; false when no more are taken.
pub(crate) async fn attempt(edit: &mut Edit<'_>, id: &Id) -> Result<bool> {
    let statement = sql(ATTEMPT)
        .bind(id)
        .bind(edit.now())
        .bind(Challenge::ATTEMPTS);
    Ok(edit.tx.execute(statement).await? == 1)
}

/// Ends it with a right answer; false when somebody was quicker.
pub(crate) async fn spend(edit: &mut Edit<'_>, id: &Id) -> Result<bool> {
    Ok(edit.tx.execute(sql(USE).bind(id).bind(edit.now())).await? == 1)
}

/// The sealed state of a ceremony.
pub(crate) async fn state(on: &mut impl Conn, id: &Id) -> Result<Option<Vec<u8>>> {
    let row: Option<(Option<Vec<u8>>,)> = on.optional(sql(STATE).bind(id)).await?;
    Ok(row.and_then(|(state,)| state))
}

/// Keeps the state of a ceremony, in place of one begun before.
pub(crate) async fn keep_state(edit: &mut Edit<'_>, id: &Id, state: &Sealed) -> Result<()> {
    let statement = sql(KEEP)
        .bind(id)
        .bind(state.as_bytes())
        .bind(state.key_version().0);
    edit.tx.execute(statement).await.map(drop)
}
