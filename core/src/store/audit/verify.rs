//! Verifies the audit of a directory: the chain, its personal parts, its seals, and a head kept elsewhere.

use super::feed::{Feed, Item, Span};
use super::seals::{Keys, judge};
use super::walk::Walk;
use crate::crypto::signature::PublicKey;
use crate::db::{Conn, Db, Int, sql};
use crate::error::{Error, Result};
use crate::model::{FaultKind, Head, Verification};
use crate::store::Directory;

const HEAD: &str = "SELECT seq, hash FROM {w}audit_head WHERE id = 1";
const LAST_SEALED: &str = "SELECT coalesce(max(last_seq), 0) FROM {w}audit_seals";

/// What is known of an audit from outside its database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// A head from an export or from the worker's log.
    pub head: Option<Head>,
    /// The keys that may seal; none means those recorded in the database, which its owner could exchange.
    pub keys: Vec<PublicKey>,
}

impl Directory {
    /// Walks the whole audit and says what is wrong with it; `progress` hears the entry reached and the last one.
    ///
    /// Memory stays constant, no lock is taken, and entries appended meanwhile are no fault.
    pub async fn verify_audit(
        &self,
        known: &Known,
        mut progress: impl FnMut(i64, i64) + Send,
    ) -> Result<Verification> {
        let mut db = self.db();
        let before = audit_head(&mut db).await?;
        let mut walk = Walk::whole();
        walk.must_pass(before.clone(), FaultKind::HeadDiffers);
        if let Some(head) = &known.head {
            walk.must_pass(head.clone(), FaultKind::Rebuilt);
        }
        let span = Span {
            after: i64::MIN,
            through: i64::MAX,
            sealed_through: before.seq,
        };
        let mut feed = Feed::new(db.clone(), span);
        let mut keys = Keys::default();
        while let Some(item) = feed.next().await? {
            match item {
                Item::Seal(seal) => {
                    let key = keys.get(&mut db, &seal.key_id).await?;
                    let fault = judge(&seal, key.as_ref(), known);
                    walk.seal(seal, fault);
                }
                Item::Entry(line) => {
                    walk.entry(&line.entry, line.held());
                    if line.entry.seq % 1_000 == 0 {
                        progress(line.entry.seq, before.seq);
                    }
                }
                Item::Unreadable(seq) => walk.unreadable(seq),
            }
        }
        // Read in this order: while we look, a head may pass a seal, but no seal a head.
        let (Int(sealed),) = db.one(sql(LAST_SEALED)).await?;
        let head = audit_head(&mut db).await?;
        if sealed > head.seq {
            walk.must_pass(
                Head {
                    seq: sealed,
                    hash: Vec::new(),
                },
                FaultKind::SealDiffers,
            );
        }
        // What was appended after our last page is neither checked nor missing.
        let ours = walk
            .here()
            .filter(|here| (before.seq..head.seq).contains(&here.seq));
        Ok(walk.end(ours.unwrap_or(head), known.head.as_ref()))
    }

    /// The head of the audit: kept elsewhere, it shows a chain that was rebuilt or cut.
    pub async fn audit_head(&self) -> Result<Head> {
        audit_head(&mut self.db()).await
    }
}

pub(super) async fn audit_head(db: &mut Db) -> Result<Head> {
    db.optional(sql(HEAD)).await?.ok_or_else(|| Error::Corrupt {
        what: "audit_head".into(),
        why: "its only row is gone".into(),
    })
}
