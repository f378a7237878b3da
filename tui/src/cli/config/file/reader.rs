//! Reads one value of the file as what it must be, or says with its line what it is not.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::DeValue;

/// A key and its value, both with their place.
pub(super) type Entry<'a, 'i> = (&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

/// The text, and what was found wrong in it so far.
pub(super) struct Reader<'t> {
    text: &'t str,
    wrong: Vec<String>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let wrong = Vec::new();
        Self { text, wrong }
    }

    pub(super) fn wrong(self) -> Vec<String> {
        self.wrong
    }

    pub(super) fn table<'a, 'i>(&mut self, (key, value): Entry<'a, 'i>) -> Vec<Entry<'a, 'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.say(
                key.span().start,
                &format!("{}: expected a table", key.get_ref()),
            );
            return Vec::new();
        };
        table.iter().collect()
    }

    pub(super) fn text(&mut self, (key, value): Entry<'_, '_>) -> Option<String> {
        let text = value.get_ref().as_str().filter(|text| !text.is_empty());
        if text.is_none() {
            self.say(
                key.span().start,
                &format!("{}: expected a text in quotes", key.get_ref()),
            );
        }
        text.map(str::to_owned)
    }

    pub(super) fn word(&mut self, entry: Entry<'_, '_>, known: &[&str]) -> Option<String> {
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

    pub(super) fn switch(&mut self, (key, value): Entry<'_, '_>) -> bool {
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.say(
                key.span().start,
                &format!("{}: expected true or false", key.get_ref()),
            );
            false
        })
    }

    pub(super) fn unknown(&mut self, (key, _): Entry<'_, '_>, known: &str) {
        let why = format!("unknown key `{}`; known are {known}", key.get_ref());
        self.say(key.span().start, &why);
    }

    pub(super) fn say(&mut self, at: usize, why: &str) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        self.wrong.push(format!("line {line}: {why}"));
    }
}
