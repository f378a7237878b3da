//! Reads `config.toml`. Every key is known or reported with its line: a misspelt setting must not pass in silence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::profile::{Environment, Profile};
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::console::Secrets;
use crate::console::keymap::Keymap;

const COLORS: [&str; 3] = ["auto", "always", "never"];
const THEMES: [&str; 4] = ["dark", "light", "deuteranopia", "mono"];

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    let mut reader = Reader {
        text,
        wrong: Vec::new(),
    };
    let mut config = Config::default();
    match DeTable::parse(text) {
        Ok(table) => reader.top(table.get_ref(), &mut config),
        Err(e) => {
            let at = e.span().map_or(0, |span| span.start);
            reader.say(at, e.message());
        }
    }
    (config, reader.wrong)
}

type Entry<'a, 'i> = (
    &'a Spanned<std::borrow::Cow<'i, str>>,
    &'a Spanned<DeValue<'i>>,
);

struct Reader<'t> {
    text: &'t str,
    wrong: Vec<String>,
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
                "directories" => self.directories((key, value), config),
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

    fn directories(&mut self, entry: Entry<'_, '_>, config: &mut Config) {
        for (name, value) in self.table(entry) {
            let mut profile = Profile::default();
            for (key, value) in self.table((name, value)) {
                match key.get_ref().as_ref() {
                    "url" => profile.url = self.text((key, value)),
                    "schema" => profile.schema = self.text((key, value)),
                    "operator_key_file" => {
                        profile.operator_key_file = self.text((key, value)).map(PathBuf::from);
                    }
                    "environment" => {
                        let label = self.text((key, value));
                        profile.environment =
                            label.map_or_else(Environment::default, |l| Environment::new(&l));
                    }
                    _ => self.unknown((key, value), "url, environment, schema, operator_key_file"),
                }
            }
            config
                .directories
                .insert(name.get_ref().to_string(), profile);
        }
    }

    fn table<'a, 'i>(&mut self, (key, value): Entry<'a, 'i>) -> Vec<Entry<'a, 'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.say(
                key.span().start,
                &format!("{}: expected a table", key.get_ref()),
            );
            return Vec::new();
        };
        table.iter().collect()
    }

    fn text(&mut self, (key, value): Entry<'_, '_>) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        if text.is_none() {
            self.say(
                key.span().start,
                &format!("{}: expected a text in quotes", key.get_ref()),
            );
        }
        text.map(str::to_owned)
    }

    fn word(&mut self, entry: Entry<'_, '_>, known: &[&str]) -> Option<String> {
        let word = self.text(entry)?;
        if known.contains(&word.as_str()) {
            return Some(word);
        }
        let why = format!(
            "{}: expected one of: {}",
            entry.0.get_ref(),
            known.join(", ")
        );
        self.say(entry.0.span().start, &why);
        None
    }

    fn switch(&mut self, (key, value): Entry<'_, '_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.say(
                key.span().start,
                &format!("{}: expected true or false", key.get_ref()),
            );
            false
        })
    }

    fn unknown(&mut self, (key, _): Entry<'_, '_>, known: &str) {
        let why = format!("unknown key `{}`; known are {known}", key.get_ref());
        self.say(key.span().start, &why);
    }

    fn say(&mut self, at: usize, why: &str) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        self.wrong.push(format!("line {line}: {why}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_read() {
        let (config, wrong) = check(
            "directory = \"main\"\ncolor = \"never\"\n[directories.main]\nurl = \"sqlite:a.db\"\n\
             environment = \"staging\"\nschema = \"auth\"\noperator_key_file = \"/k\"\n",
        );
        assert_eq!(wrong, [""; 0]);
        let main = &config.directories["main"];
        assert_eq!(main.url.as_deref(), Some("sqlite:a.db"));
        assert_eq!(main.schema.as_deref(), Some("auth"));
        assert!(!main.environment.is_production());
        assert_eq!(config.look.color.as_deref(), Some("never"));
    }

    #[test]
    fn secrets_stay_off_the_clipboard_unless_it_says_so() {
        let secrets = |text| check(text).0.secrets;
        assert_eq!((secrets("").copy, secrets("").save), (false, true));
        let told = secrets("[secrets]\ncopy = true\nsave = false\n");
        assert_eq!((told.copy, told.save), (true, false));
    }

    #[test]
    fn own_keys_are_read_and_a_wrong_one_is_named_with_its_line() {
        let (config, wrong) = check("ascii = true\n[keys.list]\nfilter = \"f\"\n");
        assert_eq!(wrong, [""; 0]);
        assert_ne!(config.keymap, Keymap::default());
        let wrong = |text| check(text).1;
        assert_eq!(
            wrong("keys.list.filter = \"s\""),
            ["line 1: keys.list.filter: s is keys.list.sort already; give one of them another key"]
        );
        let hostile = wrong("[keys.users]\n\"\\u001b[2J\" = \"x\"\nsort = [1]\n");
        assert!(hostile[0].starts_with("line 2: keys.users."), "{hostile:?}");
        assert!(
            hostile[1].starts_with("line 3: keys.users.sort: "),
            "{hostile:?}"
        );
        assert_eq!(wrong("keys = 1"), ["line 1: keys: expected a table"]);
    }

    #[test]
    fn what_is_unknown_is_named_with_its_line() {
        let (_, wrong) =
            check("colour = \"auto\"\n\n[directories.main]\nurl = \"a.db\"\nscheme = \"x\"\n");
        assert_eq!(
            wrong,
            [
                "line 1: unknown key `colour`; known are directory, color, theme, ascii, mouse, live, keys, secrets, directories",
                "line 5: unknown key `scheme`; known are url, environment, schema, operator_key_file"
            ]
        );
    }

    #[test]
    fn a_wrong_value_and_broken_toml_are_named_with_their_line() {
        assert_eq!(
            check("color = 3").1,
            ["line 1: color: expected a text in quotes"]
        );
        assert_eq!(
            check("\ndirectory = \"gone\"").1,
            ["line 2: directory: there is no [directories.gone]"]
        );
        assert!(check("a = 1\nb = = 2").1[0].starts_with("line 2: "));
    }
}
