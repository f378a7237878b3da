//! Seals and entries in the order of the chain, read a page at a time.

use std::collections::VecDeque;

use super::walk::Held;
use crate::db::{Conn, Db, Int, sql};
use crate::error::{Error, Result};
use crate::model::{AuditEntry, Seal};

const PAGE: i64 = 500;
// The range twice: PostgreSQL does not carry it over to the personal parts and would read them from the first.
const ENTRIES: &str = "SELECT a.seq, a.id, a.at, a.actor_kind, a.actor_id, a.actor_name, a.verb, a.outcome, a.target_kind,
    a.target_id, a.detail, a.personal_commitment, a.prev_hash, a.hash, p.salt, p.content
    FROM {w}audit a LEFT JOIN {w}audit_personal p ON p.seq = a.seq AND p.seq > $1 AND p.seq <= $2
    WHERE a.seq > $1 AND a.seq <= $2 ORDER BY a.seq LIMIT $3";
const NEXT_SEQ: &str = "SELECT seq FROM {w}audit WHERE seq > $1 ORDER BY seq LIMIT 1";
const SEALS: &str = "SELECT segment, first_seq, last_seq, head_hash, key_id, signature, sealed_at FROM {w}audit_seals
    WHERE last_seq > $1 AND last_seq <= $2 ORDER BY last_seq LIMIT $3";

/// An entry with its personal part.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Line {
    #[sqlx(flatten)]
    pub(super) entry: AuditEntry,
    salt: Option<Vec<u8>>,
    content: Option<String>,
}

impl Line {
    /// Its personal part.
    pub(super) fn held(&self) -> Held<'_> {
        match (&self.salt, &self.content) {
            (Some(salt), Some(content)) => Held::Kept { salt, content },
            _ => Held::Gone,
        }
    }
}

/// What comes next.
pub(super) enum Item {
    Seal(Seal),
    Entry(Box<Line>),
    /// An entry whose row holds what no entry can.
    Unreadable(i64),
}

/// Which part of the chain is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The place before the first entry.
    pub(super) after: i64,
    /// The last entry.
    pub(super) through: i64,
    /// The last entry a seal may cover; a later seal was made while we read.
    pub(super) sealed_through: i64,
}

/// Reads a span of the chain.
pub(super) struct Feed {
    db: Db,
    span: Span,
    sealed_after: i64,
    entries: VecDeque<Result<Box<Line>, i64>>,
    seals: VecDeque<Seal>,
}

impl Feed {
    pub(super) fn new(db: Db, span: Span) -> Self {
        Self {
            db,
            sealed_after: span.after.max(0),
            span,
            entries: VecDeque::new(),
            seals: VecDeque::new(),
        }
    }

    /// The next seal or entry; a seal comes before the first entry it covers.
    pub(super) async fn next(&mut self) -> Result<Option<Item>> {
        if self.entries.is_empty() {
            self.read_entries().await?;
        }
        if self.seals.is_empty() {
            self.read_seals().await?;
        }
        let seq = self.entries.front().map(|next| match next {
            Ok(line) => line.entry.seq,
            Err(seq) => *seq,
        });
        if let Some(seal) = self.seals.front()
            && seq.is_none_or(|seq| seal.first_seq <= seq)
        {
            return Ok(self.seals.pop_front().map(Item::Seal));
        }
        Ok(self.entries.pop_front().map(|next| match next {
            Ok(line) => Item::Entry(line),
            Err(seq) => Item::Unreadable(seq),
        }))
    }

    async fn read_entries(&mut self) -> Result<()> {
        let page = match self.page(PAGE).await {
            // One row of the page cannot be read: find it by going on one at a time.
            Err(Error::Corrupt { .. }) => self.page(1).await,
            page => page,
        };
        match page {
            Ok(page) => {
                self.span.after = page.last().map_or(self.span.after, |l| l.entry.seq);
                self.entries
                    .extend(page.into_iter().map(|l| Ok(Box::new(l))));
            }
            Err(Error::Corrupt { .. }) => {
                let Int(seq) = self
                    .db
                    .one(sql(NEXT_SEQ).bind(self.span.after))
                    .await
                    .map(|(seq,)| seq)?;
                self.span.after = seq;
                self.entries.push_back(Err(seq));
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    async fn page(&mut self, limit: i64) -> Result<Vec<Line>> {
        let statement = sql(ENTRIES)
            .bind(self.span.after)
            .bind(self.span.through)
            .bind(limit);
        self.db.all(statement).await
    }

    async fn read_seals(&mut self) -> Result<()> {
        if self.sealed_after >= self.span.sealed_through {
            return Ok(());
        }
        let statement = sql(SEALS)
            .bind(self.sealed_after)
            .bind(self.span.sealed_through)
            .bind(PAGE);
        let page: Vec<Seal> = self.db.all(statement).await?;
        self.sealed_after = page.last().map_or(self.span.sealed_through, |s| s.last_seq);
        self.seals.extend(page);
        Ok(())
    }
}
