//! The saved sign-in of one directory: a file of ours alone, never written through a link or over somebody else's.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::crypto::{digest, key_file};
use wardroom_core::db::Target;

use super::exit::Exit;
use super::fail::{Fail, Outcome};

/// Where the session of one directory is kept.
#[derive(Clone, Debug)]
pub(crate) struct Saved(PathBuf);

impl Saved {
    /// The place for `target` below `folder`; the name tells nothing of the address.
    pub(crate) fn of(folder: &Path, target: &Target, schema: &str) -> Self {
        let whole = |file: PathBuf| fs::canonicalize(&file).unwrap_or(file);
        let address = target
            .file()
            .map_or_else(|| target.to_string(), |f| whole(f).display().to_string());
        let name = digest::hex(&digest::sha256(format!("{address}\0{schema}").as_bytes())[..16]);
        Self(folder.join(format!("{name}.token")))
    }

    /// The token, if one is saved; a file that others can read is refused.
    pub(crate) fn read(&self) -> Outcome<Option<Token>> {
        if fs::symlink_metadata(&self.0).is_err_and(|e| e.kind() == ErrorKind::NotFound) {
            return Ok(None);
        }
        let text = key_file::read(&self.0)?;
        let token = Token::parse(TokenKind::OperatorSession, text.expose_secret().trim())?;
        Ok(Some(token))
    }

    /// Keeps `token`, in place of an earlier one of ours.
    pub(crate) fn write(&self, token: &Token) -> Outcome {
        let folder = self.0.parent().unwrap_or(Path::new("."));
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|e| cannot(folder, &e.kind().to_string()))?;
        ours(folder, 0o077, fs::Metadata::is_dir)?;
        match ours(&self.0, 0o077, fs::Metadata::is_file) {
            Err(fail) if fs::symlink_metadata(&self.0).is_ok() => return Err(fail),
            _ => {}
        }
        let new = self.0.with_extension(std::process::id().to_string());
        let written = write_new(&new, token).and_then(|()| fs::rename(&new, &self.0));
        written.map_err(|e| {
            // Ours, made just now; without a name it is of no use.
            let _ = fs::remove_file(&new);
            cannot(&self.0, &e.kind().to_string())
        })
    }

    /// Forgets it.
    pub(crate) fn remove(&self) -> Outcome {
        match fs::remove_file(&self.0) {
            Err(e) if e.kind() != ErrorKind::NotFound => {
                Err(cannot(&self.0, &e.kind().to_string()))
            }
            _ => Ok(()),
        }
    }
}

fn write_new(path: &Path, token: &Token) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(token.expose().as_bytes())?;
    file.sync_all()
}

/// Looked at without following a link.
fn ours(path: &Path, closed: u32, kind: fn(&fs::Metadata) -> bool) -> Outcome {
    let meta = fs::symlink_metadata(path).map_err(|e| cannot(path, &e.kind().to_string()))?;
    if !kind(&meta) {
        return Err(cannot(path, "it is a link or something else; move it away"));
    }
    if meta.uid() != rustix::process::geteuid().as_raw() {
        return Err(cannot(path, "it belongs to somebody else"));
    }
    if meta.mode() & closed != 0 {
        return Err(cannot(
            path,
            "it is open to others; close it with chmod go=",
        ));
    }
    Ok(())
}

fn cannot(path: &Path, why: &str) -> Fail {
    Fail::new(
        Exit::Key,
        format!("{}: cannot be used: {why}", path.display()),
    )
}
