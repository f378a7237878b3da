//! Seals everything anew under the newest version.

use serde_json::json;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::Access;
use wardroom_core::job;

use super::File;
use crate::cli::desk;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

/// Looked at between two glances at whether to go on.
const AT_ONCE: u32 = 1_000;

pub(super) async fn run(settings: &Settings, file: &File) -> Outcome {
    let ring = KeyRing::load(&file.path)?;
    let directory = desk::directory(settings, Access::Write).await?;
    let (mut rows, mut stuck, mut from) = (0, 0, None);
    loop {
        let done = job::reseal(&directory, &ring, from, AT_ONCE).await?;
        rows += done.rows;
        stuck += done.stuck;
        from = done.next;
        if from.is_none() {
            break;
        }
    }
    let version = ring.newest();
    let answer = json!({ "version": version.0, "rows": rows, "stuck": stuck });
    settings.out.one(&answer, |_| {
        let done = format!("{rows} values are sealed anew under {version}");
        let left = format!("{stuck} values do not open with this key ring and stay as they are: altered, moved, or sealed under another ring");
        [Some(done), (stuck > 0).then_some(left)].into_iter().flatten().collect()
    })?;
    if stuck > 0 {
        return Err(Fail::Shown(Exit::Corrupt));
    }
    Ok(())
}
