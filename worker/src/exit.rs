//! Every exit code, as one table; the help is made from it. The same numbers mean the same in `wardroom` (tests/cli/exits.rs).
//! The macro has a twin there: to share its shape, the crate that applications build on would have to export it.

use std::fmt::Write;

use wardroom_core::Error;
use wardroom_core::db::ConnectFault;

macro_rules! exits {
    ($($variant:ident = $code:literal, $means:literal;)+) => {
        /// How the worker ends.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exit { $(#[doc = $means] $variant),+ }

        impl Exit {
            /// Every way to end, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number the shell sees.
            pub const fn code(self) -> u8 {
                match self { $(Self::$variant => $code),+ }
            }

            /// What it means.
            pub const fn means(self) -> &'static str {
                match self { $(Self::$variant => $means),+ }
            }
        }
    };
}

exits! {
    Done = 0, "done, or stopped as asked";
    Unexpected = 1, "an error we did not foresee";
    Usage = 2, "the command line cannot be read";
    Invalid = 6, "a value that cannot be accepted";
    Unsupported = 9, "this directory cannot bear the change";
    Busy = 11, "another worker runs the sweep; nothing was done";
    Database = 13, "the database refused a statement";
    BadUrl = 20, "the database URL cannot be read";
    Unreachable = 21, "nobody answers at that address";
    WrongPassword = 22, "the server refuses the user or password";
    MissingDatabase = 23, "there is no such database or file";
    ReadOnlyFile = 24, "the database file or its folder cannot be written";
    Locked = 25, "another process holds the database file";
    NotADatabase = 26, "the file is not a SQLite database";
    TooOld = 27, "the database server is too old";
    Tls = 29, "TLS failed or is not offered";
    Connect = 30, "the database cannot be used, for another reason";
    NoBookkeeping = 47, "the database has no bookkeeping yet; run `wardroom db up`";
    RunFailed = 60, "a run of `run --once` failed; its row in the history says why";
    Listen = 61, "the address for health and metrics cannot be listened on";
    Interrupted = 130, "a second signal; the batch at hand was rolled back";
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Self {
        match error {
            Error::Invalid { .. } => Self::Invalid,
            Error::Unsupported { .. } => Self::Unsupported,
            Error::Busy { .. } => Self::Busy,
            Error::Connect(error) => connect(error.fault),
            Error::Database(_) => Self::Database,
            _ => Self::Unexpected,
        }
    }
}

const fn connect(fault: ConnectFault) -> Exit {
    match fault {
        ConnectFault::BadUrl => Exit::BadUrl,
        ConnectFault::Unreachable => Exit::Unreachable,
        ConnectFault::WrongPassword => Exit::WrongPassword,
        ConnectFault::MissingDatabase => Exit::MissingDatabase,
        ConnectFault::ReadOnlyFile => Exit::ReadOnlyFile,
        ConnectFault::Locked => Exit::Locked,
        ConnectFault::NotADatabase => Exit::NotADatabase,
        ConnectFault::TooOld => Exit::TooOld,
        ConnectFault::Tls => Exit::Tls,
        ConnectFault::Pooler | ConnectFault::Other => Exit::Connect,
    }
}

/// A worker that cannot go on: how it ends, and one line why.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) why: String,
}

impl Failure {
    pub(crate) fn new(exit: Exit, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { exit, why }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::new(Exit::from(&error), error.to_string())
    }
}

/// The table as the help shows it.
pub(crate) fn help() -> String {
    let mut text = "Exit codes:\n".to_owned();
    for exit in Exit::ALL {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "  {:>3}  {}", exit.code(), exit.means());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_means_two_things() {
        let mut codes: Vec<u8> = Exit::ALL.iter().map(|e| e.code()).collect();
        codes.dedup();
        assert_eq!(codes.len(), Exit::ALL.len());
        assert!(codes.is_sorted());
    }
}
