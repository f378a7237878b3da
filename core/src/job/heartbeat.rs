//! A worker says that it lives; the row is for screens, nothing is decided by it.

use std::time::Duration;

use crate::Directory;
use crate::db::{Conn, sql};
use crate::error::Result;

/// How long a worker that fell silent is still shown.
const FORGOTTEN_AFTER: Duration = Duration::from_hours(7 * 24);

const BEAT: &str =
    "INSERT INTO {w}workers (name, host, version, started_at, seen_at) VALUES ($1, $2, $3, {now}, {now})
    ON CONFLICT (name) DO UPDATE SET seen_at = {now}, version = $3";
const LEAVE: &str = "DELETE FROM {w}workers WHERE name = $1";
const FORGET: &str = "DELETE FROM {w}workers WHERE seen_at < {now+$1}";

/// Who beats.
#[derive(Clone, Debug)]
pub struct Beat {
    /// Unlike any other process's name.
    pub name: String,
    /// The machine.
    pub host: String,
    /// Wardroom's version.
    pub version: &'static str,
}

/// Says that the worker lives, and forgets those that have long been silent.
pub async fn beat(directory: &Directory, who: &Beat) -> Result<()> {
    let statement = sql(BEAT).bind(&who.name).bind(&who.host).bind(who.version);
    directory.db().execute(statement).await?;
    let ago = i64::try_from(FORGOTTEN_AFTER.as_micros()).unwrap_or(i64::MAX);
    directory.db().execute(sql(FORGET).bind(-ago)).await?;
    Ok(())
}

/// Takes the worker off the screens: it stopped as it should.
pub async fn leave(directory: &Directory, who: &Beat) -> Result<()> {
    directory.db().execute(sql(LEAVE).bind(&who.name)).await?;
    Ok(())
}
