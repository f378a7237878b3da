//! What keeps an application's schema tool away from Wardroom's own tables.
//!
//! `drizzle-kit push` and `prisma db push` compare the whole database with their own models and drop what they do not
//! know (drizzle-orm#5083). On PostgreSQL Wardroom's tables are in a schema of their own, which neither looks at.

use wardroom_core::db::Engine;
use wardroom_core::layout::SchemaTool;

/// The setting of each tool, those first that left a trace.
pub(super) fn settings_of(engine: Engine, tools: &[SchemaTool]) -> Vec<String> {
    let mut all = vec![SchemaTool::Drizzle, SchemaTool::Prisma];
    all.sort_by_key(|tool| !tools.contains(tool));
    let lines = all.into_iter().flat_map(|tool| {
        let trace = if tools.contains(&tool) {
            "has changed this database"
        } else {
            "left no trace here; its `push` leaves none"
        };
        let setting = setting(engine, tool).iter().map(|line| format!("  {line}"));
        [format!("{tool} {trace}:")]
            .into_iter()
            .chain(setting)
            .collect::<Vec<_>>()
    });
    lines.collect()
}

fn setting(engine: Engine, tool: SchemaTool) -> &'static [&'static str] {
    match (engine, tool) {
        (Engine::Sqlite, SchemaTool::Drizzle) => {
            &["in drizzle.config.ts: tablesFilter: [\"!wardroom_*\"]"]
        }
        (Engine::Sqlite, SchemaTool::Prisma) => &[
            "it has no setting for names with a pattern: leave `prisma db push` and `prisma migrate dev` away from this file",
            "from 6.13 on a preview feature takes names one by one: experimental: { externalTables: true } and",
            "tables: { external: [\"wardroom_audit\", … each by its name] } in prisma.config.ts; we have not tried it",
        ],
        (Engine::Postgres, SchemaTool::Drizzle) => &[
            "nothing to set, unless schemaFilter names the schema wardroom; some 1.0 betas want schemaFilter: [\"public\"]",
        ],
        (Engine::Postgres, SchemaTool::Prisma) => {
            &["nothing to set, unless the datasource's schemas name the schema wardroom"]
        }
    }
}
