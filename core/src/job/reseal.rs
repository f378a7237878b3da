//! Seals anew what was sealed under an older version of the key ring, in batches that can stop and go on anywhere.

use serde::Serialize;

use crate::crypto::keyring::{KeyRing, KeyVersion};
use crate::crypto::sealed::{Place, Sealed};
use crate::error::{Error, Result};
use crate::layout::Edit;
use crate::model::Ts;
use crate::store::Directory;
use crate::store::sealed_rows::{
    COLUMNS, Passed, SealedColumn, SealedRow, behind, exchange, versions_in_use,
};

/// One transaction exchanges no more.
const BATCH: u32 = 200;

/// What re-sealing did.
#[derive(Clone, Debug, Default)]
pub struct Resealed {
    /// Values now under the newest version.
    pub rows: u64,
    /// Values that do not open: altered, moved, or under a version the ring does not hold. They stay as they are.
    pub stuck: u64,
    /// Where to go on; `None` when every value has been looked at.
    pub next: Option<ResealCursor>,
}

/// How far a pass over the sealed values has come.
#[derive(Clone, Debug, Default)]
pub struct ResealCursor {
    column: usize,
    last: Option<Passed>,
}

/// How many rows of one table need one version of the key ring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyUse {
    /// The table.
    pub table: &'static str,
    /// The version.
    pub version: u32,
    /// The rows.
    pub rows: i64,
}

/// Seals values under the newest version of `ring`, beginning at `from` and looking at no more than `most`.
///
/// Every row names its version, so a pass that was cut short may as well begin again, here or on another host: what is
/// done is not looked at twice.
pub async fn reseal(
    directory: &Directory,
    ring: &KeyRing,
    from: Option<ResealCursor>,
    most: u32,
) -> Result<Resealed> {
    let (mut done, mut at, mut left) = (Resealed::default(), from.unwrap_or_default(), most);
    while let Some(column) = COLUMNS.get(at.column) {
        if left == 0 {
            done.next = Some(at);
            break;
        }
        let (mut db, limit) = (directory.db(), i64::from(left.min(BATCH)));
        let page = behind(&mut db, column, ring.newest(), at.last.as_ref(), limit).await?;
        let Some(last) = page.last() else {
            at.column += 1;
            at.last = None;
            continue;
        };
        at.last = Some(last.passed());
        left = left.saturating_sub(u32::try_from(page.len()).unwrap_or(BATCH));
        batch(directory, ring, column, &page, &mut done).await?;
    }
    Ok(done)
}

async fn batch(
    directory: &Directory,
    ring: &KeyRing,
    column: &SealedColumn,
    page: &[SealedRow],
    done: &mut Resealed,
) -> Result<()> {
    let mut tx = directory.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout: directory.layout(),
        now: directory.now(),
    };
    for row in page {
        match anew(directory, ring, column, row) {
            // A row that changed meanwhile was sealed by whoever changed it.
            Ok(sealed) => done.rows += u64::from(exchange(&mut edit, column, row, &sealed).await?),
            Err(error) => {
                done.stuck += 1;
                tracing::error!(table = column.table, row = %row.id, error = %error, "cannot be sealed anew");
            }
        }
    }
    tx.commit().await
}

fn anew(
    directory: &Directory,
    ring: &KeyRing,
    column: &SealedColumn,
    row: &SealedRow,
) -> Result<Sealed> {
    let bytes = row.id.to_bytes();
    let place = Place {
        purpose: column.purpose,
        label: column.label,
        row: &bytes,
    };
    Ok(Sealed::from_stored(row.sealed.clone())?.reseal(ring, place, directory.entropy())?)
}

/// How many rows need each version: one that no row needs may be retired.
pub async fn key_use(directory: &Directory, now: Ts) -> Result<Vec<KeyUse>> {
    let found = versions_in_use(&mut directory.db(), directory.layout(), now).await?;
    let used = found.into_iter().map(|(table, version, rows)| KeyUse {
        table,
        version: version.0,
        rows,
    });
    Ok(used.collect())
}

/// Refuses to retire `version` while a row needs it.
pub async fn may_retire(directory: &Directory, version: KeyVersion, now: Ts) -> Result<()> {
    let used = key_use(directory, now).await?;
    let rows: i64 = used
        .iter()
        .filter(|used| used.version == version.0)
        .map(|used| used.rows)
        .sum();
    if rows == 0 {
        return Ok(());
    }
    let why = format!("{rows} rows still need {version}; run `wardroom key-ring reseal` first");
    Err(Error::invalid("version", why))
}
