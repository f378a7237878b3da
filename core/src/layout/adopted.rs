//! The layout of a directory whose users were there before: recognised by what adoption left in it.

use super::foreign::{recognise, unlike};
use super::{AppSettings, Layout, tables};
use crate::db::adopt::{self, Mapping};
use crate::db::{Conn, Db, Int, Sql, Table, sql};
use crate::error::{Error, Result};

// No library but this one keeps an address in two forms.
const IS_OWN: Sql = Sql::each(
    "SELECT count(*) FROM pragma_table_info('users') WHERE name = 'email_normalized' AND $1 <> ''",
    "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = 'users' AND a.attname = 'email_normalized'",
);

async fn is_own(db: &Db, schema: &str) -> Result<bool> {
    let (count,): (Int,) = db.clone().one(sql(IS_OWN).bind(schema)).await?;
    Ok(count.0 > 0)
}

impl Layout {
    /// The layout of the directory in `schema` of `db`: the own one, with an adopted table's ids and names where there is one.
    ///
    /// Where neither Wardroom's tables nor an adoption are there, an application's are looked for, as `app` describes it.
    ///
    /// An adoption that has not come to its switch is refused: rows may not be filled in yet.
    pub async fn found(db: &Db, schema: &str, app: &AppSettings) -> Result<Self> {
        let Some(adopted) = adopt::adopted(db, schema).await? else {
            if is_own(db, schema).await? {
                return Ok(Self::own());
            }
            let foreign = recognise(db, schema, app).await?;
            return Ok(foreign.map_or_else(Self::own, Self::foreign));
        };
        if adopted.phase.is_usable() {
            return Ok(Self::adopted(&adopted.mapping));
        }
        let why = format!(
            "the adoption stands at {}; finish it with `wardroom db adopt`",
            adopted.phase.word()
        );
        Err(Error::invalid("directory", why))
    }

    /// Why [`Layout::found`] knows no application's tables in `schema` of `db`: the layout they come nearest to, and what
    /// they lack of it.
    pub async fn unlike(db: &Db, schema: &str, app: &AppSettings) -> Result<String> {
        unlike(db, schema, app).await
    }

    /// Whether the directory in `schema` of `db` is the own one, and not merely none that is known.
    pub async fn is_own_in(db: &Db, schema: &str) -> Result<bool> {
        Ok(adopt::adopted(db, schema).await?.is_some() || is_own(db, schema).await?)
    }

    fn adopted(mapping: &Mapping) -> Self {
        let mut layout = Self {
            ids: mapping.ids(),
            ..Self::own()
        };
        for table in &mut layout.tables {
            if table.name == "user" {
                *table = Table {
                    columns: mapping.renamed(),
                    ..table.clone()
                };
                tables::alias(table);
            }
        }
        layout
    }
}
