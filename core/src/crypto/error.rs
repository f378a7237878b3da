//! What can go wrong with a secret, in one sentence that names the thing and the next step, never the secret.
use std::io;
use std::path::PathBuf;

/// Why a secret could not be made, read or checked.
#[derive(Debug, thiserror::Error)]
pub enum CryptoError {
    /// A stored value fails its integrity check.
    #[error(
        "the stored {what} does not open: it was altered, moved from another row, or belongs to another key"
    )]
    Corrupt {
        /// The value's label, fixed in our code.
        what: &'static str,
    },
    /// What somebody typed or presented is not even shaped right.
    #[error("the {what} must look like {form}; check what was typed")]
    Mistyped {
        /// The kind of value.
        what: &'static str,
        /// Its shape.
        form: &'static str,
    },
    /// A stored value has a shape this version does not know.
    #[error(
        "the {what} is not in a form this version knows; it was spoiled or written by a newer one"
    )]
    UnknownFormat {
        /// The kind of value.
        what: &'static str,
    },
    /// Checking a stored password hash would cost more than the caps allow.
    #[error(
        "the stored password hash asks for more memory or time than allowed; reset the password"
    )]
    TooExpensive,
    /// A value was sealed under a version the key ring does not hold.
    #[error("the key ring has no version {version}; add that version back to the key file")]
    KeyMissing {
        /// The version the value names.
        version: u32,
    },
    /// A value was sealed under one of an application's secrets that was not given.
    #[error("the value is under version {version} of the application's secrets; give that one too")]
    SecretMissing {
        /// The version the value names.
        version: u32,
    },
    /// A key file cannot be used.
    #[error("the key file {} {fault}", path.display())]
    KeyFile {
        /// The file as it was named to us.
        path: PathBuf,
        /// What is wrong with it, and the next step.
        fault: KeyFileFault,
    },
    /// Key text, from a file or a variable, does not parse.
    #[error("the key text is malformed: {why}")]
    KeyText {
        /// The rule it breaks.
        why: &'static str,
    },
    /// A new password is shorter than its use allows.
    #[error("the password is too short: use at least {min} characters")]
    PasswordTooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// A new password is longer than anything we hash.
    #[error("the password is too long: use at most {max} characters")]
    PasswordTooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// A new password is one of those everybody tries first.
    #[error("the password is one that many people use; choose another")]
    PasswordCommon,
    /// A new password is the address it belongs to, or the name of the site.
    #[error("the password is the address or the name of this site; choose another")]
    PasswordExpected,
    /// A primitive refused what it should accept: out of memory, or the program is ending.
    #[error("could not {doing}: the machine is out of memory or the program is ending")]
    Library {
        /// What we asked of it.
        doing: &'static str,
    },
}

/// What is wrong with a key file, worded to follow its path.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileFault {
    /// There is no such file.
    #[error("does not exist; restore it from your backup or name the right path")]
    Missing,
    /// Something is there already and keys are never overwritten.
    #[error("exists already; move it away first, a key is never overwritten")]
    Exists,
    /// The last part of the path is a symbolic link.
    #[error("is a symbolic link; name the file itself")]
    Symlink,
    /// A directory, pipe or device.
    #[error("is not a regular file; name a file")]
    NotAFile,
    /// It belongs to somebody else.
    #[error("belongs to uid {owner}; chown it to the user that runs this program")]
    Owner {
        /// The file's owner.
        owner: u32,
    },
    /// Its mode lets others in.
    #[error(
        "is open to others (mode {mode:04o}); run chmod 600 on it and consider rotating its keys"
    )]
    Mode {
        /// The permission bits.
        mode: u32,
    },
    /// It is far larger than any key file.
    #[error("is larger than {max} bytes; name a key file")]
    TooLarge {
        /// The most bytes we read.
        max: usize,
    },
    /// Its text is not what this kind of key file holds.
    #[error("is malformed: {why}")]
    Malformed {
        /// The rule it breaks.
        why: &'static str,
    },
    /// The system refused.
    #[error("cannot be used: {0}")]
    Io(#[source] io::Error),
}
