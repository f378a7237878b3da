//! The operators' key ring: made once, 0600, in a folder of ours.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::OsEntropy;

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// The ring, and the file it was made in if there was none.
pub(crate) fn find_or_create(settings: &Settings) -> Outcome<(KeyRing, Option<String>)> {
    let file = settings.operator_key_file();
    let given = std::env::var_os("WARDROOM_OPERATOR_KEY").is_some();
    if given || std::fs::symlink_metadata(&file).is_ok() {
        return Ok((settings.operator_key()?, None));
    }
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder.unwrap_or(Path::new(".")))
        .map_err(|e| {
            Fail::new(
                Exit::Key,
                format!("{}: cannot be made: {}", file.display(), e.kind()),
            )
        })?;
    let ring = KeyRing::generate(&OsEntropy);
    ring.create(&file)?;
    Ok((ring, Some(file.display().to_string())))
}
