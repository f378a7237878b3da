//! What keeps an application's schema tool away from Wardroom's own tables.
//!
//! `drizzle-kit push` and `prisma db push` compare the whole database with their own models and drop what they do not
//! know (drizzle-orm#5083). On PostgreSQL Wardroom's tables are in a schema of their own, which neither looks at.

use wardroom_core::db::Engine;
use wardroom_core::db::migrate::{self, Place, Set};
use wardroom_core::layout::SchemaTool;

use crate::cli::fail::Outcome;

/// So many names stand in a line of a list.
const IN_A_LINE: usize = 4;

/// The setting of each tool, those first that left a trace.
pub(super) async fn settings_of(place: &Place<'_>, tools: &[SchemaTool]) -> Outcome<Vec<String>> {
    let mut all = vec![SchemaTool::Drizzle, SchemaTool::Prisma];
    all.sort_by_key(|tool| !tools.contains(tool));
    let ours = migrate::tables(place, Set::Bookkeeping).await?;
    let mut lines = Vec::new();
    for tool in all {
        let trace = if tools.contains(&tool) {
            "has changed this database"
        } else {
            "left no trace here; its `push` leaves none"
        };
        lines.push(format!("{tool} {trace}:"));
        let setting = setting(place.target.engine(), tool, &ours).into_iter();
        lines.extend(setting.map(|line| format!("  {line}")));
    }
    Ok(lines)
}

/// What is to be pasted stands two further to the right than what is said of it.
fn setting(engine: Engine, tool: SchemaTool, ours: &[String]) -> Vec<String> {
    let said: &[&str] = match (engine, tool) {
        (Engine::Sqlite, SchemaTool::Drizzle) => &[
            "in drizzle.config.ts:",
            "  tablesFilter: [\"!wardroom_*\"],",
        ],
        (Engine::Sqlite, SchemaTool::Prisma) => return external(ours),
        (Engine::Postgres, SchemaTool::Drizzle) => &[
            "nothing to set, unless schemaFilter names the schema wardroom; some 1.0 betas want schemaFilter: [\"public\"]",
        ],
        (Engine::Postgres, SchemaTool::Prisma) => {
            &["nothing to set, unless the datasource's schemas name the schema wardroom"]
        }
    };
    said.iter().map(|&line| line.to_owned()).collect()
}

/// Prisma takes no pattern, so that every name is said.
fn external(ours: &[String]) -> Vec<String> {
    let quoted: Vec<String> = ours.iter().map(|name| format!("\"{name}\",")).collect();
    let mut lines = vec![
        "in prisma.config.ts, from Prisma 6.13 on; look here again after an upgrade of Wardroom, which may add a name:"
            .to_owned(),
        "  experimental: { externalTables: true },".to_owned(),
        "  tables: { external: [".to_owned(),
    ];
    let names = quoted
        .chunks(IN_A_LINE)
        .map(|some| format!("    {}", some.join(" ")));
    lines.extend(names);
    lines.push("  ] },".to_owned());
    lines.push("an older Prisma has no such setting: leave its `db push` and `migrate dev` away from this file".to_owned());
    lines
}
