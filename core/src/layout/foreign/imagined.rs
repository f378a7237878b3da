//! Foreign layouts as documentation shows them: what each looks for, and what it could bear at best and at worst.

use super::{Foreign, KNOWN, Recognised};
use crate::db::{Engine, ForeignColumn, ForeignTable};
use crate::layout::{AppSettings, CodeStorage, SessionStorage, SessionStrategy};
use crate::model::IdKind;

/// A foreign layout that is known.
#[derive(Clone, Copy)]
pub struct Known(&'static Foreign);

/// A table a layout looks for.
#[derive(Clone, Debug)]
pub struct KnownTable {
    /// What its library calls it.
    pub name: &'static str,
    /// Whether the layout is another without it.
    pub must: bool,
    /// The columns without which it is another, as its library calls them.
    pub told_by: Vec<&'static str>,
    /// What its rows are in our words.
    pub reads_as: Vec<&'static str>,
}

/// A right on a table that an action needs on PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NeededRight {
    /// The action's verb.
    pub verb: &'static str,
    /// What the library calls the table.
    pub table: &'static str,
    /// What our statements call it.
    pub named: &'static str,
    /// INSERT, UPDATE or DELETE.
    pub right: &'static str,
}

/// Whether a layout bears an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Always.
    Yes,
    /// Never, and why.
    No(&'static str),
    /// Not where one of these holds.
    Unless(Vec<&'static str>),
}

impl Known {
    pub(super) const fn layout(self) -> &'static Foreign {
        self.0
    }

    /// Whether a key of [`AppSettings`] says something of its application.
    pub fn has_key(&self, name: &str) -> bool {
        self.0.keys.contains(&name)
    }

    /// Every one, in the order they are looked for.
    pub fn all() -> Vec<Self> {
        KNOWN.iter().map(|layout| Self(layout)).collect()
    }

    /// Its name in profiles.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What its makers call it.
    pub fn title(self) -> &'static str {
        self.0.title
    }

    /// The tables it looks for.
    pub fn tables(self) -> Vec<KnownTable> {
        let reads_as = |name: &str| {
            let told = self.0.told.iter().filter(|told| told.base == name);
            told.map(|told| told.name).collect()
        };
        let wanted = self.0.tables.iter();
        wanted
            .map(|w| KnownTable {
                name: w.app,
                must: w.must,
                told_by: w.columns.iter().filter(|c| c.must).map(|c| c.app).collect(),
                reads_as: reads_as(w.name),
            })
            .collect()
    }

    /// The rights its actions need on PostgreSQL, besides reading.
    pub fn needs(self) -> Vec<NeededRight> {
        let app = |named: &str| {
            let wanted = self.0.tables.iter().find(|w| w.name == named);
            wanted.map_or("", |w| w.app)
        };
        let all = self.0.needs.iter();
        let all = all.flat_map(|(verb, needs)| needs.iter().map(move |need| (*verb, *need)));
        all.flat_map(|(verb, (named, rights))| {
            rights.iter().map(move |right| NeededRight {
                verb,
                table: app(named),
                named,
                right: right.word(),
            })
        })
        .collect()
    }

    /// Whether it bears an action: in a directory with every table, column and key of the profile, and in lesser ones.
    pub fn verdict(self, verb: &str) -> Verdict {
        let refusal = |found: &Recognised| (self.0.refusal)(found, verb);
        let best = self.imagined(true, told());
        if let Some(why) = refusal(&best) {
            return Verdict::No(why);
        }
        let mut lesser = vec![
            self.imagined(false, told()),
            self.imagined(true, AppSettings::default()),
        ];
        lesser.extend(said().into_iter().map(|app| self.imagined(true, app)));
        let mut whys: Vec<&'static str> = lesser.iter().filter_map(refusal).collect();
        let mut seen = Vec::new();
        whys.retain(|why| {
            !seen.contains(why) && {
                seen.push(*why);
                true
            }
        });
        if whys.is_empty() {
            return Verdict::Yes;
        }
        Verdict::Unless(whys)
    }

    /// A directory of this layout: all it looks for, or only what it cannot be without.
    fn imagined(self, whole: bool, app: AppSettings) -> Recognised {
        let tables = self.0.tables.iter().filter(|w| whole || w.must);
        let tables = tables.map(|w| ForeignTable {
            name: w.name,
            schema: Some(w.schema.unwrap_or("public").to_owned()),
            physical: w.app.to_owned(),
            columns: w
                .columns
                .iter()
                .filter(|c| whole || c.must)
                .map(|c| ForeignColumn {
                    name: c.name,
                    physical: c.app.to_owned(),
                    instant: None,
                    id: None,
                })
                .collect(),
        });
        Recognised {
            layout: self.0,
            engine: Engine::Postgres,
            tables: tables.collect(),
            ids: IdKind::Text,
            session_ids: IdKind::Text,
            app,
            times: Vec::new(),
        }
    }
}

/// A profile that says everything.
fn told() -> AppSettings {
    let page = || Some("https://app.example".to_owned());
    AppSettings {
        secret: Some("imagined".into()),
        secret_file: Some("secret".into()),
        base_url: page(),
        reset_page: page(),
        email_provider: Some("mail".to_owned()),
        access_token_life: Some(std::time::Duration::from_mins(5)),
        ..AppSettings::default()
    }
}

/// Profiles that say one thing which may stand in the way.
fn said() -> Vec<AppSettings> {
    let mut all = vec![told(); 5];
    all[0].session_storage = SessionStorage::Elsewhere;
    all[1].session_storage = SessionStorage::Both;
    all[2].session_strategy = SessionStrategy::Jwt;
    all[3].code_storage = CodeStorage::Custom;
    all[4].keeps_ended_sessions = true;
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_layout_is_one_a_profile_knows() {
        let known: Vec<_> = AppSettings::keys().iter().map(|key| key.name).collect();
        for layout in KNOWN {
            for key in layout.keys {
                assert!(known.contains(key), "{}: {key}", layout.name);
            }
        }
    }
}
