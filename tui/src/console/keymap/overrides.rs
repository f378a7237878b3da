//! The operator's own keys: a table per view and a line per command, below `[keys]` of the configuration.
//! `list.filter = ["/", "ctrl-t"]` replaces the keys of a command, `users.peek = []` takes them away.

use crokey::{KeyCombination, OneToThree};
use crossterm::event::{KeyCode, KeyModifiers};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Binding, Command, Keymap, View, parse, spell};

/// What is wrong with one key of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where it stands in the text, in bytes.
    pub at: usize,
    /// One sentence that names it and the next step.
    pub says: String,
}

/// What nobody can do without, and why.
const NEEDED: [(View, Command, &str); 7] = [
    (View::Everywhere, Command::Interrupt, "nobody could leave"),
    (View::Global, Command::Back, "nobody could go back"),
    (View::Dialog, Command::Accept, "nobody could answer"),
    (View::Notice, Command::Back, "nobody could close it"),
    (View::Field, Command::Accept, "nobody could hand it in"),
    (View::Field, Command::Back, "nobody could leave it"),
    (View::ShowOnce, Command::Accept, "nobody could finish"),
];

/// Keys that reach us under another name only: a terminal sends the same byte for both.
const SAME: [(&str, &str); 2] = [("ctrl-i", "tab"), ("ctrl-m", "enter")];

