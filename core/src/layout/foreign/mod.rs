//! Layouts of other libraries: what their tables look like, how their rows read in our words, what each change does there.
//!
//! A layout is one [`Foreign`] in a file of its own, and one line in [`KNOWN`].

mod contract;
#[cfg(test)]
mod fourth;
mod imagined;
mod indexes;
mod names;
mod nearest;
mod obstacles;
mod outbox;
mod recognise;
mod rights;
mod survey;
mod times;
mod told;
mod tools;
mod wanted;

pub use imagined::{Known, KnownTable, NeededRight, Verdict};
pub(super) use indexes::Indexed;
pub(super) use names::absent;
pub(super) use nearest::unlike;
pub use obstacles::Obstacle;
pub use recognise::Recognised;
pub(super) use recognise::recognise;
pub(super) use rights::{Needs, Right};
pub(super) use told::Told;
pub use tools::SchemaTool;
pub(super) use wanted::{Sort, Wanted, may, must};

use super::{AppSettings, Changes, authjs, better_auth, supabase};
use crate::db::Db;
use crate::error::Result;

/// What one library's directory is, as data.
pub(super) struct Foreign {
    /// Its name in profiles, messages and documents.
    pub(super) name: &'static str,
    /// What its makers call it.
    pub(super) title: &'static str,
    /// Its tables; those that must be there tell it from any other.
    pub(super) tables: &'static [Wanted],
    /// The table of its users.
    pub(super) users: &'static str,
    /// The table of its sessions, and its column that a session is named by.
    pub(super) sessions: (&'static str, &'static str),
    /// Its column of when a session began, where nothing else says when a user signed in last.
    pub(super) signs_in: Option<&'static str>,
    /// Columns that rows are looked up by.
    pub(super) indexed: &'static [Indexed],
    /// Its rows in our words. What is not told reads as empty.
    pub(super) told: &'static [Told],
    /// What each change does.
    pub(super) changes: &'static dyn Changes,
    /// Why an action cannot be done in this very directory; `None` where it can. Every verb without a change is here.
    pub(super) refusal: fn(&Recognised, &str) -> Option<&'static str>,
    /// The rights each action needs on the application's tables.
    pub(super) needs: &'static [(&'static str, Needs)],
    /// What must hold of a database besides its tables: versions, rights, row-level security.
    pub(super) check: Option<&'static dyn Check>,
    /// The keys of [`AppSettings`] that say something of its application.
    pub(super) keys: &'static [&'static str],
    /// What an operator should know when attaching, one sentence each.
    pub(super) cautions: fn(&Recognised) -> Vec<String>,
}

/// A look at a database before it is attached to; an error says why it cannot be.
#[async_trait::async_trait]
pub(super) trait Check: Send + Sync {
    /// What the application does where its profile says nothing.
    fn defaults(&self, _app: &mut AppSettings) {}

    async fn check(&self, db: &Db, found: &Recognised) -> Result<()>;
}

/// Every foreign layout. A new one is its file and a line here.
pub(super) static KNOWN: &[&Foreign] = &[
    &authjs::FOREIGN,
    &better_auth::FOREIGN,
    &supabase::FOREIGN,
    #[cfg(test)]
    &super::example::FOREIGN,
];
