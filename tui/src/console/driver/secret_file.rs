//! Writes a secret to a file of the operator's own: new, 0600 from its first moment, never through a link.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::{Error, Result};

/// Creates `path` with this content; whatever stands there already, a link too, is left as it is.
pub(super) fn create(path: impl AsRef<Path>, secret: &SecretString) -> Result<()> {
    // `create_new` is O_EXCL: it fails on a link instead of following it.
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path);
    let written = opened.and_then(|mut file| {
        file.write_all(secret.expose_secret().as_bytes())?;
        file.sync_all()
    });
    written.map_err(|error| Error::invalid("file", why(&error)))
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::AlreadyExists => "something has that name already; choose another".to_owned(),
        ErrorKind::NotFound => "its folder does not exist; choose another".to_owned(),
        kind => format!("cannot be written ({kind}); choose another"),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_new_file_is_private_and_nothing_is_written_over_or_through() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("codes"), folder.path().join("link"));
        let secret = SecretString::from("4QFJ");
        create(&file, &secret).unwrap();
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        symlink(folder.path().join("elsewhere"), &link).unwrap();
        for taken in [&file, &link] {
            let refused = create(taken, &secret).unwrap_err().to_string();
            assert!(refused.contains("that name already"), "{refused}");
        }
        assert!(!folder.path().join("elsewhere").exists());
    }
}