impl Keymap {
    /// These keys with the operator's over them, or everything that is wrong with those.
    pub fn overridden(mut self, views: &DeTable<'_>) -> Result<Self, Vec<Complaint>> {
        let (mut changes, mut complaints) = (Vec::new(), Vec::new());
        let complain = |at: &Name<'_>, says: String| Complaint {
            at: at.span().start,
            says,
        };
        for (name, commands) in views {
            match table(name, commands) {
                Err(says) => complaints.push(complain(name, says)),
                Ok((view, commands)) => {
                    for (name, keys) in commands {
                        match self.read(view, name, keys) {
                            Ok(binding) => changes.push((name, binding)),
                            Err(says) => complaints.push(complain(name, says)),
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
            .filter_map(|(name, binding)| Some((name, self.clash(binding)?)));
        complaints.extend(clashes.map(|(name, says)| complain(name, says)));
        complaints.sort_by_key(|complaint| complaint.at);
        if complaints.is_empty() {
            Ok(self)
        } else {
            Err(complaints)
        }
    }

    fn read(
        &self,
        view: View,
        name: &Name<'_>,
        keys: &Spanned<DeValue<'_>>,
    ) -> Result<Binding, String> {
        let name = name.get_ref();
        let wrong = |why: &str| format!("keys.{}.{name}: {why}", view.name());
        let command = Command::named(name)
            .filter(|command| self.obeys(view, *command))
            .ok_or_else(|| {
                wrong("no such command there; docs/keys.md and `?` in the console list them")
            })?;
        let keys: Result<Vec<_>, _> = match keys.get_ref() {
            DeValue::String(key) => read_key(view, key).map(|key| vec![key]),
            DeValue::Array(keys) => keys
                .iter()
                .map(|key| read_key(view, key.get_ref().as_str().unwrap_or("")))
                .collect(),
            _ => Err("expected a key such as \"ctrl-f\", or a list of keys".to_owned()),
        };
        let keys = keys.map_err(|why| wrong(&why))?;
        let needed = NEEDED.iter().find(|(needy, needed, _)| {
            *needed == command && view.chain().any(|part| part == *needy)
        });
        if let (true, Some((.., why))) = (keys.is_empty(), needed) {
            return Err(wrong(&format!("{why}; give it a key")));
        }
        let bound = self.within(view).find(|bound| bound.command == command);
        Ok(Binding {
            view,
            keys,
            command,
            hint: bound.and_then(|bound| bound.hint),
        })
    }

    /// Whether a view knows what to do with a command: it has it, a broader one has, or it shows people, for whom the
    /// same can be done wherever they are shown.
    fn obeys(&self, view: View, command: Command) -> bool {
        const PEOPLE: [View; 7] = [
            View::Users,
            View::User,
            View::Sessions,
            View::Factors,
            View::Codes,
            View::Timeline,
            View::Access,
        ];
        let shows_people = PEOPLE.contains(&view);
        self.bindings.iter().any(|bound| {
            let is_known = view.chain().any(|part| part == bound.view);
            let is_of_people = shows_people && PEOPLE.contains(&bound.view);
            bound.command == command && (is_known || is_of_people)
        })
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

    /// What else a key of this binding means, in any view in which both hold.
    fn clash(&self, new: &Binding) -> Option<String> {
        let is_new = |bound: &&Binding| bound.view == new.view && bound.command == new.command;
        let views = View::all().filter(|view| self.within(*view).any(|bound| is_new(&bound)));
        let others = views.flat_map(|view| self.within(view));
        let mut taken = others.filter(|other| other.command != new.command);
        taken.find_map(|other| {
            let key = new.keys.iter().find(|key| other.keys.contains(key))?;
            Some(format!(
                "keys.{}.{}: {} is keys.{}.{} already; give one of them another key",
                new.view.name(),
                new.command.name(),
                spell(*key),
                other.view.name(),
                other.command.name()
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
            "keys.{name}: no such view; the views are {}",
            known.join(", ")
        )
    })?;
    let commands = commands.get_ref().as_table();
    commands.map(|commands| (view, commands)).ok_or_else(|| {
        format!("keys.{name}: write [keys.{name}] and one command per line below it")
    })
}

fn read_key(view: View, text: &str) -> Result<KeyCombination, String> {
    let key = parse(text).ok_or_else(|| format!("{text:?} is not a key; write for example \"x\", \"G\", \"ctrl-x\", \"enter\" or \"space\""))?;
    if let Some((_, sent)) = SAME.iter().find(|(name, _)| parse(name) == Some(key)) {
        return Err(format!("a terminal sends {text:?} as {sent:?}; write that"));
    }
    let is_letter = matches!(key.codes, OneToThree::One(KeyCode::Char(_)))
        && !key.modifiers.contains(KeyModifiers::CONTROL);
    if is_letter && view.is_typed_in() {
        return Err(format!(
            "{text:?} is typed there; choose a key with Ctrl or one with a name"
        ));
    }
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overridden(text: &str) -> Result<Keymap, Vec<String>> {
        let views = DeTable::parse(text).unwrap();
        let outcome = Keymap::default().overridden(views.get_ref());
        outcome.map_err(|complaints| complaints.into_iter().map(|one| one.says).collect())
    }

    fn refused(text: &str) -> String {
        let mut said = overridden(text).unwrap_err();
        assert_eq!(said.len(), 1, "{said:?}");
        said.remove(0)
    }

    #[test]
    fn keys_are_replaced_and_taken_away_and_the_hints_follow() {
        let text = "[list]\nfilter = [\"f\", \"ctrl-t\"]\n\n[users]\npeek = []\n";
        let keymap = overridden(text).unwrap();
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
        let keymap = overridden("[users]\nsuspend = \"Z\"\ndisable = \"D\"").unwrap();
        assert_eq!(
            keymap.lookup(View::Users, crokey::key!(shift - z)),
            Some(Command::Suspend)
        );
        assert_eq!(
            keymap.lookup(View::Users, crokey::key!(shift - d)),
            Some(Command::Disable)
        );
    }

    #[test]
    fn a_narrower_view_has_the_last_word_on_a_command_and_its_hint_follows() {
        let keymap = overridden("[users]\nfilter = \"f\"\nrefresh = []").unwrap();
        assert_eq!(keymap.lookup(View::Users, crokey::key!('/')), None);
        assert_eq!(keymap.lookup(View::Users, crokey::key!(r)), None);
        assert_eq!(
            keymap.lookup(View::Retention, crokey::key!(r)),
            Some(Command::Refresh)
        );
        let hints = keymap.hints(View::Users, 200);
        let filter = hints.iter().find(|hint| hint.does == "filter");
        assert_eq!(filter.map(|hint| hint.key.as_str()), Some("f"));
    }

    #[test]
    fn two_commands_may_exchange_their_keys() {
        let keymap = overridden("[list]\nsort = \"/\"\nfilter = \"s\"").unwrap();
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
        let said = overridden(text).unwrap_err();
        assert_eq!(said.len(), 4, "{said:?}");
        for (said, begins) in said.iter().zip([
            "keys.userz: no such view; the views are everywhere, ",
            "keys.users.opne: no such command there;",
            "keys.users.filter: \"ctrl-\" is not a key;",
            "keys.users.sort: expected a key such as \"ctrl-f\", or a list of keys",
        ]) {
            assert!(said.starts_with(begins), "{said}");
        }
        assert!(refused("list = 3").contains("write [keys.list]"));
        assert!(refused("[retention]\nfreeze = \"F\"").contains("no such command there"));
        assert!(refused("[users]\npeek = \"ctrl-i\"").contains("sends \"ctrl-i\" as \"tab\""));
    }

    #[test]
    fn a_key_means_one_thing_in_a_view_however_far_the_other_one_comes_from() {
        assert_eq!(
            refused("[list]\nfilter = \"s\""),
            "keys.list.filter: s is keys.list.sort already; give one of them another key"
        );
        assert_eq!(
            refused("[users]\npeek = \"?\""),
            "keys.users.peek: ? is keys.global.help already; give one of them another key"
        );
        assert_eq!(
            refused("[global]\nrefresh = \"d\""),
            "keys.global.refresh: d is keys.retention.dry-run already; give one of them another key"
        );
        assert!(overridden("[users]\npeek = \"d\"").is_ok());
    }

    #[test]
    fn a_key_that_is_typed_or_the_last_way_out_is_refused() {
        for text in ["[field]\naccept = \"a\"", "[everywhere]\nsuspend = \"Z\""] {
            assert!(refused(text).contains("is typed there"), "{text}");
        }
        for (text, why) in [
            ("[everywhere]\ninterrupt = []", "nobody could leave; give"),
            ("[users]\ninterrupt = []", "nobody could leave; give"),
            ("[dialog]\naccept = []", "nobody could answer; give"),
            ("[filter]\naccept = []", "nobody could hand it in; give"),
        ] {
            assert!(refused(text).contains(why), "{text}");
        }
    }
}
