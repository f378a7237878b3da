//! Why a directory cannot be reached: one clear line each, told apart for exit codes.

use sqlx::sqlite::SqliteError;

/// What kind of trouble stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectFault {
    /// The URL itself is wrong.
    BadUrl,
    /// Nobody answers: refused port, unknown host, time-out.
    Unreachable,
    /// The server refuses the user or password.
    WrongPassword,
    /// The server has no database of that name, or the file does not exist.
    MissingDatabase,
    /// The file or its folder cannot be written.
    ReadOnlyFile,
    /// Another process holds the file.
    Locked,
    /// The file is not a SQLite database.
    NotADatabase,
    /// The server is older than Wardroom can use.
    TooOld,
    /// A transaction pooler stands between, where a direct connection is needed.
    Pooler,
    /// TLS failed or is not offered.
    Tls,
    /// Something else the driver reports.
    Other,
}

/// A directory that cannot be reached, and the next step.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct ConnectError {
    /// The kind of trouble.
    pub fault: ConnectFault,
    /// One line that names the address (never the password) and the next step.
    pub message: String,
}

/// Reads the driver's error as one of our faults, with the next step.
pub(super) fn classify(error: &sqlx::Error) -> (ConnectFault, String) {
    use ConnectFault as F;
    match error {
        sqlx::Error::PoolTimedOut => (
            F::Unreachable,
            "no answer within 10 s; check the host and the network".into(),
        ),
        sqlx::Error::Io(e) => (
            F::Unreachable,
            format!("{}; is the server running there?", e.kind()),
        ),
        sqlx::Error::Tls(e) => (
            F::Tls,
            format!("TLS: {e}; see the URL's sslmode and sslrootcert"),
        ),
        sqlx::Error::Database(e) => {
            let code = e.code().unwrap_or_default();
            match e.try_downcast_ref::<SqliteError>() {
                Some(_) => sqlite(code.parse().unwrap_or_default(), e.message()),
                None => postgres(&code, e.message()),
            }
        }
        other => (F::Other, other.to_string()),
    }
}

fn postgres(code: &str, message: &str) -> (ConnectFault, String) {
    use ConnectFault as F;
    match code {
        "28P01" | "28000" => (
            F::WrongPassword,
            "the server refuses this user or password".into(),
        ),
        "3D000" => (
            F::MissingDatabase,
            "no such database; create it, then `wardroom init`".into(),
        ),
        "53300" => (
            F::Unreachable,
            "the server has no connection left; try again".into(),
        ),
        "57P03" => (
            F::Unreachable,
            "the server is starting or stopping; try again".into(),
        ),
        _ => (F::Other, message.to_owned()),
    }
}

/// The primary code is the low byte of an extended one (<https://sqlite.org/rescode.html>).
fn sqlite(code: i32, message: &str) -> (ConnectFault, String) {
    use ConnectFault as F;
    match code & 0xff {
        14 => (
            F::MissingDatabase,
            "no such file, or its folder cannot be read; `wardroom init` creates one".into(),
        ),
        8 => (
            F::ReadOnlyFile,
            "the file or its folder is read-only; check its owner and mode".into(),
        ),
        5 | 6 => (
            F::Locked,
            "another process holds the file; try again when it is done".into(),
        ),
        26 => (F::NotADatabase, "the file is not a SQLite database".into()),
        _ => (F::Other, message.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extended_code_means_what_its_primary_code_means() {
        for (code, fault) in [
            (8, ConnectFault::ReadOnlyFile),
            (1544, ConnectFault::ReadOnlyFile),
            (14, ConnectFault::MissingDatabase),
            (526, ConnectFault::MissingDatabase),
            (517, ConnectFault::Locked),
            (26, ConnectFault::NotADatabase),
            (11, ConnectFault::Other),
        ] {
            assert_eq!(sqlite(code, "?").0, fault, "{code}");
        }
    }
}
