//! Why migrating stops, and the next step.

/// Why the schema cannot be migrated as asked.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database holds a version this program does not know.
    #[error(
        "migration {set} {version} is applied but unknown here; use the newer program that applied it"
    )]
    Unknown {
        /// The migration set.
        set: &'static str,
        /// The version in the database.
        version: i64,
    },
    /// An applied migration reads differently now.
    #[error("migration {set} {version} was changed after it was applied; restore its files")]
    Changed {
        /// The migration set.
        set: &'static str,
        /// The version whose up or down text differs.
        version: i64,
    },
    /// A migration stopped half-way outside a transaction.
    #[error(
        "migration {set} {version} is half-applied; mend the schema by hand, then remove its tracking row"
    )]
    HalfApplied {
        /// The migration set.
        set: &'static str,
        /// The version that did not finish.
        version: i64,
    },
    /// Another migrator holds the lock.
    #[error("another migration is running; try again when it is done")]
    Running,
    /// The last migration cannot be undone.
    #[error("migration {set} {version} has no way back; restore from a backup instead")]
    NoWayBack {
        /// The migration set.
        set: &'static str,
        /// The last applied version.
        version: i64,
    },
    /// The set is never undone.
    #[error(
        "the set {set} only goes forward: an application keeps its accounts there; restore from a backup instead"
    )]
    ForwardOnly {
        /// The migration set.
        set: &'static str,
    },
    /// The accounts are there in another spelling.
    #[error("the set {stands} is applied here, and {set} would make the accounts a second time")]
    Rival {
        /// The migration set asked for.
        set: &'static str,
        /// The set that is there.
        stands: &'static str,
    },
    /// A table of that name is there and is another.
    #[error(
        "table {table} is there already and is another one: {departs}; nothing was changed, a directory of that kind is attached instead"
    )]
    Stranger {
        /// The table in the way.
        table: String,
        /// The first way in which it differs.
        departs: String,
    },
    /// The users were there before Wardroom was.
    #[error("the users table was adopted, not made here; `wardroom db adopt undo` goes back")]
    Adopted,
    /// An index was left unfinished by a concurrent build.
    #[error("index {index} is invalid; drop it and run `wardroom db up` again")]
    InvalidIndex {
        /// The index's name.
        index: String,
    },
    /// A migration that failed, rolled back.
    #[error("migration {set}: {why}; nothing of it was kept")]
    Failed {
        /// The migration set.
        set: &'static str,
        /// What the engine said.
        why: String,
    },
    /// A migration that failed outside a transaction.
    #[error("migration {set}: {why}; it runs outside a transaction, so look at what is left")]
    Broken {
        /// The migration set.
        set: &'static str,
        /// What the engine said.
        why: String,
    },
}
