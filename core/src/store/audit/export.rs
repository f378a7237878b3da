//! The audit as JSON lines: an opening, keys and seals before what they cover, entries, and the head at the end.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::feed::{Feed, Item, Line, Span};
use super::seals::Keys;
use super::verify::audit_head;
use super::walk::Held;
use crate::db::{Conn, Db, sql};
use crate::error::{Error, Result};
use crate::model::{AuditEntry, Head, Seal, hex};
use crate::store::Directory;

const HASH: &str = "SELECT hash FROM {w}audit WHERE seq = $1";

/// The right to export, which only the audited action gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportPermit {
    from: Option<i64>,
    personal: bool,
}

impl ExportPermit {
    pub(crate) fn new(from: Option<i64>, personal: bool) -> Self {
        Self { from, personal }
    }
}

/// What was exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// Entries written.
    pub entries: u64,
    /// The head, as the last line has it.
    pub head: Head,
}

/// One line of an export; exactly one kind of it is there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wardroom_audit: Option<Opening>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<KeyRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seal: Option<Seal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<AuditEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) personal: Option<PersonalRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) head: Option<Head>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entries: Option<u64>,
}

/// The first line: the version of the format, and what the first entry comes after.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Opening {
    pub(super) version: u32,
    pub(super) after: i64,
    #[serde(with = "hex::optional")]
    pub(super) hash: Option<Vec<u8>>,
}

/// A public key, before the first seal that names it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyRow {
    pub(super) id: String,
    #[serde(with = "hex")]
    pub(super) public_key: Vec<u8>,
}

/// The personal part of an entry that has one.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum PersonalRow {
    /// Here it is, exactly as it was committed to.
    Kept {
        #[serde(with = "hex")]
        salt: Vec<u8>,
        content: String,
    },
    /// It exists; whoever exported gave no reason to see it.
    Withheld,
    /// It was erased.
    Erased,
}

impl Directory {
    /// Writes the audit line by line, from the entry permitted to the present head; `sink` stops it by an error.
    pub async fn export_audit<E: From<Error>>(
        &self,
        permit: &ExportPermit,
        mut sink: impl FnMut(&str) -> Result<(), E> + Send,
    ) -> Result<Exported, E> {
        let mut db = self.db();
        let head = audit_head(&mut db).await?;
        let after = permit.from.unwrap_or(1).max(1) - 1;
        sink(&opening(&mut db, after, &head).await?)?;
        let span = Span {
            after,
            through: head.seq,
            sealed_through: head.seq,
        };
        let mut feed = Feed::new(db.clone(), span);
        let mut keys = Shown::default();
        let mut entries = 0;
        while let Some(item) = feed.next().await? {
            match item {
                Item::Seal(seal) => {
                    if let Some(key) = keys.first_time(&mut db, &seal.key_id).await? {
                        sink(&key)?;
                    }
                    sink(&line(&Row::of_seal(seal))?)?;
                }
                Item::Entry(found) => {
                    sink(&line(&Row::of_entry(*found, permit.personal))?)?;
                    entries += 1;
                }
                Item::Unreadable(seq) => return Err(unreadable(seq).into()),
            }
        }
        let end = Row {
            head: Some(head.clone()),
            entries: Some(entries),
            ..Row::default()
        };
        sink(&line(&end)?)?;
        Ok(Exported { entries, head })
    }
}

impl Row {
    fn of_seal(seal: Seal) -> Self {
        Self {
            seal: Some(seal),
            ..Self::default()
        }
    }

    fn of_entry(found: Line, shown: bool) -> Self {
        let personal = match found.held() {
            _ if found.entry.personal_commitment.is_none() => None,
            Held::Kept { salt, content } if shown => Some(PersonalRow::Kept {
                salt: salt.to_vec(),
                content: content.to_owned(),
            }),
            Held::Gone => Some(PersonalRow::Erased),
            Held::Kept { .. } | Held::Withheld => Some(PersonalRow::Withheld),
        };
        Self {
            entry: Some(found.entry),
            personal,
            ..Self::default()
        }
    }
}

/// Which keys stand in the export already.
#[derive(Default)]
struct Shown {
    keys: Keys,
    ids: HashSet<String>,
}

impl Shown {
    async fn first_time(&mut self, db: &mut Db, id: &str) -> Result<Option<String>> {
        if !self.ids.insert(id.to_owned()) {
            return Ok(None);
        }
        let Some(key) = self.keys.get(db, id).await? else {
            return Ok(None);
        };
        let row = Row {
            key: Some(KeyRow {
                id: id.to_owned(),
                public_key: key.as_bytes().to_vec(),
            }),
            ..Row::default()
        };
        line(&row).map(Some)
    }
}

async fn opening(db: &mut Db, after: i64, head: &Head) -> Result<String> {
    if after > head.seq {
        let why = format!("the last entry is {}", head.seq);
        return Err(Error::invalid("from", why));
    }
    let row: Option<(Vec<u8>,)> = db.optional(sql(HASH).bind(after)).await?;
    let opening = Opening {
        version: 1,
        after,
        hash: row.map(|(hash,)| hash),
    };
    line(&Row {
        wardroom_audit: Some(opening),
        ..Row::default()
    })
}

fn line(row: &Row) -> Result<String> {
    serde_json::to_string(row).map_err(|e| Error::invalid("export", e.to_string()))
}

fn unreadable(seq: i64) -> Error {
    Error::Corrupt {
        what: format!("audit entry {seq}"),
        why: "it holds what no entry can; run `wardroom audit verify`".into(),
    }
}
