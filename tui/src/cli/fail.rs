//! What a command ends with when it does not succeed: one clean line, one exit code.

use std::io;

use serde_json::json;
use wardroom_core::Error;
use wardroom_core::crypto::CryptoError;
use wardroom_core::db::{ConnectError, MigrateError};
use wardroom_core::model::Safe;

use super::exit::Exit;

/// The result of a command.
pub(crate) type Outcome<T = ()> = Result<T, Fail>;

/// Why a command did not succeed.
#[derive(Debug)]
pub(crate) enum Fail {
    /// Something to say, and the code to end with.
    Said {
        /// The code.
        exit: Exit,
        /// One sentence, never with a secret.
        message: String,
    },
    /// The answer is on standard output already, and it is not good news: only the code is left to give.
    Shown(Exit),
    /// Whoever read our output has gone: not an error of ours.
    Unread,
}

impl Fail {
    /// A failure in our own words.
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self::Said {
            exit,
            message: message.into(),
        }
    }

    /// The code to end with.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Said { exit, .. } | Self::Shown(exit) => *exit,
            Self::Unread => Exit::Done,
        }
    }

    /// Why, in one sentence for a screen.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Said { message, .. } => message.clone(),
            Self::Shown(exit) => exit.word().to_owned(),
            Self::Unread => String::new(),
        }
    }

    /// What standard error shows, as a line for people or as one JSON object.
    pub(crate) fn report(&self, as_json: bool) -> Option<String> {
        let Self::Said { exit, message } = self else {
            return None;
        };
        Some(if as_json {
            json!({ "error": { "code": exit.word(), "message": message } }).to_string()
        } else {
            format!("wardroom: {}", Safe::new(message))
        })
    }
}

impl From<Error> for Fail {
    fn from(error: Error) -> Self {
        Self::new(Exit::from(&error), error.to_string())
    }
}

impl From<ConnectError> for Fail {
    fn from(error: ConnectError) -> Self {
        Error::from(error).into()
    }
}

impl From<MigrateError> for Fail {
    fn from(error: MigrateError) -> Self {
        Error::from(error).into()
    }
}

impl From<CryptoError> for Fail {
    fn from(error: CryptoError) -> Self {
        Error::from(error).into()
    }
}

impl From<io::Error> for Fail {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Unread;
        }
        Self::new(Exit::Unexpected, error.to_string())
    }
}
