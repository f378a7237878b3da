//! The directory set beside a `users` table that was there before: its own migration counts as applied, and never runs.

use std::time::Duration;

use sqlx::SqlSafeStr;
use sqlx::migrate::Migration;

use super::Set;
use super::run::{Place, USERS};
use super::session::Session;
use super::set::is_up;
use crate::error::{Error, Result};

/// How often a migration is tried that had to give way to the application.
const TRIES: u32 = 30;
const REST: Duration = Duration::from_millis(200);

impl Session {
    /// The place with the kind of id an adopted directory has.
    pub(super) async fn settled<'a>(&mut self, place: &Place<'a>) -> Result<Place<'a>> {
        let adopted = self.adopted().await?;
        Ok(Place {
            ids: adopted.map_or(place.ids, |a| a.mapping.ids()),
            ..*place
        })
    }

    /// Makes every other table of the directory; what is there already is left.
    pub(in crate::db) async fn beside(&mut self, place: &Place<'_>) -> Result<()> {
        let set = Set::Directory;
        self.give_way().await?;
        self.prepare(set).await?;
        let applied = self.applied(set).await?;
        for migration in place.migrations(set).iter().filter(|m| is_up(m)) {
            if !applied.rows.iter().any(|a| a.version == migration.version) {
                self.beside_users(migration).await?;
            }
        }
        Ok(())
    }

    /// Takes those tables away again, and the tracking with them.
    pub(in crate::db) async fn away(&mut self, place: &Place<'_>) -> Result<()> {
        let set = Set::Directory;
        if !self.tracked(set).await? {
            return Ok(());
        }
        self.give_way().await?;
        let mut known = place.migrations(set);
        known.retain(|m| !is_up(m));
        known.sort_by_key(|m| std::cmp::Reverse(m.version));
        let applied = self.applied(set).await?;
        for migration in &known {
            if applied.rows.iter().any(|a| a.version == migration.version) {
                self.beside_users(migration).await?;
            }
        }
        self.forget(set).await
    }

    /// Applies or reverts one; the one of the users is only noted.
    async fn beside_users(&mut self, migration: &Migration) -> Result<()> {
        if migration.version == USERS {
            return self.note(Set::Directory, migration).await;
        }
        self.patiently(Set::Directory, migration).await
    }

    /// Records that a migration is applied, or no longer, without running it.
    pub(super) async fn note(&mut self, set: Set, migration: &Migration) -> Result<()> {
        self.patiently(set, &noted(migration)).await
    }

    /// Applies or reverts one, giving way to the application as often as it takes.
    pub(super) async fn patiently(&mut self, set: Set, migration: &Migration) -> Result<()> {
        let mut tries = 0;
        loop {
            let done = if is_up(migration) {
                self.apply(set, migration).await
            } else {
                self.revert(set, migration).await
            };
            match done {
                Err(Error::Busy { .. }) if tries < TRIES => tries += 1,
                other => return other,
            }
            tokio::time::sleep(REST).await;
        }
    }

    /// The search hangs on the columns that would go.
    pub(in crate::db) async fn without_search(&mut self) -> Result<()> {
        if self.tracked(Set::Optional).await? {
            let why =
                "is applied and hangs on the users; run `wardroom db undo --set optional` first";
            return Err(Error::invalid("set optional", why));
        }
        Ok(())
    }
}

/// The same migration without its statements: only its tracking row is written, or removed.
fn noted(migration: &Migration) -> Migration {
    let mut noted = Migration::new(
        migration.version,
        migration.description.clone(),
        migration.migration_type,
        "SELECT 1".into_sql_str(),
        migration.no_tx,
    );
    noted.checksum.clone_from(&migration.checksum);
    noted
}
