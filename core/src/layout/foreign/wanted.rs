//! A table a layout looks for: recognised by its columns, whatever it and they are called.

use super::survey::{Survey, Surveyed, SurveyedColumn};
use crate::db::Engine;
use crate::error::{Error, Result};
use crate::layout::AppSettings;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) enum Sort {
    /// An id, of whatever kind.
    Id,
    /// Text.
    Text,
    /// An instant.
    Time,
    /// Yes or no.
    Truth,
    /// A number.
    Number,
    /// Whatever its type is: a word of an enumeration, JSON.
    Any,
}

impl Sort {
    /// Whether a column declared so can hold it. SQLite's declarations bind nothing: any does.
    fn fits(self, engine: Engine, declared: &str) -> bool {
        let is = |known: &[&str]| known.iter().any(|k| declared.starts_with(k));
        engine == Engine::Sqlite
            || match self {
                Self::Id => is(&["text", "character", "uuid", "bigint", "integer", "smallint"]),
                Self::Text => is(&[
                    "text",
                    "character",
                    "citext",
                    "uuid",
                    "inet",
                    "\"auth\"",
                    "auth.",
                ]),
                Self::Time => is(&["timestamp", "bigint", "integer"]),
                Self::Truth => is(&["boolean"]),
                Self::Any => true,
                Self::Number => is(&["bigint", "integer", "smallint", "numeric"]),
            }
    }
}

/// A column a layout looks for.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Asked {
    /// The name our statements use.
    pub(in crate::layout) name: &'static str,
    /// The name its library uses; case and underscores aside.
    pub(in crate::layout) app: &'static str,
    pub(in crate::layout) sort: Sort,
    /// Without it the table is another.
    pub(in crate::layout) must: bool,
}

/// A column without which the table is another.
pub(in crate::layout) const fn must(name: &'static str, app: &'static str, sort: Sort) -> Asked {
    Asked {
        name,
        app,
        sort,
        must: true,
    }
}

/// A column that some versions and plugins bring.
pub(in crate::layout) const fn may(name: &'static str, app: &'static str, sort: Sort) -> Asked {
    Asked {
        name,
        app,
        sort,
        must: false,
    }
}

/// A table a layout looks for.
#[derive(Clone, Copy, Debug)]
pub(in crate::layout) struct Wanted {
    /// The name our statements use.
    pub(in crate::layout) name: &'static str,
    /// What its library calls it: the word a profile uses to say what it is called here.
    pub(in crate::layout) app: &'static str,
    /// Whether the layout is another without it.
    pub(in crate::layout) must: bool,
    /// The schema it is always in, where its library says so.
    pub(in crate::layout) schema: Option<&'static str>,
    pub(in crate::layout) columns: &'static [Asked],
}

/// A table that was found, with the columns it has of those that were asked for.
pub(super) struct Matched<'a> {
    pub(super) wanted: &'static Wanted,
    pub(super) table: &'a Surveyed,
    pub(super) columns: Vec<(&'static Asked, &'a SurveyedColumn)>,
}

impl Wanted {
    /// The table that is this one; an error where two could be.
    pub(super) fn find<'a>(
        &'static self,
        survey: &'a Survey,
        app: &AppSettings,
    ) -> Result<Option<Matched<'a>>> {
        let renamed = app.renamed.get(self.app);
        let given = renamed.and_then(|r| r.table.as_deref());
        let mut found: Vec<Matched<'a>> = Vec::new();
        for table in &survey.tables {
            // A library with a schema of its own has names of its own there.
            let is_placed = self
                .schema
                .is_none_or(|s| s == table.schema && table.name == self.app);
            if is_placed && given.is_none_or(|name| name == table.name) {
                found.extend(self.matched(survey.engine, table, app));
            }
        }
        if found.len() > 1 {
            // An archive or a second library may have the same columns: the usual name decides, or the profile.
            let usual = |m: &Matched<'_>| is_called(&m.table.name, self.app);
            if found.iter().filter(|m| usual(m)).count() == 1 {
                found.retain(usual);
            } else {
                let names: Vec<_> = found.iter().map(|m| m.table.name.as_str()).collect();
                let why = format!(
                    "{} all look like the table of {}s; say which in the profile: [directories.NAME.app.tables.{}] table = …",
                    names.join(", "),
                    self.app,
                    self.app
                );
                return Err(Error::invalid("tables", why));
            }
        }
        if let (Some(name), true) = (given, found.is_empty()) {
            let why = format!(
                "{name} lacks columns of the table of {}s, or is not there",
                self.app
            );
            return Err(Error::invalid("tables", why));
        }
        Ok(found.pop())
    }

    fn matched<'a>(
        &'static self,
        engine: Engine,
        table: &'a Surveyed,
        app: &AppSettings,
    ) -> Option<Matched<'a>> {
        let renamed = app.renamed.get(self.app);
        let mut columns = Vec::new();
        for asked in self.columns {
            let given = renamed.and_then(|r| r.columns.get(asked.app));
            let is = |c: &&SurveyedColumn| match given {
                Some(name) => c.name == *name,
                None => plain(&c.name) == plain(asked.app),
            };
            match table.columns.iter().find(is) {
                Some(column) if asked.sort.fits(engine, &column.declared) => {
                    columns.push((asked, column));
                }
                _ if asked.must => return None,
                _ => {}
            }
        }
        Some(Matched {
            wanted: self,
            table,
            columns,
        })
    }
}

impl Matched<'_> {
    /// Its columns of ids that are declared as text.
    pub(super) fn text_ids(&self) -> Vec<&'static str> {
        let is_text = |declared: &str| {
            ["text", "varchar", "character"]
                .iter()
                .any(|t| declared.starts_with(t))
        };
        let columns = self.columns.iter();
        columns
            .filter(|(asked, column)| asked.sort == Sort::Id && is_text(&column.declared))
            .map(|(asked, _)| asked.name)
            .collect()
    }
}

/// A name without what spellings differ in.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| *c != '_');
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a table has its usual name, singular or plural.
fn is_called(table: &str, app: &str) -> bool {
    let (table, app) = (plain(table), plain(app));
    table == app || table.strip_suffix('s') == Some(app.as_str())
}
