//! Which layout a database comes nearest to where none is recognised, and what it lacks of it.

use super::survey::{Survey, Surveyed};
use super::wanted::{Wanted, plain};
use super::{Foreign, KNOWN};
use crate::db::Db;
use crate::error::Result;
use crate::layout::AppSettings;

/// A table that is not quite one that is looked for.
struct Lack {
    /// The usual name of the table.
    table: &'static str,
    /// The table that comes nearest.
    like: Option<String>,
    /// The columns it lacks.
    columns: Vec<&'static str>,
    /// How many of the columns that must be there are.
    has: usize,
}

/// Why no layout is recognised in `schema` of `db`: the one it comes nearest to, and what it lacks of it.
pub(in crate::layout) async fn unlike(db: &Db, schema: &str, app: &AppSettings) -> Result<String> {
    let survey = Survey::read(db, schema).await?;
    let nearest = KNOWN
        .iter()
        .map(|layout| (*layout, lacks(layout, &survey, app)))
        .max_by_key(|(_, lacks)| lacks.iter().map(|l| l.has).sum::<usize>());
    let names: Vec<&str> = KNOWN.iter().map(|layout| layout.title).collect();
    Ok(match nearest {
        Some((layout, lacks)) if lacks.iter().any(|l| l.like.is_some()) => {
            let wrong: Vec<String> = lacks.iter().filter_map(Lack::says).collect();
            format!(
                "no known layout; the nearest is {}, but {}",
                layout.title,
                wrong.join("; ")
            )
        }
        _ => format!(
            "no known layout: nothing here is like the tables of {}",
            names.join(" or ")
        ),
    })
}

fn lacks(layout: &Foreign, survey: &Survey, app: &AppSettings) -> Vec<Lack> {
    // A table that is one of the layout's others is not a likeness of this one.
    let is_another = |table: &Surveyed, wanted: &Wanted| {
        let others = layout.tables.iter().filter(|w| w.app != wanted.app);
        others
            .into_iter()
            .any(|other| plain(other.app) == plain(&table.name))
    };
    let wanted = layout.tables.iter().filter(|w| w.must);
    wanted
        .map(|wanted| {
            let free: Vec<&Surveyed> = survey
                .tables
                .iter()
                .filter(|table| !is_another(table, wanted))
                .collect();
            lack(wanted, &free, app)
        })
        .collect()
}

fn lack(wanted: &'static Wanted, tables: &[&Surveyed], app: &AppSettings) -> Lack {
    let must = || wanted.columns.iter().filter(|c| c.must);
    let missing = |table: &Surveyed| -> Vec<&'static str> {
        let renamed = app.renamed(wanted.app);
        let is_there = |usual: &str| {
            let given = renamed.and_then(|r| r.columns.get(usual));
            let mut columns = table.columns.iter();
            columns.any(|c| match given {
                Some(name) => c.name == *name,
                None => plain(&c.name) == plain(usual),
            })
        };
        must().map(|c| c.app).filter(|c| !is_there(c)).collect()
    };
    let all = must().count();
    let nearest = tables
        .iter()
        .filter(|t| wanted.schema.is_none_or(|s| s == t.schema))
        .map(|t| (t, missing(t)))
        // Every table has an id, and many a time: a likeness begins above half the columns.
        .filter(|(_, missing)| missing.len() * 2 < all)
        .min_by_key(|(_, missing)| missing.len());
    match nearest {
        Some((table, columns)) => Lack {
            table: wanted.app,
            like: Some(table.name.clone()),
            has: all - columns.len(),
            columns,
        },
        None => Lack {
            table: wanted.app,
            like: None,
            has: 0,
            columns: Vec::new(),
        },
    }
}

impl Lack {
    fn says(&self) -> Option<String> {
        match &self.like {
            None => Some(format!("there is no table like its {}", self.table)),
            Some(_) if self.columns.is_empty() => None,
            Some(like) => Some(format!("{like} lacks {}", self.columns.join(", "))),
        }
    }
}
