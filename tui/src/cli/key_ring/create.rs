//! Makes a key ring.

use serde_json::json;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::OsEntropy;

use super::File;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

pub(super) fn run(settings: &Settings, file: &File) -> Outcome {
    let ring = KeyRing::generate(&OsEntropy);
    ring.create(&file.path)?;
    let answer = json!({ "file": file.path, "version": ring.newest().0 });
    settings.out.one(&answer, |_| {
        let file = file.path.display();
        vec![format!("{file}: made, with {}; what it seals opens with no other: keep a copy apart from the database's", ring.newest())]
    })
}
