//! One migrator at a time: an advisory lock on PostgreSQL, a locked file beside a SQLite database.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
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

/// Locks `<database>.migrate-lock`; dropping the file frees it, and so does the end of the process.
pub(super) async fn sqlite(database: &Path) -> Result<File> {
    let mut path = database.as_os_str().to_owned();
    path.push(".migrate-lock");
    let cannot = |what: &str, e: &std::io::Error| Error::ReadOnly {
        why: format!(
            "the lock file {} cannot be {what}: {}",
            Path::new(&path).display(),
            e.kind()
        ),
    };
    // Never truncated: the name may be a link that somebody else put there.
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .map_err(|e| cannot("created", &e))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A file system without locks would otherwise look like a migrator that never ends.
            Err(TryLockError::Error(e)) => return Err(cannot("locked", &e)),
            Err(TryLockError::WouldBlock) if begun.elapsed() > PATIENCE => {
                return Err(MigrateError::Running.into());
            }
            Err(TryLockError::WouldBlock) => tokio::time::sleep(POLL).await,
        }
    }
}
