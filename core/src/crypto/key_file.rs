//! Reading and creating a key file: a regular file of ours, mode 0600, never through a symbolic link, never overwritten.
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{CryptoError, KeyFileFault};

/// Far more than any ring of keys needs; less than what a mistaken path may hold.
const MAX_BYTES: usize = 64 * 1024;

/// The text of the key file at `path`, once its owner and mode are found safe.
pub fn read(path: &Path) -> Result<SecretString, CryptoError> {
    read_checked(path).map_err(|fault| at(path, fault))
}

/// Writes `text` to a new file at `path`, mode 0600, and does not return before it is on the disk.
pub fn create(path: &Path, text: &SecretString) -> Result<(), CryptoError> {
    create_new(path, text).map_err(|fault| at(path, fault))
}

/// Puts what `change` makes of the key file at `path` in its place, in one step; its owner and mode are checked.
///
/// Whoever reads it meanwhile finds all of the old one or all of the new. The new one stands beside it as `NAME.new`
/// until then: one that is there already stops us, for somebody else may be at it.
pub(super) fn rewrite<T>(
    path: &Path,
    change: impl FnOnce(&SecretString) -> Result<(SecretString, T), CryptoError>,
) -> Result<T, CryptoError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = Path::new(&beside);
    // Before the old one is read: of two changes at once the second must not begin, or it would undo the first.
    let mut file = open_new(beside).map_err(|error| at(beside, fault(error)))?;
    let done = read(path)
        .and_then(|old| change(&old).map_err(|error| blame(path, error)))
        .and_then(|(text, made)| {
            let placed = write(&mut file, &text)
                .and_then(|()| fs::rename(beside, path))
                .and_then(|()| sync_directory_of(path));
            placed
                .map(|()| made)
                .map_err(|error| at(path, fault(error)))
        });
    if done.is_err() {
        // After the rename there is nothing of ours left under that name.
        let _ = fs::remove_file(beside);
    }
    done
}

/// The error that names `path`.
pub(super) fn at(path: &Path, fault: KeyFileFault) -> CryptoError {
    let path = path.to_owned();
    CryptoError::KeyFile { path, fault }
}

/// Says of malformed text which file it came from.
pub(super) fn blame(path: &Path, error: CryptoError) -> CryptoError {
    match error {
        CryptoError::KeyText { why } => at(path, KeyFileFault::Malformed { why }),
        other => other,
    }
}

fn read_checked(path: &Path) -> Result<SecretString, KeyFileFault> {
    // NONBLOCK: a pipe under that name would otherwise hang the open.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file =
        File::from(rustix::fs::open(path, flags, Mode::empty()).map_err(|e| fault(e.into()))?);
    // Checked on the open file: the name may point elsewhere a moment later.
    refuse_unsafe(&file.metadata().map_err(fault)?)?;
    // Room for all of it at once: growing would leave copies behind that nobody wipes.
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES + 1));
    file.take(MAX_BYTES as u64 + 1)
        .read_to_string(&mut text)
        .map_err(fault)?;
    if text.len() > MAX_BYTES {
        return Err(KeyFileFault::TooLarge { max: MAX_BYTES });
    }
    Ok(text.as_str().into())
}

fn refuse_unsafe(meta: &fs::Metadata) -> Result<(), KeyFileFault> {
    let (owner, mode) = (meta.uid(), meta.mode() & 0o7777);
    if !meta.is_file() {
        return Err(KeyFileFault::NotAFile);
    }
    if owner != rustix::process::geteuid().as_raw() {
        return Err(KeyFileFault::Owner { owner });
    }
    if mode & 0o077 != 0 {
        return Err(KeyFileFault::Mode { mode });
    }
    Ok(())
}

fn create_new(path: &Path, text: &SecretString) -> Result<(), KeyFileFault> {
    let mut file = open_new(path).map_err(fault)?;
    let written = write(&mut file, text).and_then(|()| sync_directory_of(path));
    if written.is_err() {
        // Half a key would refuse every later start; it is ours, made just now.
        let _ = fs::remove_file(path);
    }
    written.map_err(fault)
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    // create_new is O_EXCL: it follows no link and never opens what exists.
    options.write(true).create_new(true).mode(0o600).open(path)
}

fn write(file: &mut File, text: &SecretString) -> io::Result<()> {
    file.write_all(text.expose_secret().as_bytes())?;
    file.sync_all()
}

fn sync_directory_of(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    File::open(parent.unwrap_or(Path::new(".")))?.sync_all()
}

fn fault(error: io::Error) -> KeyFileFault {
    match error.kind() {
        io::ErrorKind::NotFound => KeyFileFault::Missing,
        io::ErrorKind::AlreadyExists => KeyFileFault::Exists,
        _ if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => KeyFileFault::Symlink,
        io::ErrorKind::InvalidData => KeyFileFault::Malformed {
            why: "it is not text",
        },
        _ => KeyFileFault::Io(error),
    }
}

#[cfg(test)]
#[path = "key_file_tests.rs"]
mod tests;
