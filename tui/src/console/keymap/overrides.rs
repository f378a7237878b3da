//! The operator's own keys: a TOML text with one table per view and one line per command.
//! `filter = ["/", "ctrl-f"]` replaces the keys of a command, `peek = []` takes them away.

use std::fmt;
use std::ops::Range;

use crokey::KeyCombination;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Binding, Command, Keymap, View, parse, spell};

/// What is wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Counted from 1.
    pub line: usize,
    /// One sentence.
    pub says: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.says)
    }
}

impl Keymap {
    /// These keys with the operator's over them, or everything that is wrong with the text.
    pub fn overridden(mut self, text: &str) -> Result<Self, Vec<Complaint>> {
        let complain = |span: Range<usize>, says: String| Complaint {
            line: line_at(text, span.start),
            says,
        };
        let document = DeTable::parse(text).map_err(|error| {
            vec![complain(
                error.span().unwrap_or_default(),
                error.message().to_owned(),
            )]
        })?;
        let (mut changes, mut complaints) = (Vec::new(), Vec::new());
        for (name, commands) in document.get_ref() {
            match table(name, commands) {
                Err(says) => complaints.push(complain(name.span(), says)),
                Ok((view, commands)) => {
                    for (name, keys) in commands {
                        match read(view, name, keys) {
                            Ok(binding) => changes.push((name.span(), binding)),
                            Err(says) => complaints.push(complain(name.span(), says)),
                        }
                    }
                }
            }
        }
        for (_, binding) in &changes {
            self.replace(binding.clone());
        }
        // Only now: two commands may have exchanged their keys.
        let clashes = changes
            .iter()
            .filter_map(|(span, binding)| Some((span, self.clash(binding)?)));
        complaints.extend(clashes.map(|(span, says)| complain(span.clone(), says)));
        complaints.sort_by_key(|complaint| complaint.line);
        if complaints.is_empty() {
            Ok(self)
        } else {
            Err(complaints)
        }
    }

    fn replace(&mut self, new: Binding) {
        match self
            .bindings
            .iter_mut()
            .find(|old| old.view == new.view && old.command == new.command)
        {
            Some(old) => old.keys = new.keys,
            None => self.bindings.push(new),
        }
    }

    fn clash(&self, new: &Binding) -> Option<String> {
        let same_view = self
            .bindings
            .iter()
            .filter(|old| old.view == new.view && old.command != new.command);
        same_view
            .flat_map(|old| old.keys.iter().map(move |key| (key, old.command.name())))
            .find_map(|(key, taken)| {
                let key = new.keys.contains(key).then(|| spell(*key))?;
                Some(format!(
                    "key {key} is {taken} here already; give {taken} another key too"
                ))
            })
    }
}

type Name<'a> = Spanned<std::borrow::Cow<'a, str>>;

fn table<'a>(
    name: &Name<'_>,
    commands: &'a Spanned<DeValue<'a>>,
) -> Result<(View, &'a DeTable<'a>), String> {
    let name = name.get_ref();
    let view = View::named(name).ok_or_else(|| {
        let known: Vec<_> = View::all().map(View::name).collect();
        format!(
            "view {name:?} is not known; the views are {}",
            known.join(", ")
        )
    })?;
    let commands = commands.get_ref().as_table();
    commands
        .map(|commands| (view, commands))
        .ok_or_else(|| format!("write [{name}] and one command per line below it"))
}

fn read(view: View, name: &Name<'_>, keys: &Spanned<DeValue<'_>>) -> Result<Binding, String> {
    let name = name.get_ref();
    let command = Command::named(name).ok_or_else(|| {
        format!(
            "command {name:?} is not known; `?` in the console and the README list the commands"
        )
    })?;
    let keys = match keys.get_ref() {
        DeValue::String(key) => vec![read_key(key)?],
        DeValue::Array(keys) => keys
            .iter()
            .map(|key| read_key(key.get_ref().as_str().unwrap_or("")))
            .collect::<Result<_, _>>()?,
        _ => {
            return Err(format!(
                "{name} wants a key such as \"ctrl-f\", or a list of keys"
            ));
        }
    };
    Ok(Binding {
        view,
        keys,
        command,
        hint: None,
    })
}

fn read_key(text: &str) -> Result<KeyCombination, String> {
    parse(text).ok_or_else(|| format!("{text:?} is not a key; write for example \"x\", \"G\", \"ctrl-x\", \"enter\" or \"space\""))
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(text: &str) -> Vec<String> {
        let outcome = Keymap::default().overridden(text);
        outcome
            .expect_err("the text is wrong")
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn keys_are_replaced_and_taken_away_and_the_hints_follow() {
        let text = "[list]\nfilter = [\"f\", \"ctrl-f\"]\n\n[users]\npeek = []\n";
        let keymap = Keymap::default().overridden(text).unwrap();
        assert_eq!(
            keymap.key_of(View::Users, Command::Filter).as_deref(),
            Some("f")
        );
        assert_eq!(keymap.lookup(View::Users, crokey::key!('/')), None);
        assert_eq!(keymap.lookup(View::Users, crokey::key!(p)), None);
        let hints = keymap.hints(View::Users, 200);
        assert!(
            hints
                .iter()
                .any(|hint| hint.key == "f" && hint.does == "filter")
        );
        assert!(!hints.iter().any(|hint| hint.does == "peek"));
        assert!(
            !keymap
                .help(View::Users)
                .iter()
                .any(|row| row.command == Command::Peek)
        );
    }

    #[test]
    fn a_command_may_get_a_key_where_it_had_none() {
        let keymap = Keymap::default()
            .overridden("[users]\nsuspend = \"Z\"")
            .unwrap();
        assert_eq!(
            keymap.lookup(View::Users, crokey::key!(shift - z)),
            Some(Command::Suspend)
        );
    }

    #[test]
    fn two_commands_may_exchange_their_keys() {
        let keymap = Keymap::default()
            .overridden("[list]\nsort = \"/\"\nfilter = \"s\"")
            .unwrap();
        assert_eq!(
            keymap.lookup(View::Users, crokey::key!('/')),
            Some(Command::Sort)
        );
        assert_eq!(
            keymap.lookup(View::Users, crokey::key!(s)),
            Some(Command::Filter)
        );
    }

    #[test]
    fn every_wrong_line_is_named() {
        let text = "[userz]\nopen = \"x\"\n[users]\nopne = \"x\"\nfilter = \"ctrl-\"\nsort = 3\n";
        let said = complaints(text);
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(
            said[0].starts_with("line 1: view \"userz\" is not known; the views are everywhere, "),
            "{said:?}"
        );
        assert!(
            said[1].starts_with("line 4: command \"opne\" is not known;"),
            "{said:?}"
        );
        assert!(
            said[2].starts_with("line 5: \"ctrl-\" is not a key;"),
            "{said:?}"
        );
        assert_eq!(
            said[3],
            "line 6: sort wants a key such as \"ctrl-f\", or a list of keys"
        );
    }

    #[test]
    fn a_taken_key_and_broken_toml_are_refused() {
        let taken = complaints("[list]\nfilter = \"s\"");
        assert_eq!(
            taken,
            ["line 2: key s is sort here already; give sort another key too"]
        );
        assert!(complaints("[list]\nfilter = ")[0].starts_with("line 2: "));
        assert!(complaints("list = 3")[0].contains("write [list]"));
    }
}
