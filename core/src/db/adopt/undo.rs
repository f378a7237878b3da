//! One phase back, until cleanup; no row of the existing table is touched.

use super::bench::{Bench, at_bench};
use super::record::{Adopted, Phase};
use super::switch::{INDEXES, is_added};
use super::triggers;
use crate::db::Engine;
use crate::db::migrate::Place;
use crate::error::{Error, Result};

/// Goes one phase back and says where the adoption stands then; `None` when nothing of it is left.
pub async fn undo(place: &Place<'_>) -> Result<Option<Phase>> {
    at_bench!(place, |bench| back(bench))
}

async fn back(bench: &mut Bench<'_>) -> Result<Option<Phase>> {
    let phases = [
        Phase::Expanding,
        Phase::Expanded,
        Phase::Backfilled,
        Phase::Switching,
        Phase::Switched,
    ];
    let mut adopted = bench.standing("undo", &phases).await?;
    match adopted.phase {
        Phase::Expanding | Phase::Expanded => {
            shrink(bench, &mut adopted).await?;
            Ok(None)
        }
        Phase::Backfilled => {
            // What was filled in harms nobody, and goes with its columns.
            bench.stands_at(&mut adopted, Phase::Expanded).await?;
            Ok(Some(Phase::Expanded))
        }
        _ => {
            turn_back(bench, &mut adopted).await?;
            bench.stands_at(&mut adopted, Phase::Backfilled).await?;
            Ok(Some(Phase::Backfilled))
        }
    }
}

async fn turn_back(bench: &mut Bench<'_>, adopted: &mut Adopted) -> Result<()> {
    let engine = bench.db.engine();
    bench.stands_at(adopted, Phase::Switching).await?;
    if engine == Engine::Postgres {
        tighten(bench, adopted).await?;
        let loosen = ["created_at", "updated_at"]
            .into_iter()
            .filter(|c| is_added(adopted, c))
            .map(|c| format!("ALTER TABLE {{user}} ALTER COLUMN {{user.{c}}} DROP NOT NULL"));
        bench.change(&loosen.collect::<Vec<_>>()).await?;
    }
    let names = INDEXES.iter().map(|(name, _)| *name);
    for name in names.chain(["users_email_normalized_key"]) {
        bench.drop_index(name).await?;
    }
    Ok(())
}

/// The old application may count on a hash in every row.
async fn tighten(bench: &mut Bench<'_>, adopted: &mut Adopted) -> Result<()> {
    if adopted.relaxed.is_empty() {
        return Ok(());
    }
    let without = bench
        .count("SELECT count(*) FROM {user} WHERE {user.password_hash} IS NULL")
        .await?;
    if without > 0 {
        let why = format!(
            "{without} users have no password, and the column refused that before; \
             give each a value or remove them, then undo"
        );
        return Err(Error::invalid("users.password_hash", why));
    }
    super::switch::not_null(bench, "password_hash").await?;
    adopted.relaxed.clear();
    Ok(())
}

async fn shrink(bench: &mut Bench<'_>, adopted: &mut Adopted) -> Result<()> {
    bench.session.without_search().await?;
    bench.stands_at(adopted, Phase::Expanding).await?;
    let engine = bench.db.engine();
    bench.change(&triggers::drop(engine)).await?;
    bench.session.away(&bench.place).await?;
    let shape = super::shape::Shape::read(&bench.db, bench.place.schema).await?;
    let columns = adopted.mapping.columns.iter();
    let gone = columns
        .filter(|c| c.added && shape.column(&c.physical).is_some())
        .map(|c| format!("ALTER TABLE {{user}} DROP COLUMN {{user.{}}}", c.own));
    bench.change(&gone.collect::<Vec<_>>()).await?;
    bench.change(&["DROP TABLE {adoption}".to_owned()]).await
}
