//! Lists the versions of a key ring beside what needs them.

use std::collections::BTreeMap;

use serde::Serialize;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::Access;
use wardroom_core::job;
use wardroom_core::model::Safe;

use super::File;
use crate::cli::desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

#[derive(Debug, Default, Serialize)]
struct Entry {
    version: u32,
    held: bool,
    newest: bool,
    rows: i64,
}

impl Entry {
    fn used_for(&self) -> &'static str {
        match self {
            Self { newest: true, .. } => "new and old",
            Self { held: true, .. } => "old",
            Self { .. } => "missing from the ring",
        }
    }
}

pub(super) async fn run(settings: &Settings, file: &File) -> Outcome {
    let ring = KeyRing::load(&file.path)?;
    let directory = desk::directory(settings, Access::Read).await?;
    let now = directory.database_now().await?;
    let mut all: BTreeMap<u32, Entry> = BTreeMap::new();
    for version in ring.versions() {
        let entry = all.entry(version.0).or_default();
        (entry.held, entry.newest) = (true, version == ring.newest());
    }
    for used in job::key_use(&directory, now).await? {
        all.entry(used.version).or_default().rows += used.rows;
    }
    let all: Vec<Entry> = all
        .into_iter()
        .map(|(version, entry)| Entry { version, ..entry })
        .collect();
    settings
        .out
        .list(&["VERSION", "USED FOR", "ROWS"], &all, |v| {
            vec![
                Safe::new(&format!("v{}", v.version)),
                Safe::new(v.used_for()),
                Safe::new(&v.rows.to_string()),
            ]
        })
}
