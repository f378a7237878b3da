//! Makes the promises the own layout relies on: one address, one user; no row without its instants; every index.

use super::backfill::stragglers;
use super::bench::{Bench, at_bench};
use super::record::{Adopted, Phase};
use crate::db::Engine;
use crate::db::migrate::Place;
use crate::error::{Error, Result};

/// Index names with their columns and predicates; `%` is where PostgreSQL must be told that NULLs come first.
pub(super) const INDEXES: [(&str, &str); 11] = [
    ("users_created", "({user.created_at}, {user.id})"),
    ("users_last_sign_in", "({user.last_sign_in_at}%, {user.id})"),
    ("users_display_name", "({user.display_name}%, {user.id})"),
    (
        "users_status",
        "({user.status}, {user.created_at}, {user.id})",
    ),
    (
        "users_inactive_seen",
        "({user.status}, {user.last_sign_in_at}%, {user.id}) WHERE {user.status} <> 'active'",
    ),
    (
        "users_locked",
        "({user.created_at}, {user.id}) WHERE {user.locked_at} IS NOT NULL",
    ),
    (
        "users_locked_seen",
        "({user.last_sign_in_at}%, {user.id}) WHERE {user.locked_at} IS NOT NULL",
    ),
    (
        "users_unverified",
        "({user.created_at}, {user.id}) WHERE {user.email_verified_at} IS NULL",
    ),
    (
        "users_unverified_seen",
        "({user.last_sign_in_at}%, {user.id}) WHERE {user.email_verified_at} IS NULL",
    ),
    (
        "users_previous_email",
        "({user.previous_email}) WHERE {user.previous_email} IS NOT NULL",
    ),
    (
        "users_email_changed",
        "({user.email_changed_at}, {user.id}) WHERE {user.previous_email} IS NOT NULL",
    ),
];

/// Switches; run again after a crash it goes on where it stopped.
pub async fn switch(place: &Place<'_>) -> Result<()> {
    at_bench!(place, |bench| turn(bench))
}

async fn turn(bench: &mut Bench<'_>) -> Result<()> {
    let phases = [Phase::Backfilled, Phase::Switching];
    let mut adopted = bench.standing("switch", &phases).await?;
    stragglers(bench).await?;
    whole(bench).await?;
    bench.stands_at(&mut adopted, Phase::Switching).await?;
    let engine = bench.db.engine();
    unique(bench, engine).await?;
    for (name, columns) in INDEXES {
        index(bench, engine, "INDEX", name, columns).await?;
    }
    if engine == Engine::Postgres {
        for column in ["created_at", "updated_at"] {
            if is_added(&adopted, column) {
                not_null(bench, column).await?;
            }
        }
        relax(bench, &mut adopted).await?;
    }
    bench.stands_at(&mut adopted, Phase::Switched).await
}

pub(super) fn is_added(adopted: &Adopted, own: &str) -> bool {
    let mut columns = adopted.mapping.columns.iter();
    columns.any(|c| c.own == own && c.added)
}

/// No row from before may be left; an address that came this moment, and that only Wardroom folds, may wait.
async fn whole(bench: &mut Bench<'_>) -> Result<()> {
    let left = bench
        .count(
            "SELECT count(*) FROM {user} WHERE {user.created_at} IS NULL OR {user.updated_at} IS NULL",
        )
        .await?;
    if left == 0 {
        return Ok(());
    }
    let why =
        format!("{left} rows are not filled in; run `wardroom db adopt backfill`, then switch");
    Err(Error::invalid("users", why))
}

async fn unique(bench: &mut Bench<'_>, engine: Engine) -> Result<()> {
    let columns = "({user.email_normalized})";
    let name = "users_email_normalized_key";
    let made = index(bench, engine, "UNIQUE INDEX", name, columns).await;
    if let Err(Error::Conflict { .. }) = made {
        bench.drop_index(name).await?;
        let why = "two users came to share an address; `wardroom db adopt plan` names them";
        return Err(Error::invalid("users", why));
    }
    made
}

/// Makes one index, concurrently where that exists; on SQLite writers wait, so it is one index at a time.
async fn index(
    bench: &mut Bench<'_>,
    engine: Engine,
    what: &str,
    name: &str,
    columns: &str,
) -> Result<()> {
    if engine == Engine::Sqlite {
        let columns = columns.replace('%', "");
        let make = format!("CREATE {what} IF NOT EXISTS {name} ON {{user}} {columns}");
        return bench.change(&[make]).await;
    }
    bench.drop_invalid(name).await?;
    let columns = columns.replace('%', " NULLS FIRST");
    let what = what.replace("INDEX", "INDEX CONCURRENTLY IF NOT EXISTS");
    bench
        .alone(&format!("CREATE {what} {name} ON {{user}} {columns}"))
        .await
}

/// Proved by a constraint that is validated while others write, so that setting NOT NULL scans nothing.
pub(super) async fn not_null(bench: &mut Bench<'_>, column: &str) -> Result<()> {
    let check = format!("wardroom_has_{column}");
    bench
        .change(&[
            format!("ALTER TABLE {{user}} DROP CONSTRAINT IF EXISTS {check}"),
            format!(
                "ALTER TABLE {{user}} ADD CONSTRAINT {check} CHECK ({{user.{column}}} IS NOT NULL) NOT VALID"
            ),
        ])
        .await?;
    bench
        .alone(&format!("ALTER TABLE {{user}} VALIDATE CONSTRAINT {check}"))
        .await?;
    bench
        .change(&[
            format!("ALTER TABLE {{user}} ALTER COLUMN {{user.{column}}} SET NOT NULL"),
            format!("ALTER TABLE {{user}} DROP CONSTRAINT {check}"),
        ])
        .await
}

/// A user who has no password yet has no hash: the column must bear it.
async fn relax(bench: &mut Bench<'_>, adopted: &mut Adopted) -> Result<()> {
    let column = "password_hash";
    if is_added(adopted, column) || !adopted.mapping.is_required(column) {
        return Ok(());
    }
    adopted.relaxed = vec![column.to_owned()];
    bench
        .change(&["ALTER TABLE {user} ALTER COLUMN {user.password_hash} DROP NOT NULL".to_owned()])
        .await
}
