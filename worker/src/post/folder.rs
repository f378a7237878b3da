//! Into a folder: one `.eml` per mail that only its owner can read, for development and for a first look.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use lettre::message::Mailbox;
use wardroom_core::job::{Outgoing, Post, Undelivered};
use wardroom_core::{Error, Result};

use super::message::message;

/// A folder of mails.
pub struct Folder {
    path: PathBuf,
    from: Mailbox,
}

impl Folder {
    /// Makes the folder where it is missing.
    pub fn open(path: &Path, from: Mailbox) -> Result<Self> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|e| Error::invalid("--mail-folder", format!("{}: {e}", path.display())))?;
        Ok(Self {
            path: path.to_owned(),
            from,
        })
    }
}

#[async_trait]
impl Post for Folder {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        let message = message(mail, &self.from)?.formatted();
        let path = self.path.join(format!("{}.eml", mail.id));
        let written = tokio::task::spawn_blocking(move || write(&path, &message)).await;
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(e)) => Err(Undelivered::Later(format!("the mail folder: {}", e.kind()))),
            Err(_) => Err(Undelivered::Later(
                "the mail folder was not written".to_owned(),
            )),
        }
    }
}

fn write(path: &Path, message: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let opened = options.write(true).create_new(true).mode(0o600).open(path);
    match opened {
        Ok(mut file) => file.write_all(message),
        // The row's id names it: it was written by an attempt that died before saying so.
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e),
    }
}
