//! One migrator at a time: an advisory lock on PostgreSQL, a locked file beside a SQLite database.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::PgConnection;

use super::MigrateError;
use crate::error::{Error, Result};

const PATIENCE: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(100);

/// Takes the advisory lock on this connection; closing the connection frees it whatever happens.
///
/// It polls: a waiter inside `pg_advisory_lock()` holds a snapshot that CREATE INDEX CONCURRENTLY waits for.
pub(super) async fn postgres(connection: &mut PgConnection) -> Result<()> {
    let begun = Instant::now();
    loop {
        let taken: bool =
            sqlx::query_scalar("SELECT pg_try_advisory_lock(hashtext('wardroom migrate'))")
                .fetch_one(&mut *connection)
                .await?;
        if taken {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            return Err(MigrateError::Running.into());
        }
        tokio::time::sleep(POLL).await;
    }
}

/// Locks `<database>.migrate-lock`; dropping the file frees it.
pub(super) async fn sqlite(database: &Path) -> Result<File> {
    let mut path = database.as_os_str().to_owned();
    path.push(".migrate-lock");
    let file = File::create(&path).map_err(|e| Error::ReadOnly {
        why: format!(
            "the lock file {} cannot be created: {}",
            Path::new(&path).display(),
            e.kind()
        ),
    })?;
    let begun = Instant::now();
    while file.try_lock().is_err() {
        if begun.elapsed() > PATIENCE {
            return Err(MigrateError::Running.into());
        }
        tokio::time::sleep(POLL).await;
    }
    Ok(file)
}
