//! Rows that hold a sealed value: which version of the key ring each needs, and its exchange for one under the newest.

use crate::crypto::keyring::{KeyVersion, Purpose};
use crate::crypto::sealed::Sealed;
use crate::db::{Conn, Int, Value, sql};
use crate::error::Result;
use crate::layout::{Edit, Layout};
use crate::model::{Id, Ts};

/// A column of sealed values, and the place its values are bound to.
pub(crate) struct SealedColumn {
    /// The table, for people.
    pub(crate) table: &'static str,
    pub(crate) purpose: Purpose,
    pub(crate) label: &'static str,
    behind: &'static str,
    beyond: &'static str,
    order: &'static str,
    save: &'static str,
    count: &'static str,
}

/// A column and its texts: its table for people, its place, and table and column as layouts name them.
// In braces, which the formatter leaves alone: it would give every piece a line of its own.
macro_rules! column {
    ($people:literal, $purpose:ident, $label:literal, $table:literal, $sealed:literal) => {
        SealedColumn {
            table: $people,
            purpose: Purpose::$purpose,
            label: $label,
            behind: concat! {
                "SELECT {s.", $table, ".id} AS id, {s.", $table, ".key_version} AS version,
                    {s.", $table, ".", $sealed, "} AS sealed
                FROM {", $table, "} s WHERE {s.", $table, ".key_version} < $1"
            },
            beyond: concat! { " AND ({s.", $table, ".key_version}, {s.", $table, ".id}) > (?, ?)" },
            order: concat! { " ORDER BY {s.", $table, ".key_version}, {s.", $table, ".id} LIMIT ?" },
            save: concat! {
                "UPDATE {", $table, "} SET {", $table, ".", $sealed, "} = $3, {", $table, ".key_version} = $4
                WHERE {", $table, ".id} = $1 AND {", $table, ".", $sealed, "} = $2"
            },
            count: concat! {
                "SELECT {s.", $table, ".key_version}, count(*) FROM {", $table, "} s
                WHERE {s.", $table, ".key_version} IS NOT NULL GROUP BY {s.", $table, ".key_version}"
            },
        }
    };
}

/// Every column whose values outlive a rotation; each is read by its index on `(key_version, id)`.
///
/// The state of a challenge is not among them: it ends within minutes, and counts only until then.
pub(crate) const COLUMNS: [SealedColumn; 4] = [
    column! { "totp_factors", Factor, "totp.secret", "totp_factor", "secret_sealed" },
    column! { "identities", ProviderToken, "identity.tokens", "identity", "tokens_sealed" },
    column! { "signing_keys", SigningKey, "signing_keys.private", "signing_key", "private_sealed" },
    column! { "mail_outbox", Mail, "mail.body", "mail", "body_sealed" },
];

const OPEN_CHALLENGES: &str = "SELECT {c.challenge.key_version}, count(*) FROM {challenge} c
    WHERE {c.challenge.key_version} IS NOT NULL AND {c.challenge.used_at} IS NULL
    AND {c.challenge.expires_at} > $1 GROUP BY {c.challenge.key_version}";

/// Where a walk over the rows of a column stands.
#[derive(Clone, Debug)]
pub(crate) struct Passed {
    version: i64,
    id: Id,
}

/// A sealed value and its row.
#[derive(sqlx::FromRow)]
pub(crate) struct SealedRow {
    pub(crate) id: Id,
    #[sqlx(try_from = "Int")]
    version: i64,
    pub(crate) sealed: Vec<u8>,
}

impl SealedRow {
    /// The place of this row in the walk.
    pub(crate) fn passed(&self) -> Passed {
        Passed {
            version: self.version,
            id: self.id.clone(),
        }
    }
}

/// The next rows of `column` sealed under a version before `newest`, beyond `last`.
pub(crate) async fn behind(
    on: &mut impl Conn,
    column: &SealedColumn,
    newest: KeyVersion,
    last: Option<&Passed>,
    limit: i64,
) -> Result<Vec<SealedRow>> {
    let mut statement = sql(column.behind).bind(i64::from(newest.0));
    if let Some(last) = last {
        let cursor = [Value::from(last.version), Value::from(&last.id)];
        statement = statement.push(column.beyond, cursor);
    }
    on.all(statement.push(column.order, [Value::from(limit)]))
        .await
}

/// Exchanges the value of a row; false if it was changed or removed meanwhile.
pub(crate) async fn exchange(
    edit: &mut Edit<'_>,
    column: &SealedColumn,
    row: &SealedRow,
    sealed: &Sealed,
) -> Result<bool> {
    let statement = sql(column.save)
        .bind(&row.id)
        .bind(row.sealed.clone())
        .bind(sealed.as_bytes())
        .bind(i64::from(sealed.key_version().0));
    Ok(edit.tx.execute(statement).await? == 1)
}

/// How many rows of each table need each version at `now`.
pub(crate) async fn versions_in_use(
    on: &mut impl Conn,
    layout: &Layout,
    now: Ts,
) -> Result<Vec<(&'static str, KeyVersion, i64)>> {
    let mut found = Vec::new();
    let texts = COLUMNS.iter().map(|c| (c.table, sql(c.count)));
    let open = sql(OPEN_CHALLENGES).bind(layout.at(now));
    for (table, statement) in texts.chain([("challenges", open)]) {
        let rows: Vec<(Int, Int)> = on.all(statement).await?;
        let version = |v: Int| KeyVersion(u32::try_from(v.0).unwrap_or(0));
        found.extend(rows.into_iter().map(|(v, n)| (table, version(v), n.0)));
    }
    Ok(found)
}
