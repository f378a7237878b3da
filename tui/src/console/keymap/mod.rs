//! The keys as data: looked up here, and rendered into hints, help and the README from the same rows.

mod command;
mod hints;
mod overrides;
mod rows;
mod view;

use std::collections::HashSet;

use crokey::{KeyCombination, KeyCombinationFormat};

pub use command::Command;
pub use hints::{HelpRow, Hint, Worth};
pub use overrides::Complaint;
pub use view::View;

/// The keys of one command in one view.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Binding {
    view: View,
    keys: Vec<KeyCombination>,
    command: Command,
    hint: Option<(u8, &'static str)>,
}

/// All keys, as shipped or as the operator changed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = rows::ROWS
            .iter()
            .map(|&(view, keys, command, hint)| Binding {
                view,
                keys: keys.split(' ').filter_map(parse).collect(),
                command,
                hint,
            });
        Self {
            bindings: bindings.collect(),
        }
    }
}

impl Keymap {
    /// What `key` means in `view`; a narrower view decides before a broader one.
    pub fn lookup(&self, view: View, key: KeyCombination) -> Option<Command> {
        self.within(view)
            .find(|binding| binding.keys.contains(&key))
            .map(|binding| binding.command)
    }

    /// How the first key of a command is written, if it has one in `view`.
    pub fn key_of(&self, view: View, command: Command) -> Option<String> {
        let binding = self
            .within(view)
            .find(|binding| binding.command == command)?;
        binding.keys.first().copied().map(spell)
    }

    /// The bindings that hold in `view`, narrowest first, each view's own in table order. What a narrower view says of
    /// a command holds there instead of what a broader one says.
    fn within(&self, view: View) -> impl Iterator<Item = &Binding> {
        let mut said = HashSet::new();
        let all = view.chain().flat_map(|part| {
            self.bindings
                .iter()
                .filter(move |binding| binding.view == part)
        });
        all.filter(move |binding| said.insert(binding.command))
    }
}

/// `G` means Shift and g, which crokey would read as a plain g; chords of several keys no plain terminal can send.
fn parse(text: &str) -> Option<KeyCombination> {
    let is_capital = matches!(text.as_bytes(), [b'A'..=b'Z']);
    let spelt = if is_capital {
        format!("shift-{text}")
    } else {
        text.to_owned()
    };
    crokey::parse(&spelt)
        .ok()
        .filter(|key| key.is_ansi_compatible())
}

/// A key as hints and help write it: `G`, `Ctrl-c`, `Enter`.
pub fn spell(key: KeyCombination) -> String {
    KeyCombinationFormat::default()
        .with_implicit_shift()
        .to_string(key)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> KeyCombination {
        KeyEvent::new(code, modifiers).into()
    }

    #[test]
    fn every_written_key_is_a_key() {
        let written: usize = rows::ROWS
            .iter()
            .map(|(_, keys, ..)| keys.split(' ').count())
            .sum();
        let read: usize = Keymap::default()
            .bindings
            .iter()
            .map(|binding| binding.keys.len())
            .sum();
        assert_eq!(written, read);
    }

    #[test]
    fn no_key_means_two_things_in_one_view() {
        let keymap = Keymap::default();
        for view in View::all() {
            let mut meanings = HashMap::new();
            for binding in keymap.within(view) {
                for key in &binding.keys {
                    let other = meanings.insert(*key, binding.command);
                    assert_eq!(
                        other,
                        None,
                        "{} in {view:?}: {:?}",
                        spell(*key),
                        binding.command
                    );
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_key() {
        let keymap = Keymap::default();
        for command in Command::ALL {
            assert!(
                keymap
                    .bindings
                    .iter()
                    .any(|binding| binding.command == *command),
                "{command:?}"
            );
        }
    }

    #[test]
    fn no_letter_acts_while_typing() {
        let keymap = Keymap::default();
        let typing = [
            View::Field,
            View::Filter,
            View::Palette,
            View::Help,
            View::SignIn,
            View::Enrol,
            View::Policy,
        ];
        for letter in ' '..='~' {
            let shift = if letter.is_ascii_uppercase() {
                KeyModifiers::SHIFT
            } else {
                KeyModifiers::NONE
            };
            for view in typing {
                assert_eq!(
                    keymap.lookup(view, pressed(KeyCode::Char(letter), shift)),
                    None,
                    "{letter} in {view:?}"
                );
            }
        }
    }

    #[test]
    fn keys_a_terminal_or_its_user_needs_elsewhere_stay_free() {
        let keymap = Keymap::default();
        for binding in &keymap.bindings {
            for key in &binding.keys {
                let spelt = spell(*key);
                assert!(
                    !["Ctrl-s", "Ctrl-q", "Ctrl-b"].contains(&spelt.as_str()),
                    "{spelt} in {:?}",
                    binding.view
                );
                assert!(!key.modifiers.contains(KeyModifiers::ALT), "{spelt}");
            }
        }
    }

    #[test]
    fn a_capital_is_another_key_than_its_small_letter() {
        let keymap = Keymap::default();
        let look = |code, modifiers| keymap.lookup(View::Sessions, pressed(code, modifiers));
        assert_eq!(
            look(KeyCode::Char('e'), KeyModifiers::NONE),
            Some(Command::EndSession)
        );
        assert_eq!(
            look(KeyCode::Char('E'), KeyModifiers::SHIFT),
            Some(Command::EndAllSessions)
        );
        assert_eq!(
            look(KeyCode::Char('E'), KeyModifiers::NONE),
            Some(Command::EndAllSessions)
        );
        assert_eq!(
            look(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(Command::PreviousPane)
        );
        assert_eq!(
            look(KeyCode::Char('c'), KeyModifiers::CONTROL),
            Some(Command::Interrupt)
        );
    }
}
