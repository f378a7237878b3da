//! A statement as a value: static text with `{names}` and `$1` placeholders, and what is bound to them.

use std::fmt::Write;

use super::{Engine, Value};

/// A static text, one for both engines or one each where the dialects differ.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// One text for both engines.
    pub const fn both(text: &'static str) -> Self {
        Self {
            sqlite: text,
            postgres: text,
        }
    }

    /// A text per engine, for what one dialect cannot say.
    pub const fn each(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// The text for `engine`.
    pub const fn on(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::both(text)
    }
}

/// A text, the conditions appended to it, and the values for its placeholders in order.
#[derive(Clone, Debug)]
pub struct Statement {
    pub(super) text: Sql,
    pub(super) tail: String,
    pub(super) values: Vec<Value>,
    /// Whether the engine keeps it prepared. Not what a filter put together: PostgreSQL would at its sixth run choose
    /// one plan for any value at all.
    pub(super) kept: bool,
}

/// Begins a statement from static text.
pub fn sql(text: impl Into<Sql>) -> Statement {
    Statement {
        text: text.into(),
        tail: String::new(),
        values: Vec::new(),
        kept: true,
    }
}

impl Statement {
    /// Binds the next placeholder.
    pub fn bind(mut self, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Appends static text; each `?` in it takes the number of the next of `values`.
    pub fn push<const N: usize>(mut self, text: &'static str, values: [Value; N]) -> Self {
        let mut values = values.into_iter();
        for part in text.split_inclusive('?') {
            match part.strip_suffix('?') {
                Some(before) => {
                    self.values.extend(values.next());
                    // Writing to a `String` cannot fail.
                    let _ = write!(self.tail, "{before}${}", self.values.len());
                }
                None => self.tail.push_str(part),
            }
        }
        debug_assert!(
            values.next().is_none(),
            "more values than placeholders in {text}"
        );
        self
    }

    /// Appends text put together from names of the database, quoted; never from a value.
    pub(crate) fn written(mut self, text: impl AsRef<str>) -> Self {
        self.kept = false;
        self.tail.push_str(text.as_ref());
        self
    }

    /// Appends every condition of `filter`.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.kept = false;
        filter
            .0
            .into_iter()
            .fold(self, |s, (text, value)| match value {
                Some(value) => s.push(text, [value]),
                None => s.push(text, []),
            })
    }
}

/// Conditions collected for a list: static texts with at most one `?` each.
#[derive(Clone, Debug, Default)]
pub struct Filter(Vec<(&'static str, Option<Value>)>);

impl Filter {
    /// Adds a condition without a value.
    pub fn add(&mut self, text: &'static str) -> &mut Self {
        self.0.push((text, None));
        self
    }

    /// Adds a condition with one value.
    pub fn with(&mut self, text: &'static str, value: impl Into<Value>) -> &mut Self {
        self.0.push((text, Some(value.into())));
        self
    }
}
