//! Which rights each action needs on an application's tables, and which of them the connection's role lacks.

use super::Recognised;
use super::obstacles::qualified;
use crate::db::{Conn, Db, Engine, sql};
use crate::error::Result;

/// A right to change rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) enum Right {
    Insert,
    Update,
    Delete,
}

/// The tables an action changes, and how. What is not there needs no right, nor do rows that go with others by a key.
pub(in crate::layout) type Needs = &'static [(&'static str, &'static [Right])];

impl Right {
    /// The word PostgreSQL has for it.
    pub(in crate::layout) const fn word(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

// Column by column: a role may hold rights on some alone. A right on a table is no use without its schema's.
const HELD: &str = "SELECT current_user::text AS role, row_security_active(c.oid) AS hides, concat_ws(', ',
        CASE WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'USAGE' END,
        CASE WHEN EXISTS (SELECT 1 FROM unnest($3::text[]) x (name)
            WHERE NOT has_column_privilege(c.oid, x.name, 'SELECT')) THEN 'SELECT' END,
        CASE WHEN NOT has_any_column_privilege(c.oid, 'INSERT') THEN 'INSERT' END,
        CASE WHEN NOT has_any_column_privilege(c.oid, 'UPDATE') THEN 'UPDATE' END,
        CASE WHEN NOT has_table_privilege(c.oid, 'DELETE') THEN 'DELETE' END) AS missing
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2";

/// What the connection's role may do on one table.
#[derive(sqlx::FromRow)]
pub(super) struct Rights {
    pub(super) role: String,
    pub(super) hides: bool,
    missing: String,
}

impl Rights {
    /// Whether it lacks the right of this word.
    pub(super) fn lacks(&self, word: &str) -> bool {
        self.missing.split(", ").any(|missing| missing == word)
    }
}

/// The rights on each table that was found, by its name in our statements.
pub(super) struct Held(Vec<(&'static str, String, Rights)>);

impl Held {
    /// Every table as statements write it, with the rights on it and its name in our statements.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'static str, &str, &Rights)> {
        let tables = self.0.iter();
        tables.map(|(name, table, rights)| (*name, table.as_str(), rights))
    }

    /// The first right an action lacks, as a sentence.
    fn lacking(&self, needs: Needs) -> Option<String> {
        let on = |name: &str| self.tables().find(|(known, ..)| *known == name);
        needs.iter().find_map(|(name, wanted)| {
            let (_, table, rights) = on(name)?;
            let lacked = wanted.iter().find(|right| rights.lacks(right.word()))?;
            let (role, right) = (&rights.role, lacked.word());
            Some(format!("the role {role} may not {right} on {table}"))
        })
    }
}

impl Recognised {
    /// Asks for the rights on every table; there are none to ask for on SQLite.
    pub(super) async fn held(&self, db: &Db) -> Result<Held> {
        let mut all = Vec::new();
        if self.engine == Engine::Sqlite {
            return Ok(Held(all));
        }
        for table in &self.tables {
            let columns: Vec<&str> = table.columns.iter().map(|c| c.physical.as_str()).collect();
            let asked = sql(HELD)
                .bind(table.schema.clone().unwrap_or_default())
                .bind(table.physical.clone())
                .bind(array(&columns));
            if let Some(rights) = db.clone().optional(asked).await? {
                all.push((table.name, qualified(table), rights));
            }
        }
        Ok(Held(all))
    }

    /// The actions the layout bears and the connection's role may not do, each with the right it lacks.
    pub async fn unpermitted(&self, db: &Db) -> Result<Vec<(&'static str, String)>> {
        let held = self.held(db).await?;
        let borne = self.layout.needs.iter();
        let borne = borne.filter(|(verb, _)| self.refusal(verb).is_none());
        Ok(borne
            .filter_map(|(verb, needs)| Some((*verb, held.lacking(needs)?)))
            .collect())
    }

    /// The rights that some action needs on a table.
    pub(super) fn needed_on(&self, table: &str) -> Vec<Right> {
        let borne = self.layout.needs.iter();
        let borne = borne.filter(|(verb, _)| self.refusal(verb).is_none());
        let wanted = borne.flat_map(|(_, needs)| needs.iter());
        let wanted = wanted.filter(|(name, _)| *name == table);
        let wanted: Vec<Right> = wanted
            .flat_map(|(_, rights)| rights.iter().copied())
            .collect();
        let all = [Right::Insert, Right::Update, Right::Delete];
        all.into_iter()
            .filter(|right| wanted.contains(right))
            .collect()
    }
}

/// PostgreSQL's own way to write an array of texts.
fn array(texts: &[&str]) -> String {
    let quoted = texts
        .iter()
        .map(|t| format!("\"{}\"", t.replace('\\', "\\\\").replace('"', "\\\"")));
    format!("{{{}}}", quoted.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_being_put_into_an_array() {
        assert_eq!(array(&["a", "b\"c\\"]), r#"{"a","b\"c\\"}"#);
    }
}
