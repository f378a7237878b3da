//! The entries after the last seal, checked before anybody signs them.

use super::feed::{Feed, Item, Span};
use super::seals::last_seal;
use super::verify::audit_head;
use super::walk::Walk;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::model::{FaultKind, Head, Seal};

/// A run of entries that hold and have no seal.
pub(crate) struct Unsealed {
    /// The seal before it.
    pub(crate) previous: Option<Seal>,
    /// Its first entry.
    pub(crate) first: i64,
    /// Where it ends.
    pub(crate) head: Head,
}

/// The next run, of at most `most` entries; an error if the chain does not hold there.
pub(crate) async fn unsealed(db: &mut Db, most: i64) -> Result<Option<Unsealed>> {
    let previous = last_seal(db).await?;
    let head = audit_head(db).await?;
    let start = previous.as_ref().map_or_else(Head::start, Seal::head);
    if head == start {
        return Ok(None);
    }
    let through = head.seq.min(start.seq.saturating_add(most));
    let mut walk = Walk::after(start.seq, Some(start.hash));
    walk.must_pass(head, FaultKind::HeadDiffers);
    let span = Span {
        after: start.seq,
        through,
        sealed_through: 0,
    };
    let mut feed = Feed::new(db.clone(), span);
    while let Some(item) = feed.next().await? {
        match item {
            Item::Seal(_) => {}
            Item::Entry(line) => walk.entry(&line.entry, line.held()),
            Item::Unreadable(seq) => walk.unreadable(seq),
        }
    }
    let reached = walk.here().filter(|here| here.seq == through);
    let why = match (walk.first_fault(), reached) {
        (None, Some(head)) if head.seq > start.seq => {
            return Ok(Some(Unsealed {
                previous,
                first: start.seq + 1,
                head,
            }));
        }
        (Some(fault), _) => fault.to_string(),
        (None, _) => format!("entries after {} were cut off", start.seq),
    };
    Err(Error::Corrupt {
        what: "the audit".into(),
        why: format!("{why}; nothing is sealed until somebody looked: run `wardroom audit verify`"),
    })
}
