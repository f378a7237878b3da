//! Standard output: JSON as asked for, aligned text on a terminal, sentences where that is asked
//! for, tab-separated text in a pipe. A closed pipe is quiet.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use wardroom_core::model::Safe;

use super::fail::{Fail, Outcome};

/// Where a command's answer goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out {
    json: bool,
    plain: bool,
    terminal: bool,
}

impl Out {
    /// Standard output as it is now.
    pub(crate) fn new(json: bool, plain: bool) -> Self {
        Self {
            json,
            plain,
            terminal: io::stdout().is_terminal(),
        }
    }

    /// One answer: an object of JSON, or what `people` writes.
    pub(crate) fn one<T: Serialize>(
        self,
        value: &T,
        people: impl FnOnce(&T) -> Vec<String>,
    ) -> Outcome {
        if self.json {
            return Self::object(value);
        }
        self.lines(people(value))
    }

    /// A list: one JSON object per line, or a table.
    pub(crate) fn list<T: Serialize>(
        self,
        heads: &[&str],
        values: &[T],
        row: impl Fn(&T) -> Vec<Safe>,
    ) -> Outcome {
        if self.json {
            return values.iter().try_for_each(Self::object);
        }
        self.table(heads, &values.iter().map(row).collect::<Vec<_>>())
    }

    /// One JSON object on a line of its own.
    fn object<T: Serialize>(value: &T) -> Outcome {
        let mut text = serde_json::to_string(value)
            .map_err(|e| Fail::new(super::exit::Exit::Unexpected, e.to_string()))?;
        text.push('\n');
        Ok(write(&text)?)
    }

    /// Lines for people; nothing at all when the answer is JSON.
    pub(crate) fn lines(self, lines: impl IntoIterator<Item = String>) -> Outcome {
        if self.json {
            return Ok(());
        }
        let text: String = lines.into_iter().flat_map(|l| [l, "\n".into()]).collect();
        Ok(write(&text)?)
    }

    fn table(self, heads: &[&str], rows: &[Vec<Safe>]) -> Outcome {
        let text = if self.plain {
            linear(heads, rows)
        } else if self.terminal {
            aligned(heads, rows)
        } else {
            // A tab inside a value is spelt out by `Safe`, so a cell is always a cell.
            rows.iter()
                .map(|row| row.iter().map(Safe::as_str).collect::<Vec<_>>().join("\t") + "\n")
                .collect()
        };
        Ok(write(&text)?)
    }
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A note to the person, on standard error; one that cannot be given is not worth failing for.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", Safe::new(text));
}

/// A row as one sentence: every value after its name, for who hears it.
fn linear(heads: &[&str], rows: &[Vec<Safe>]) -> String {
    if rows.is_empty() && !heads.is_empty() {
        return "None.\n".to_owned();
    }
    let line = |row: &Vec<Safe>| {
        let said = row.iter().enumerate();
        let said = said.filter(|(_, cell)| !["", "-"].contains(&cell.as_str()));
        let named = said.map(|(at, cell)| {
            let head = heads
                .get(at)
                .map(|head| format!("{} ", head.to_lowercase()));
            format!("{}{cell}", head.unwrap_or_default())
        });
        named.collect::<Vec<_>>().join(", ") + ".\n"
    };
    rows.iter().map(line).collect()
}

fn aligned(heads: &[&str], rows: &[Vec<Safe>]) -> String {
    let heads: Vec<Safe> = heads.iter().map(|head| Safe::new(head)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(heads.len());
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows
                .iter()
                .chain([&heads])
                .filter_map(|row| row.get(column));
            cells.map(Safe::width).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &Vec<Safe>| {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell.as_str());
            text.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    };
    let heads = Some(&heads).filter(|heads| !heads.is_empty());
    heads.into_iter().chain(rows).map(line).collect()
}

/// `name  value` lines with the values under one another; absent values are left out.
pub(crate) fn fields(pairs: &[(&str, Option<Safe>)]) -> Vec<String> {
    let widest = pairs.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let shown = pairs.iter().filter_map(|(name, value)| {
        let value = value.as_ref()?;
        Some(format!("{name:widest$}  {value}"))
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_heard_names_its_values() {
        let rows = [vec![Safe::new("totp"), Safe::new("-"), Safe::new("never")]];
        assert_eq!(
            linear(&["KIND", "LABEL", "LAST USED"], &rows),
            "kind totp, last used never.\n"
        );
        assert_eq!(linear(&["KIND"], &[]), "None.\n");
        assert_eq!(linear(&[], &[]), "");
    }

    #[test]
    fn columns_align_by_what_a_terminal_shows() {
        let rows = [
            vec![Safe::new("李伟"), Safe::new("active")],
            vec![Safe::new("a\tb"), Safe::new("locked")],
        ];
        assert_eq!(
            aligned(&["NAME", "STATUS"], &rows),
            "NAME     STATUS\n李伟     active\na\\u{9}b  locked\n"
        );
    }
}
