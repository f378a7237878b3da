//! Reads `[directories.NAME]`: where a directory is, and what its tables do not tell of the application.

use std::collections::BTreeMap;
use std::path::PathBuf;

use toml::de::DeValue;
use wardroom_core::layout::AppSettings;

use super::reader::{Entry, Reader};
use crate::cli::config::profile::{Environment, LAYOUTS, Profile};

/// What a renamed table may say.
const OF_TABLE: &str = "table, columns";

impl Reader<'_> {
    pub(super) fn directories(&mut self, entry: Entry<'_, '_>) -> BTreeMap<String, Profile> {
        let all = self.table(entry).into_iter();
        all.map(|(name, value)| (name.get_ref().to_string(), self.directory((name, value))))
            .collect()
    }

    fn directory(&mut self, entry: Entry<'_, '_>) -> Profile {
        let mut profile = Profile::default();
        for (key, value) in self.table(entry) {
            let entry = (key, value);
            match key.get_ref().as_ref() {
                "url" => profile.url = self.text(entry),
                "schema" => profile.schema = self.text(entry),
                "operator_key_file" => {
                    profile.operator_key_file = self.text(entry).map(PathBuf::from);
                }
                "environment" => {
                    let label = self.text(entry);
                    profile.environment =
                        label.map_or_else(Environment::default, |l| Environment::new(&l));
                }
                "layout" => profile.layout = self.word(entry, &LAYOUTS),
                "read_only" => profile.is_read_only = self.switch(entry),
                "app" => self.app(entry, &mut profile.app),
                _ => self.unknown(
                    entry,
                    "url, environment, schema, operator_key_file, layout, read_only, app",
                ),
            }
        }
        profile
    }

    fn app(&mut self, entry: Entry<'_, '_>, app: &mut AppSettings) {
        let known = AppSettings::keys();
        for (key, value) in self.table(entry) {
            let name = key.get_ref().as_ref();
            if name == "tables" {
                self.tables((key, value), app);
                continue;
            }
            let Some(known) = known.iter().find(|known| known.name == name) else {
                let names: Vec<&str> = known.iter().map(|known| known.name).collect();
                self.unknown((key, value), &format!("{}, tables", names.join(", ")));
                continue;
            };
            if known.is_switch {
                let text = self.switch((key, value)).to_string();
                self.tell((key, value), name, &text, app);
            } else if let Some(text) = self.text((key, value)) {
                self.tell((key, value), name, &text, app);
            }
        }
    }

    fn tables(&mut self, entry: Entry<'_, '_>, app: &mut AppSettings) {
        for (usual, value) in self.table(entry) {
            for (key, value) in self.table((usual, value)) {
                let usual = usual.get_ref();
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("table", _) => self.rename((key, value), &format!("{usual}.table"), app),
                    ("columns", DeValue::Table(columns)) => {
                        for (column, name) in columns {
                            let place = format!("{usual}.columns.{}", column.get_ref());
                            self.rename((column, name), &place, app);
                        }
                    }
                    ("columns", _) => drop(self.table((key, value))),
                    _ => self.unknown((key, value), OF_TABLE),
                }
            }
        }
    }

    fn rename(&mut self, entry: Entry<'_, '_>, place: &str, app: &mut AppSettings) {
        if let Some(text) = self.text(entry) {
            self.tell(entry, &format!("tables.{place}"), &text, app);
        }
    }

    fn tell(&mut self, (key, _): Entry<'_, '_>, name: &str, text: &str, app: &mut AppSettings) {
        if let Err(wrong) = app.set(name, text) {
            self.say(key.span().start, &wrong.to_string());
        }
    }
}
