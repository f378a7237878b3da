//! The keymap as words: hints at the bottom of the screen, rows of the help, the table in the documentation.

use std::fmt::Write;

use wardroom_core::model::Safe;

use super::{Binding, Command, Keymap, View, spell};

/// A key and the word for what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is written.
    pub key: String,
    /// One or two words.
    pub does: &'static str,
    /// Whether it would only say why not.
    pub is_off: bool,
}

impl Hint {
    /// Columns it takes with the blanks around it.
    pub fn width(&self) -> usize {
        self.key.chars().count() + self.does.chars().count() + 3
    }
}

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Where the key belongs: the view's title.
    pub title: &'static str,
    /// The keys, divided by blanks.
    pub keys: String,
    /// The command.
    pub command: Command,
    /// Whether the key would only say why not.
    pub is_off: bool,
    /// Why it cannot mean anything in this directory.
    pub why: Option<Safe>,
}

/// Whether the key of a command is worth a hint now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It does something.
    Doing,
    /// It would say why not.
    Knowing,
    /// It never does anything here: the room is for others.
    Nothing,
}

impl Keymap {
    /// The likely keys of `view` that fit into `width` columns. They fall away from the right, `? help` never does.
    pub fn hints(&self, view: View, width: usize) -> Vec<Hint> {
        self.hints_but(view, width, |_| Worth::Doing)
    }

    /// The same where some commands are off, or nothing here.
    pub fn hints_but(
        &self,
        view: View,
        width: usize,
        worth: impl Fn(Command) -> Worth,
    ) -> Vec<Hint> {
        let hint = |binding: &Binding| match worth(binding.command) {
            Worth::Nothing => None,
            worth => hint(binding, worth == Worth::Knowing),
        };
        let mut hints: Vec<_> = self.within(view).filter_map(hint).collect();
        hints.sort_by_key(|(rank, _)| *rank);
        let mut room = width;
        let words = hints.into_iter().map(|(_, hint)| hint);
        words
            .take_while(|hint| {
                let fits = hint.width() <= room;
                room = room.saturating_sub(hint.width());
                fits
            })
            .collect()
    }

    /// Leaves a command out of the hints; its key stays, to say why not.
    pub fn unhint(&mut self, command: Command) {
        for binding in &mut self.bindings {
            if binding.command == command {
                binding.hint = None;
            }
        }
    }

    /// Every key that holds in `view`, narrowest view first.
    pub fn help(&self, view: View) -> Vec<HelpRow> {
        let bound = self.within(view).filter(|binding| !binding.keys.is_empty());
        bound
            .map(|binding| HelpRow {
                title: binding.view.title(),
                keys: keys(binding),
                command: binding.command,
                is_off: false,
                why: None,
            })
            .collect()
    }

    /// The table of keys in Markdown, with the name that each has in the configuration.
    pub fn table(&self) -> String {
        let mut table = String::from("| where | keys | what | name |\n| --- | --- | --- | --- |\n");
        for binding in self
            .bindings
            .iter()
            .filter(|binding| !binding.keys.is_empty())
        {
            let spelt = binding
                .keys
                .iter()
                .map(|key| format!("`{}`", spell(*key)))
                .collect::<Vec<_>>()
                .join(" ");
            // Writing to a `String` cannot fail.
            writeln!(
                table,
                "| {} | {spelt} | {} | `{}.{}` |",
                binding.view.title(),
                binding.command.does(),
                binding.view.name(),
                binding.command.name()
            )
            .unwrap_or_default();
        }
        table
    }
}

fn hint(binding: &Binding, is_off: bool) -> Option<(u8, Hint)> {
    let (rank, does) = binding.hint?;
    Some((
        rank,
        Hint {
            key: spell(*binding.keys.first()?),
            does,
            is_off,
        },
    ))
}

fn keys(binding: &Binding) -> String {
    binding
        .keys
        .iter()
        .map(|key| spell(*key))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_comes_first_and_survives_every_width() {
        let keymap = Keymap::default();
        let with_help = View::all().filter(|view| keymap.key_of(*view, Command::Help).is_some());
        for view in with_help {
            for width in 60..=200 {
                let hints = keymap.hints(view, width);
                assert_eq!(
                    hints.first().map(|hint| hint.does),
                    Some("help"),
                    "{view:?} at {width}"
                );
                assert!(
                    hints.iter().map(Hint::width).sum::<usize>() <= width,
                    "{view:?} at {width}"
                );
            }
        }
    }

    #[test]
    fn hints_fall_away_from_the_right() {
        let keymap = Keymap::default();
        let (narrow, wide) = (
            keymap.hints(View::Users, 60),
            keymap.hints(View::Users, 200),
        );
        assert!(narrow.len() < wide.len());
        assert_eq!(narrow, wide[..narrow.len()]);
    }

    #[test]
    fn every_view_people_stand_in_has_hints_and_help() {
        let keymap = Keymap::default();
        for view in View::all().filter(|view| !matches!(view, View::Everywhere | View::Moves)) {
            assert!(!keymap.hints(view, 80).is_empty(), "{view:?}");
            assert!(
                keymap
                    .help(view)
                    .iter()
                    .all(|row| !row.command.does().is_empty()),
                "{view:?}"
            );
        }
    }

    #[test]
    fn the_table_has_every_binding() {
        let keymap = Keymap::default();
        let table = keymap.table();
        assert_eq!(table.lines().count(), keymap.bindings.len() + 2);
        assert!(
            table.contains("| moving | `End` `G` | to the last row | `moves.last` |"),
            "{table}"
        );
    }
}
