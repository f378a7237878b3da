//! Reads `config.toml`. Every key is known or reported with its line: a misspelt setting must not pass in silence.

mod directory;
mod reader;

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use self::reader::{Entry, Reader};
use super::profile::Profile;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::console::Secrets;
use crate::console::keymap::Keymap;

const COLORS: [&str; 3] = ["auto", "always", "never"];
const THEMES: [&str; 4] = ["dark", "light", "deuteranopia", "mono"];

/// What the file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// The profile used when none is named.
    pub(crate) directory: Option<String>,
    /// How the console looks.
    pub(crate) look: Look,
    /// The keys, the operator's own among them.
    pub(crate) keymap: Keymap,
    /// What may be done with secrets that are shown once.
    pub(crate) secrets: Secrets,
    /// The profiles by name.
    pub(crate) directories: BTreeMap<String, Profile>,
}

/// How the console looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// `auto`, `always` or `never`.
    pub(crate) color: Option<String>,
    /// `dark`, `light`, `deuteranopia` or `mono`.
    pub(crate) theme: Option<String>,
    /// Whether to draw with ASCII alone.
    pub(crate) ascii: bool,
    /// Whether clicks and the wheel come to the console.
    pub(crate) mouse: bool,
    /// Whether open screens load again by themselves.
    pub(crate) live: bool,
}

/// The file at `path`; an absent one says nothing unless it was asked for by name.
pub(crate) fn read(path: &Path, asked_for: bool) -> Outcome<Config> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && !asked_for => {
            return Ok(Config::default());
        }
        Err(e) => {
            let why = format!("{}: cannot be read: {}", path.display(), e.kind());
            return Err(Fail::new(Exit::Config, why));
        }
    };
    let (config, wrong) = check(&text);
    match wrong.first() {
        None => Ok(config),
        Some(first) => {
            let more = match wrong.len() - 1 {
                0 => String::new(),
                more => format!(" (and {more} more; see `wardroom --check-config`)"),
            };
            let why = format!("{}: {first}{more}", path.display());
            Err(Fail::new(Exit::Config, why))
        }
    }
}

/// What the text says, and everything that is wrong with it, each with its line.
pub(crate) fn check(text: &str) -> (Config, Vec<String>) {
    let mut reader = Reader::new(text);
    let mut config = Config::default();
    match DeTable::parse(text) {
        Ok(table) => reader.top(table.get_ref(), &mut config),
        Err(e) => {
            let at = e.span().map_or(0, |span| span.start);
            reader.say(at, e.message());
        }
    }
    (config, reader.wrong())
}

impl Reader<'_> {
    fn top(&mut self, table: &DeTable<'_>, config: &mut Config) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "directory" => config.directory = self.text((key, value)),
                "color" => config.look.color = self.word((key, value), &COLORS),
                "theme" => config.look.theme = self.word((key, value), &THEMES),
                "ascii" => config.look.ascii = self.switch((key, value)),
                "mouse" => config.look.mouse = self.switch((key, value)),
                "live" => config.look.live = self.switch((key, value)),
                "keys" => self.keys((key, value), config),
                "secrets" => self.secrets((key, value), config),
                "directories" => config.directories = self.directories((key, value)),
                _ => self.unknown(
                    (key, value),
                    "directory, color, theme, ascii, mouse, live, keys, secrets, directories",
                ),
            }
        }
        if let Some(name) = &config.directory
            && !config.directories.contains_key(name)
        {
            let at = table.iter().find(|(k, _)| k.get_ref() == "directory");
            let at = at.map_or(0, |(k, _)| k.span().start);
            self.say(at, &format!("directory: there is no [directories.{name}]"));
        }
    }

    fn keys(&mut self, (key, value): Entry<'_, '_>, config: &mut Config) {
        let DeValue::Table(views) = value.get_ref() else {
            self.say(key.span().start, "keys: expected a table");
            return;
        };
        match Keymap::default().overridden(views) {
            Ok(keymap) => config.keymap = keymap,
            Err(complaints) => {
                for complaint in complaints {
                    self.say(complaint.at, &complaint.says);
                }
            }
        }
    }

    fn secrets(&mut self, entry: Entry<'_, '_>, config: &mut Config) {
        for (key, value) in self.table(entry) {
            match key.get_ref().as_ref() {
                "copy" => config.secrets.copy = self.switch((key, value)),
                "save" => config.secrets.save = self.switch((key, value)),
                _ => self.unknown((key, value), "copy, save"),
            }
        }
    }
}

#[cfg(test)]
mod tests;
