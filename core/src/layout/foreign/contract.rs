//! What every logical table reads like where a layout does not say: the columns our statements name, each unknown.

use crate::db::Engine;
use crate::model::IdKind;

/// What a column is, and so what it is where nothing is known.
#[derive(Clone, Copy)]
pub(super) enum Unknown {
    Id,
    Time,
    Text,
    Number,
    Bytes,
    Json,
    /// Never absent: a layout that does not keep it has this.
    Is(&'static str),
    /// An instant that is never absent reads as 1970, which screens and JSON give as not known.
    Never,
    /// An end that is never absent: what has none that can be read goes on.
    Endless,
}

use Unknown::{Bytes, Endless, Id, Is, Json, Never, Number, Text, Time};

type Columns = &'static [(&'static str, Unknown)];

pub(super) const CONTRACT: &[(&str, Columns)] = &[
    (
        "user",
        &[
            ("id", Id),
            ("email", Is("''")),
            ("email_normalized", Is("''")),
            // What a look-up compares with: the bare column, or the expression that the application's index is over. A
            // layout that does not say it looks up what it sorts by.
            ("address", Text),
            ("email_verified_at", Time),
            ("email_changed_at", Time),
            ("previous_email", Text),
            ("display_name", Text),
            ("status", Is("'active'")),
            ("locked_at", Time),
            ("locked_until", Time),
            ("lock_cause", Text),
            ("password_hash", Text),
            ("password_changed_at", Time),
            ("must_change_password", Is("FALSE")),
            ("failed_sign_ins", Is("0")),
            ("last_sign_in_at", Time),
            ("created_at", Never),
            ("updated_at", Never),
        ],
    ),
    (
        "session",
        &[
            ("id", Id),
            ("user_id", Id),
            ("aal", Is("0")),
            ("factor_at", Time),
            ("user_agent", Text),
            ("ip_hash", Bytes),
            ("created_at", Never),
            ("seen_at", Never),
            ("idle_from", Time),
            ("expires_at", Endless),
            ("revoked_at", Time),
            ("revoked_why", Text),
        ],
    ),
    (
        "totp_factor",
        &[
            ("id", Id),
            ("user_id", Id),
            ("label", Text),
            ("created_at", Never),
            ("confirmed_at", Time),
            ("last_used_at", Never),
            ("closed_at", Time),
        ],
    ),
    (
        "passkey",
        &[
            ("id", Id),
            ("user_id", Id),
            ("label", Text),
            ("created_at", Never),
            ("last_used_at", Never),
        ],
    ),
    // Those that let their user in by themselves and are told nowhere else.
    ("passkey_in", &[("id", Id), ("user_id", Id)]),
    (
        "code_set",
        &[
            ("id", Id),
            ("user_id", Id),
            ("kind", Is("'full'")),
            ("state", Is("'active'")),
            ("created_at", Never),
            ("activated_at", Time),
            ("voided_at", Time),
            ("expires_at", Time),
            ("issued_by", Text),
        ],
    ),
    ("code", &[("set_id", Id), ("used_at", Time)]),
    (
        "identity",
        &[
            ("id", Id),
            ("user_id", Id),
            ("provider", Is("''")),
            ("subject", Is("''")),
            ("email", Text),
            ("email_verified", Is("FALSE")),
            ("created_at", Never),
            ("last_used_at", Time),
        ],
    ),
    (
        "tenant",
        &[
            ("id", Id),
            ("slug", Is("''")),
            ("name", Is("''")),
            ("status", Is("'active'")),
        ],
    ),
    (
        "role",
        &[("name", Is("''")), ("requires_second_factor", Is("FALSE"))],
    ),
    (
        "membership",
        &[
            ("id", Id),
            ("user_id", Id),
            ("tenant_id", Id),
            ("role", Is("''")),
            ("created_at", Never),
        ],
    ),
    (
        "invitation",
        &[
            ("id", Id),
            ("tenant_id", Id),
            ("role", Is("''")),
            ("invited_by", Id),
            ("created_at", Never),
            ("expires_at", Never),
            ("email_normalized", Is("''")),
            ("accepted_at", Time),
            ("revoked_at", Time),
        ],
    ),
    (
        "api_key",
        &[
            ("id", Id),
            ("user_id", Id),
            // Whose it is unless it is somebody else's of the same number.
            ("unclear_of", Id),
            ("label", Text),
            ("fingerprint", Is("''")),
            ("enabled", Is("TRUE")),
            ("created_at", Never),
            ("expires_at", Time),
            ("last_used_at", Time),
        ],
    ),
    (
        "event",
        &[
            ("id", Id),
            ("user_id", Id),
            ("at", Never),
            ("kind", Is("''")),
            ("session_id", Id),
            ("user_agent", Text),
            ("ip_hash", Bytes),
            ("detail", Json),
        ],
    ),
    ("hold", &[("user_id", Id), ("released_at", Time)]),
    (
        "mail",
        &[
            ("id", Id),
            ("template", Is("''")),
            ("recipient", Is("''")),
            ("state", Is("''")),
            ("user_id", Id),
            ("created_at", Never),
            ("sent_at", Time),
        ],
    ),
    ("trusted_device", &[("user_id", Id)]),
    ("password_reset", &[("user_id", Id), ("used_at", Time)]),
    ("magic_link", &[("user_id", Id), ("used_at", Time)]),
    ("verification", &[("user_id", Id), ("used_at", Time)]),
    ("challenge", &[("user_id", Id), ("used_at", Time)]),
    (
        "signing_key",
        &[("id", Id), ("state", Is("''")), ("key_version", Number)],
    ),
];

impl Unknown {
    /// What a directory tells of it; SQLite keeps what no type would let in, and one row must not make the others unreadable.
    pub(super) fn told(self, engine: Engine, known: String) -> String {
        let otherwise = match (engine, self) {
            (Engine::Sqlite, Never) => engine.never(),
            (Engine::Sqlite, Endless) => engine.endless(),
            _ => return known,
        };
        format!("coalesce({known}, {otherwise})")
    }

    /// The expression of what is not known. PostgreSQL must be told the type of every NULL.
    pub(super) fn expression(self, engine: Engine, ids: IdKind) -> String {
        let (sqlite, postgres) = match self {
            Is(text) => (text, text),
            Never => return engine.never().to_owned(),
            Endless => return engine.endless().to_owned(),
            Time => ("NULL", "CAST(NULL AS TIMESTAMPTZ)"),
            Text => ("NULL", "CAST(NULL AS TEXT)"),
            Number => ("NULL", "CAST(NULL AS BIGINT)"),
            Bytes => ("NULL", "CAST(NULL AS BYTEA)"),
            Json => ("NULL", "CAST(NULL AS JSONB)"),
            Id => (
                "NULL",
                match ids {
                    IdKind::Uuid => "CAST(NULL AS UUID)",
                    IdKind::Text => "CAST(NULL AS TEXT)",
                    IdKind::Integer => "CAST(NULL AS BIGINT)",
                },
            ),
        };
        match engine {
            Engine::Sqlite => sqlite,
            Engine::Postgres => postgres,
        }
        .to_owned()
    }
}
