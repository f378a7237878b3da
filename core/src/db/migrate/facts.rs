//! What a schema consists of, as lines that can be compared: one per table, column, index, constraint and trigger.

use sqlx::{Connection, PgConnection, SqliteConnection};

use super::Set;
use crate::db::Engine;
use crate::db::adopt::TABLE;
use crate::error::Result;
use crate::model::IdKind;

/// One fact: what it is about, the table it belongs to, and what is true of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(super) struct Fact {
    pub(super) object: String,
    pub(super) owner: String,
    pub(super) says: String,
}

const SQLITE: &str = "
    SELECT m.type || ' ' || m.name AS object, m.tbl_name AS owner, m.sql AS says
    FROM sqlite_schema m WHERE m.sql IS NOT NULL
    UNION ALL
    SELECT 'column ' || m.name || '.' || c.name, m.name,
        c.type || iif(c.\"notnull\", ' NOT NULL', '') || coalesce(' DEFAULT ' || c.dflt_value, '')
        || iif(c.pk > 0, ' key ' || c.pk, '') || iif(c.hidden > 0, ' hidden ' || c.hidden, '')
    FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'";

// NOT NULL stands with its column: from version 18 on it is a constraint as well. A trigger is as good as its function,
// so it carries the function's text.
const POSTGRES: &str = "
    WITH ours AS (
        SELECT c.oid, c.relname, c.relkind, c.relpersistence, c.relrowsecurity FROM pg_class c
        WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
    SELECT 'table ' || relname AS object, relname::text AS owner,
        CASE relkind WHEN 'r' THEN 'a table' WHEN 'p' THEN 'a partitioned table' ELSE 'of kind ' || relkind::text END
        || CASE relpersistence WHEN 'p' THEN '' ELSE ', not durable' END
        || CASE WHEN relrowsecurity THEN ', row security' ELSE '' END AS says
    FROM ours
    UNION ALL
    SELECT 'column ' || o.relname || '.' || a.attname, o.relname::text,
        format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || l.collname ELSE '' END
        || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        || CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::text ELSE '' END
        || CASE WHEN a.attgenerated <> '' THEN ' generated' ELSE '' END
        || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
    FROM ours o JOIN pg_attribute a ON a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    UNION ALL
    SELECT 'constraint ' || o.relname || '.' || k.conname, o.relname::text,
        pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ', not validated' END
    FROM ours o JOIN pg_constraint k ON k.conrelid = o.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
    UNION ALL
    SELECT 'index ' || i.relname, o.relname::text,
        pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ', INVALID' END
    FROM ours o JOIN pg_index x ON x.indrelid = o.oid JOIN pg_class i ON i.oid = x.indexrelid
    UNION ALL
    SELECT 'trigger ' || o.relname || '.' || g.tgname, o.relname::text,
        pg_get_triggerdef(g.oid) || CASE g.tgenabled WHEN 'O' THEN '' ELSE ', enabled ' || g.tgenabled::text END
        || ' runs ' || f.prosrc
    FROM ours o JOIN pg_trigger g ON g.tgrelid = o.oid AND NOT g.tgisinternal JOIN pg_proc f ON f.oid = g.tgfoid
    UNION ALL
    SELECT 'rule ' || o.relname || '.' || r.rulename, o.relname::text, pg_get_ruledef(r.oid)
    FROM ours o JOIN pg_rewrite r ON r.ev_class = o.oid AND o.relkind IN ('r', 'p')";

/// Every fact of a SQLite database.
pub(super) async fn sqlite(c: &mut SqliteConnection) -> Result<Vec<Fact>> {
    let facts: Vec<Fact> = sqlx::query_as(SQLITE).fetch_all(c).await?;
    let own = |f: &Fact| !f.owner.starts_with("sqlite_") && !is_tracking(Engine::Sqlite, &f.owner);
    Ok(facts.into_iter().filter(own).map(tidy).collect())
}

/// Every fact of one PostgreSQL schema, its own name written `{d}` or `{w}`.
pub(super) async fn postgres(c: &mut PgConnection, set: Set, schema: &str) -> Result<Vec<Fact>> {
    let (schema, token) = match set {
        Set::Bookkeeping => ("wardroom", "{w}"),
        Set::Directory | Set::Authjs | Set::Optional => (schema, "{d}"),
    };
    // Nothing is on the path, so that every name comes qualified; local to a transaction, so that a pooler forgets it.
    let mut tx = c.begin().await?;
    sqlx::raw_sql("SET LOCAL search_path = ''; SET TRANSACTION READ ONLY")
        .execute(&mut *tx)
        .await?;
    let quoted: String = sqlx::query_scalar("SELECT quote_ident($1)")
        .bind(schema)
        .fetch_one(&mut *tx)
        .await?;
    let facts: Vec<Fact> = sqlx::query_as(POSTGRES)
        .bind(&quoted)
        .fetch_all(&mut *tx)
        .await?;
    tx.rollback().await?;
    let qualified = format!("{quoted}.");
    let facts = facts
        .into_iter()
        .filter(|f| !is_tracking(Engine::Postgres, &f.owner));
    Ok(facts
        .map(|mut fact| {
            fact.says = fact.says.replace(&qualified, token);
            tidy(fact)
        })
        .collect())
}

/// As the list spells a fact of a directory with UUIDs: the id type is the one thing an adopted one may choose.
pub(super) fn with_id_token(mut fact: Fact) -> Fact {
    let named = [".id", "_id", "_by"]
        .iter()
        .any(|end| fact.object.ends_with(end));
    if let Some(rest) = fact.says.strip_prefix("uuid").filter(|_| named) {
        fact.says = format!("{{id}}{rest}");
    }
    fact
}

/// As a directory with this kind of id shows a fact of the list.
pub(super) fn with_ids(mut fact: Fact, ids: IdKind) -> Fact {
    let kind = match ids {
        IdKind::Uuid => "uuid",
        IdKind::Text => "text",
        IdKind::Integer => "bigint",
    };
    fact.says = fact.says.replace("{id}", kind);
    fact
}

/// White space is not a difference; nor is the schema that `pg_trgm` was installed in.
fn tidy(mut fact: Fact) -> Fact {
    let words = fact.says.split_whitespace().map(|word| {
        let class = word.find("gin_trgm_ops");
        class.map_or(word, |at| &word[at..])
    });
    fact.says = words.collect::<Vec<_>>().join(" ");
    fact
}

fn is_tracking(engine: Engine, table: &str) -> bool {
    if table == TABLE {
        return true;
    }
    let name = |set: Set| set.tracking(engine, "").rsplit('.').next() == Some(table);
    Set::ALL.into_iter().any(name)
}
