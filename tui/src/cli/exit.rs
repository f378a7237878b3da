//! Every exit code, as one table: help, docs and the JSON error codes are read from it.

use std::fmt::Write;

use wardroom_core::Error;
use wardroom_core::db::{ConnectFault, MigrateError};
use wardroom_core::model::Refusal;

use crate::console::runtime::Stop;

macro_rules! exits {
    ($($variant:ident = $code:literal, $word:literal, $means:literal;)+) => {
        /// How a command ends.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exit { $(#[doc = $means] $variant),+ }

        impl Exit {
            /// Every way to end, in the order of its code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number the shell sees.
            pub const fn code(self) -> u8 {
                match self { $(Self::$variant => $code),+ }
            }

            /// The word in a JSON error.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What it means.
            pub const fn means(self) -> &'static str {
                match self { $(Self::$variant => $means),+ }
            }
        }
    };
}

exits! {
    Done = 0, "done", "done";
    Unexpected = 1, "unexpected", "an error we did not foresee";
    Usage = 2, "usage", "the command line cannot be read";
    Refused = 3, "refused", "you may not do this; the refusal is in the audit";
    NotFound = 4, "not_found", "nothing has that id, name or address";
    Conflict = 5, "conflict", "it exists already, or has changed since it was shown";
    Invalid = 6, "invalid", "a value that cannot be accepted";
    StepUp = 7, "step_up", "your second factor is asked for again, and there is no terminal to ask on";
    SignedOut = 8, "signed_out", "you are not signed in, or no longer";
    Unsupported = 9, "unsupported", "this directory cannot bear the change";
    ReadOnly = 10, "read_only", "the directory or file is open for reading only";
    Busy = 11, "busy", "somebody else holds it; try again";
    Corrupt = 12, "corrupt", "stored data is not what it must be";
    Database = 13, "database", "the database refused a statement";
    Key = 14, "key", "a key, secret or private file cannot be used";
    Cancelled = 15, "cancelled", "you answered no; nothing was done";
    Config = 16, "config", "the configuration cannot be used";
    NeedsTerminal = 17, "needs_terminal", "it must ask something and there is no terminal";
    BadUrl = 20, "bad_url", "the database URL cannot be read";
    Unreachable = 21, "unreachable", "nobody answers at that address";
    WrongPassword = 22, "wrong_password", "the server refuses the user or password";
    MissingDatabase = 23, "missing_database", "there is no such database or file";
    ReadOnlyFile = 24, "read_only_file", "the database file or its folder cannot be written";
    Locked = 25, "locked", "another process holds the database file";
    NotADatabase = 26, "not_a_database", "the file is not a SQLite database";
    TooOld = 27, "too_old", "the database server is too old";
    Pooler = 28, "pooler", "a transaction pooler stands between; give the direct URL";
    Tls = 29, "tls", "TLS failed or is not offered";
    Connect = 30, "connect", "the database cannot be used, for another reason";
    MigrationUnknown = 40, "migration_unknown", "the database holds a migration this program does not know";
    MigrationChanged = 41, "migration_changed", "an applied migration reads differently now";
    MigrationHalfApplied = 42, "migration_half_applied", "a migration stopped half-way";
    MigrationRunning = 43, "migration_running", "another migration is running";
    MigrationNoWayBack = 44, "migration_no_way_back", "the last migration cannot be undone";
    MigrationInvalidIndex = 45, "migration_invalid_index", "an index was left unfinished";
    MigrationFailed = 46, "migration_failed", "a migration failed and was rolled back";
    MigrationPending = 47, "migration_pending", "a migration is pending; run `wardroom db up`";
    SchemaDiffers = 48, "schema_differs", "the live schema is not the expected one";
    AuditBroken = 49, "audit_broken", "the audit does not verify";
    Unhealthy = 50, "unhealthy", "the doctor found something wrong";
    MigrationBroken = 51, "migration_broken", "a migration failed outside a transaction; look at what is left";
    HungUp = 129, "hung_up", "the terminal went away; nothing was left half done";
    Interrupted = 130, "interrupted", "Ctrl-C; nothing was left half done";
    Terminated = 143, "terminated", "SIGTERM ended the console; nothing was left half done";
}

/// What a shell expects of a program that a signal ended.
impl From<Stop> for Exit {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Hangup => Self::HungUp,
            Stop::Interrupt => Self::Interrupted,
            Stop::Terminate => Self::Terminated,
        }
    }
}

impl From<&Error> for Exit {
    fn from(error: &Error) -> Self {
        match error {
            Error::NotFound { .. } => Self::NotFound,
            Error::Conflict { .. } => Self::Conflict,
            Error::Invalid { .. } => Self::Invalid,
            Error::Refused { refusal, .. } => refused(refusal),
            // No command takes an access token; whoever shows one that does not count is not signed in.
            Error::Token(_) => Self::SignedOut,
            Error::Unsupported { .. } => Self::Unsupported,
            Error::ReadOnly { .. } => Self::ReadOnly,
            Error::Busy { .. } => Self::Busy,
            Error::Corrupt { .. } => Self::Corrupt,
            Error::Connect(error) => connect(error.fault),
            Error::Migrate(error) => migrate(error),
            Error::Crypto(_) => Self::Key,
            Error::Database(_) => Self::Database,
        }
    }
}

fn refused(refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::SignedOut => Exit::SignedOut,
        Refusal::StepUp => Exit::StepUp,
        Refusal::Changed => Exit::Conflict,
        _ => Exit::Refused,
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
        ConnectFault::Pooler => Exit::Pooler,
        ConnectFault::Tls => Exit::Tls,
        ConnectFault::Other => Exit::Connect,
    }
}

const fn migrate(error: &MigrateError) -> Exit {
    match error {
        MigrateError::Unknown { .. } => Exit::MigrationUnknown,
        MigrateError::Changed { .. } => Exit::MigrationChanged,
        MigrateError::HalfApplied { .. } => Exit::MigrationHalfApplied,
        MigrateError::Running => Exit::MigrationRunning,
        MigrateError::NoWayBack { .. }
        | MigrateError::ForwardOnly { .. }
        | MigrateError::Adopted => Exit::MigrationNoWayBack,
        MigrateError::Rival { .. } | MigrateError::Stranger { .. } => Exit::Conflict,
        MigrateError::InvalidIndex { .. } => Exit::MigrationInvalidIndex,
        MigrateError::Failed { .. } => Exit::MigrationFailed,
        MigrateError::Broken { .. } => Exit::MigrationBroken,
    }
}

/// The table as the help shows it.
pub fn help() -> String {
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
    fn codes_and_words_are_distinct_and_in_order() {
        let codes: Vec<u8> = Exit::ALL.iter().map(|e| e.code()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let mut words: Vec<&str> = Exit::ALL.iter().map(|e| e.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Exit::ALL.len());
    }

    #[test]
    fn a_second_factor_and_a_missing_session_have_codes_of_their_own() {
        let refused = |refusal| {
            Exit::from(&Error::Refused {
                action: "factors reset",
                refusal,
            })
        };
        assert_eq!(refused(Refusal::StepUp), Exit::StepUp);
        assert_eq!(refused(Refusal::SignedOut), Exit::SignedOut);
        assert_eq!(refused(Refusal::ReasonMissing), Exit::Refused);
    }
}
