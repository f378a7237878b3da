//! Adds a version to a key ring.

use serde_json::json;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::OsEntropy;

use super::File;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

pub(super) fn run(settings: &Settings, file: &File) -> Outcome {
    let version = KeyRing::change(&file.path, |ring| Ok(ring.add(&OsEntropy)))?;
    let answer = json!({ "file": file.path, "version": version.0 });
    settings.out.one(&answer, |_| {
        let file = file.path.display();
        vec![format!("{file}: {version} is added; hand it to every host that reads it, then run `wardroom key-ring reseal`")]
    })
}
