//! Drops what served the old application: the triggers, and the columns the operator names. There is no way back.

use super::bench::{Bench, at_bench};
use super::record::Phase;
use super::shape::Shape;
use super::{switch, triggers};
use crate::db::Engine;
use crate::db::migrate::Place;
use crate::error::{Error, Result};

/// Cleans up for this reason, dropping these columns of the application's; run again after a crash it goes on.
pub async fn cleanup(place: &Place<'_>, columns: &[String], reason: &str) -> Result<()> {
    at_bench!(place, |bench| clean(bench, columns, reason))
}

async fn clean(bench: &mut Bench<'_>, columns: &[String], reason: &str) -> Result<()> {
    let phases = [Phase::Switched, Phase::Cleaning];
    let mut adopted = bench.standing("cleanup", &phases).await?;
    if reason.trim().is_empty() {
        return Err(Error::invalid("reason", "say why; it is kept"));
    }
    let shape = Shape::read(&bench.db, bench.place.schema).await?;
    let ours = |name: &str| {
        matches!(name, "id" | "email") || adopted.mapping.columns.iter().any(|c| c.physical == name)
    };
    for name in columns {
        if ours(name) {
            let why = format!("{name} is in use; name columns of the old application only");
            return Err(Error::invalid("--drop", why));
        }
        if adopted.phase == Phase::Switched && shape.column(name).is_none() {
            return Err(Error::not_found("column", format!("users.{name}")));
        }
    }
    let engine = bench.db.engine();
    let left = bench
        .count("SELECT count(*) FROM {user} WHERE {user.email_normalized} IS NULL")
        .await?;
    if left > 0 {
        let why =
            format!("{left} rows wait for a backfill; run `wardroom db adopt backfill` first");
        return Err(Error::invalid("users", why));
    }
    adopted.reason = Some(reason.trim().to_owned());
    bench.stands_at(&mut adopted, Phase::Cleaning).await?;
    bench.change(&triggers::drop(engine)).await?;
    if engine == Engine::Postgres {
        switch::not_null(bench, "email_normalized").await?;
    }
    let present = columns.iter().filter(|name| shape.column(name).is_some());
    let gone = present.map(|name| {
        format!(
            "ALTER TABLE {{user}} DROP COLUMN {}",
            crate::db::names::quote(name)
        )
    });
    bench.change(&gone.collect::<Vec<_>>()).await?;
    let mapping = &mut adopted.mapping;
    (mapping.name, mapping.password, mapping.verified) = (None, None, None);
    bench.stands_at(&mut adopted, Phase::Done).await
}
