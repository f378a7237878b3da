//! Migrates an empty database, fills it with generated users and says how fast.
//!
//! `cargo run --release -p wardroom-core --example generate -- DATABASE [USERS] [SEED]`

use std::time::Instant;

use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, PoolSize, Target, connect_sized};
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;
use wardroom_core::transfer::{Plan, generate};
use wardroom_core::{Directory, Error, Result};

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let database = arguments.next().unwrap_or_default();
    let target: Target = database.parse()?;
    let mut number = |default| arguments.next().map_or(Ok(default), |text| parse(&text));
    let (users, seed) = (number(100_000)?, number(1)?);

    let db = connect_sized(&target, Access::Create, PoolSize::large(2)).await?;
    up(&Place::own(&target), Set::Directory).await?;
    let directory = Directory::new(&db, Layout::own(), "public", Parts::default());
    let plan = Plan {
        users,
        seed,
        now: SystemClock.now(),
    };
    let begun = Instant::now();
    let report = generate(&directory, &plan, |done, total| {
        eprint!("\r{done} of {total}");
    })
    .await?;
    let took = begun.elapsed();
    directory.close().await;

    let rows: u64 = report.rows.values().sum();
    eprintln!();
    for (table, rows) in &report.rows {
        println!("{rows:>12} {table}");
    }
    println!(
        "{users} users, {rows} rows in {:.1} s: {} users a minute",
        took.as_secs_f64(),
        u128::from(users) * 60_000 / took.as_millis().max(1)
    );
    Ok(())
}

fn parse(text: &str) -> Result<u64> {
    text.parse()
        .map_err(|_| Error::invalid("argument", "USERS and SEED are whole numbers"))
}
