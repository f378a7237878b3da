//! The schema as the engines describe it, in one spelling: columns, indexes, foreign keys.

use wardroom_core::db::migrate::Place;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};

use crate::tracking::{climb, target};

/// One line per thing; the names of PostgreSQL's schema `wardroom` are spelled as SQLite's prefix.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Catalogue {
    pub(crate) columns: Vec<String>,
    pub(crate) indexes: Vec<String>,
    pub(crate) foreign_keys: Vec<String>,
}

const COLUMNS: [&str; 2] = [
    "SELECT m.name || '.' || c.name || ' ' || c.type || iif(c.\"notnull\", ' NOT NULL', '')
        FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '%migrations'
        AND m.name NOT LIKE 'users_search%'",
    "SELECT CASE n.nspname WHEN 'wardroom' THEN 'wardroom_' ELSE '' END || c.relname || '.' || a.attname || ' ' ||
        CASE format_type(a.atttypid, NULL) WHEN 'bytea' THEN 'BLOB' WHEN 'uuid' THEN 'BLOB' WHEN 'text' THEN 'TEXT'
            WHEN 'jsonb' THEN 'TEXT' WHEN 'bigint' THEN 'INTEGER' WHEN 'boolean' THEN 'INTEGER'
            WHEN 'timestamp with time zone' THEN 'INTEGER' ELSE format_type(a.atttypid, NULL) END ||
        CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND n.nspname IN ('public', 'wardroom') AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relname NOT LIKE '%migrations'",
];

/// Those that carry a name of ours, with their columns in order; keys are unnamed.
const INDEXES: [&str; 2] = [
    "SELECT m.name || ' ' || i.name || iif(i.\"unique\", ' unique', '') || iif(i.partial, ' partial', '') || ': ' ||
        (SELECT group_concat(k.name, ', ' ORDER BY k.seqno) FROM pragma_index_info(i.name) k)
        FROM sqlite_schema m, pragma_index_list(m.name) i
        WHERE m.type = 'table' AND i.origin = 'c' AND m.name NOT LIKE 'users_search%'",
    "SELECT w.w || t.relname || ' ' || w.w || c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END ||
        CASE WHEN i.indpred IS NOT NULL THEN ' partial' ELSE '' END || ': ' ||
        (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (att, n)
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace,
        LATERAL (SELECT CASE n.nspname WHEN 'wardroom' THEN 'wardroom_' ELSE '' END) w (w)
        WHERE n.nspname IN ('public', 'wardroom') AND i.indexprs IS NULL
        AND NOT EXISTS (SELECT FROM pg_constraint x WHERE x.conindid = c.oid AND x.contype IN ('p', 'u'))
       ",
];

const FOREIGN_KEYS: [&str; 2] = [
    "SELECT m.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || ' ' || f.on_delete
        FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "SELECT CASE n.nspname WHEN 'wardroom' THEN 'wardroom_' ELSE '' END || t.relname || '.' || a.attname || ' -> ' ||
        CASE n.nspname WHEN 'wardroom' THEN 'wardroom_' ELSE '' END || r.relname || ' ' ||
        CASE x.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'r' THEN 'RESTRICT' WHEN 'n' THEN 'SET NULL' ELSE 'NO ACTION' END
        FROM pg_constraint x JOIN pg_class t ON t.oid = x.conrelid JOIN pg_class r ON r.oid = x.confrelid
        JOIN pg_namespace n ON n.oid = t.relnamespace, unnest(x.conkey) k (att), LATERAL (SELECT attname FROM pg_attribute
            WHERE attrelid = t.oid AND attnum = k.att) a
        WHERE x.contype = 'f'",
];

pub(crate) async fn catalogue(db: &Fresh) -> Catalogue {
    Catalogue {
        columns: lines(db, COLUMNS).await,
        indexes: lines(db, INDEXES).await,
        foreign_keys: lines(db, FOREIGN_KEYS).await,
    }
}

/// Sorted here: the engines disagree about the order of text.
async fn lines(db: &Fresh, sql: [&str; 2]) -> Vec<String> {
    let engine = usize::from(db.engine() == Engine::Postgres);
    let mut lines = db.texts(sql[engine]).await;
    lines.sort();
    lines
}

async fn migrated(engine: Engine) -> (Fresh, Catalogue) {
    let db = EMPTY.fresh(engine).await;
    climb(&Place::own(&target(&db))).await;
    let catalogue = catalogue(&db).await;
    (db, catalogue)
}

#[test]
fn both_engines_have_the_same_tables_columns_indexes_and_foreign_keys() {
    run(Engine::Sqlite, &EMPTY, |_| async {
        let (_sqlite, sqlite) = migrated(Engine::Sqlite).await;
        let (_postgres, postgres) = migrated(Engine::Postgres).await;
        assert!(
            sqlite.columns.len() > 200
                && sqlite.indexes.len() > 40
                && sqlite.foreign_keys.len() > 15
        );
        assert_eq!(sqlite.columns, postgres.columns);
        assert_eq!(sqlite.indexes, postgres.indexes);
        assert_eq!(sqlite.foreign_keys, postgres.foreign_keys);
    });
}

/// Without one, every row removed from the other table reads the whole of this one.
#[test]
fn every_foreign_key_is_indexed() {
    const BARE: &str =
        "SELECT m.name || '.' || f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) c
            WHERE c.pk = 1 AND c.name = f.\"from\")
        AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) k
            WHERE k.seqno = 0 AND k.name = f.\"from\")";
    run(Engine::Sqlite, &EMPTY, |_| async {
        let (db, _) = migrated(Engine::Sqlite).await;
        // One row at most, and only within one transaction.
        assert_eq!(db.texts(BARE).await, ["wardroom_audit_door.shut"]);
    });
}
