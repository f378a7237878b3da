//! Verifies an exported audit without its database.

use std::io::{BufRead, Read};

use super::export::{Opening, PersonalRow, Row};
use super::seals::{Keys, judge};
use super::verify::Known;
use super::walk::{Held, Walk};
use crate::crypto::signature::PublicKey;
use crate::error::{Error, Result};
use crate::model::{AuditEntry, Fault, FaultKind, Head, Verification};

/// A line is never longer: a hostile file must not fill the memory.
const LONGEST: u64 = 1 << 20;

/// Verifies an export as [`crate::Directory::verify_audit`] does its database; an error if it is no export.
pub fn verify_export(mut from: impl BufRead, known: &Known) -> Result<Verification> {
    let mut lines = 0;
    let opening = next(&mut from, &mut lines)?
        .and_then(|row| row.wardroom_audit)
        .filter(|opening| opening.version == 1)
        .ok_or_else(|| bad(1, "it does not open as an export of version 1"))?;
    let mut check = Check {
        walk: begin(opening),
        keys: Keys::default(),
        known,
        entries: 0,
        end: None,
    };
    if let Some(head) = &known.head {
        check.walk.must_pass(head.clone(), FaultKind::Rebuilt);
    }
    while let Some(row) = next(&mut from, &mut lines)? {
        if check.end.is_some() {
            return Err(bad(lines, "it follows the last line"));
        }
        check
            .row(row)
            .ok_or_else(|| bad(lines, "it is none of an export's lines"))?;
    }
    Ok(check.end())
}

struct Check<'a> {
    walk: Walk,
    keys: Keys,
    known: &'a Known,
    entries: u64,
    end: Option<(Head, u64)>,
}

impl Check<'_> {
    fn row(&mut self, row: Row) -> Option<()> {
        match row {
            Row {
                entry: Some(entry),
                personal,
                ..
            } => self.entry(&entry, personal.as_ref()),
            Row {
                seal: Some(seal), ..
            } => {
                let key = self.keys.known(&seal.key_id);
                let fault = judge(&seal, key.as_ref(), self.known);
                self.walk.seal(seal, fault);
            }
            Row { key: Some(key), .. } => {
                self.keys
                    .learn(PublicKey::from_stored(&key.public_key).ok()?);
            }
            Row {
                head: Some(head),
                entries: Some(entries),
                ..
            } => self.end = Some((head, entries)),
            _ => return None,
        }
        Some(())
    }

    fn entry(&mut self, entry: &AuditEntry, personal: Option<&PersonalRow>) {
        self.entries += 1;
        let held = match personal {
            Some(PersonalRow::Kept { salt, content }) => Held::Kept { salt, content },
            Some(PersonalRow::Withheld) => Held::Withheld,
            Some(PersonalRow::Erased) | None => Held::Gone,
        };
        self.walk.entry(entry, held);
    }

    fn end(self) -> Verification {
        let whole = self
            .end
            .as_ref()
            .is_some_and(|(_, entries)| *entries == self.entries);
        let here = self.walk.here().unwrap_or_else(Head::start);
        let head = self.end.map_or(here, |(head, _)| head);
        let mut result = self.walk.end(head, self.known.head.as_ref());
        if !whole {
            let last = result.head.seq;
            result.found(Fault::of(FaultKind::Incomplete, last, last));
        }
        result
    }
}

fn begin(opening: Opening) -> Walk {
    match opening.after {
        0 => Walk::whole(),
        after => Walk::after(after, opening.hash),
    }
}

fn next(from: &mut impl BufRead, lines: &mut u64) -> Result<Option<Row>> {
    *lines += 1;
    let mut line = String::new();
    let read = from.by_ref().take(LONGEST).read_line(&mut line);
    match read {
        Ok(0) => Ok(None),
        Ok(n) if n as u64 == LONGEST => Err(bad(*lines, "it is longer than 1 MiB")),
        Ok(_) => serde_json::from_str(&line)
            .map(Some)
            .map_err(|e| bad(*lines, &format!("it is not a line of an export ({e})"))),
        Err(e) => Err(bad(*lines, &format!("it cannot be read ({})", e.kind()))),
    }
}

fn bad(line: u64, why: &str) -> Error {
    Error::invalid("export", format!("line {line}: {why}"))
}
