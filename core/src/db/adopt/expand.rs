//! Adds what the own layout needs beside what is there: columns, triggers, the other tables. Nothing is taken away.

use super::bench::{Bench, at_bench};
use super::columns::{Mapping, OWN, Wish};
use super::plan::{Plan, clashes, found};
use super::record::{Adopted, CREATE, Phase, read};
use super::shape::Shape;
use super::triggers;
use crate::db::migrate::Place;
use crate::error::{Error, Result};

/// Expands; run again after a crash it goes on where it stopped.
pub async fn expand(place: &Place<'_>, wish: &Wish) -> Result<Plan> {
    at_bench!(place, |bench| grow(bench, wish))
}

async fn grow(bench: &mut Bench<'_>, wish: &Wish) -> Result<Plan> {
    let (mut adopted, plan) = match read(&mut bench.db).await? {
        None => begin(bench, wish).await?,
        Some(adopted) => {
            let adopted = bench
                .standing("expand", &[Phase::Expanding])
                .await
                .map(|_| adopted)?;
            let phase = Some(adopted.phase);
            let plan = found(&mut bench.db, &bench.place, adopted.mapping.clone(), phase).await?;
            (adopted, plan)
        }
    };
    bench
        .change(&columns(bench, &adopted.mapping).await?)
        .await?;
    let engine = bench.db.engine();
    bench
        .change(&triggers::create(engine, &adopted.mapping))
        .await?;
    bench.session.beside(&bench.place).await?;
    bench.stands_at(&mut adopted, Phase::Expanded).await?;
    Ok(Plan {
        phase: Some(Phase::Expanded),
        ..plan
    })
}

async fn begin(bench: &mut Bench<'_>, wish: &Wish) -> Result<(Adopted, Plan)> {
    let shape = Shape::read(&bench.db, bench.place.schema).await?;
    let mapping = Mapping::decide(&shape, wish)?;
    let mut plan = found(&mut bench.db, &bench.place, mapping.clone(), None).await?;
    plan.blockers
        .extend(clashes(&mut bench.db, &bench.place).await?);
    if !plan.blockers.is_empty() {
        return Err(Error::invalid("users", plan.blockers.join("; ")));
    }
    bench.take_up(&mapping);
    bench.change(&[CREATE.to_owned()]).await?;
    let mut adopted = Adopted::begun(mapping);
    bench.stands_at(&mut adopted, Phase::Expanding).await?;
    Ok((adopted, plan))
}

/// The columns that are not there yet.
async fn columns(bench: &Bench<'_>, mapping: &Mapping) -> Result<Vec<String>> {
    let engine = bench.db.engine();
    let shape = Shape::read(&bench.db, bench.place.schema).await?;
    let missing = mapping
        .columns
        .iter()
        .filter(|c| c.added && shape.column(&c.physical).is_none());
    Ok(missing
        .filter_map(|c| OWN.iter().find(|own| own.name == c.own))
        .map(|own| {
            format!(
                "ALTER TABLE {{user}} ADD COLUMN {{user.{}}} {}",
                own.name,
                own.sql(engine)
            )
        })
        .collect())
}
