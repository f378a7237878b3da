//! The outbox of a foreign directory: a table of Wardroom's own, beside the application's.

use crate::db::{Engine, Names, Reading, Table};
use crate::model::IdKind;

/// The logical table it is read as.
pub(super) const MAIL: &str = "mail";
const OUTBOX: &str = "outbox";

/// Where it is: its schema on PostgreSQL, its prefix on SQLite.
pub(super) fn table(engine: Engine) -> (Option<&'static str>, Table) {
    let (schema, physical) = match engine {
        Engine::Postgres => (Some("wardroom"), "outbox"),
        Engine::Sqlite => (None, "wardroom_outbox"),
    };
    let table = Table {
        name: OUTBOX,
        physical: physical.to_owned(),
        columns: Vec::new(),
    };
    (schema, table)
}

/// Its rows, their users' ids of the directory's kind: they are kept as text.
pub(super) fn reading(names: &Names, ids: IdKind) -> Reading {
    let user = match (names.engine(), ids) {
        (_, IdKind::Text) | (Engine::Sqlite, IdKind::Uuid) => "o.user_id",
        (Engine::Postgres, IdKind::Uuid) => "CAST(o.user_id AS UUID)",
        (_, IdKind::Integer) => "CAST(o.user_id AS BIGINT)",
    };
    Reading {
        name: MAIL,
        base: OUTBOX,
        select: names.render(&format!(
            "SELECT o.id, o.template, o.recipient, o.state, {user} AS user_id, o.created_at, o.sent_at FROM {{outbox}} o"
        )),
    }
}
