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

/// Every column whose values outlive a rotation; each is read by its index on `(key_version, id)`.
///
/// The state of a challenge is not among them: it ends within minutes, and counts only until then.
pub(crate) const COLUMNS: [SealedColumn; 4] = [
    SealedColumn {
        table: "totp_factors",
        purpose: Purpose::Factor,
        label: "totp.secret",
        behind: "SELECT {s.totp_factor.id} AS id, {s.totp_factor.key_version} AS version, {s.totp_factor.secret_sealed} AS sealed
            FROM {totp_factor} s WHERE {s.totp_factor.key_version} < $1",
        beyond: " AND ({s.totp_factor.key_version}, {s.totp_factor.id}) > (?, ?)",
        order: " ORDER BY {s.totp_factor.key_version}, {s.totp_factor.id} LIMIT ?",
        save: "UPDATE {totp_factor} SET {totp_factor.secret_sealed} = $3, {totp_factor.key_version} = $4
            WHERE {totp_factor.id} = $1 AND {totp_factor.secret_sealed} = $2",
        count: "SELECT {s.totp_factor.key_version}, count(*) FROM {totp_factor} s
            WHERE {s.totp_factor.key_version} IS NOT NULL GROUP BY {s.totp_factor.key_version}",
    },
    SealedColumn {
        table: "identities",
        purpose: Purpose::ProviderToken,
        label: "identity.tokens",
        behind: "SELECT {s.identity.id} AS id, {s.identity.key_version} AS version, {s.identity.tokens_sealed} AS sealed
            FROM {identity} s WHERE {s.identity.key_version} < $1",
        beyond: " AND ({s.identity.key_version}, {s.identity.id}) > (?, ?)",
        order: " ORDER BY {s.identity.key_version}, {s.identity.id} LIMIT ?",
        save: "UPDATE {identity} SET {identity.tokens_sealed} = $3, {identity.key_version} = $4
            WHERE {identity.id} = $1 AND {identity.tokens_sealed} = $2",
        count: "SELECT {s.identity.key_version}, count(*) FROM {identity} s
            WHERE {s.identity.key_version} IS NOT NULL GROUP BY {s.identity.key_version}",
    },
    SealedColumn {
        table: "signing_keys",
        purpose: Purpose::SigningKey,
        label: "signing_keys.private",
        behind: "SELECT {s.signing_key.id} AS id, {s.signing_key.key_version} AS version, {s.signing_key.private_sealed} AS sealed
            FROM {signing_key} s WHERE {s.signing_key.key_version} < $1",
        beyond: " AND ({s.signing_key.key_version}, {s.signing_key.id}) > (?, ?)",
        order: " ORDER BY {s.signing_key.key_version}, {s.signing_key.id} LIMIT ?",
        save: "UPDATE {signing_key} SET {signing_key.private_sealed} = $3, {signing_key.key_version} = $4
            WHERE {signing_key.id} = $1 AND {signing_key.private_sealed} = $2",
        count: "SELECT {s.signing_key.key_version}, count(*) FROM {signing_key} s
            WHERE {s.signing_key.key_version} IS NOT NULL GROUP BY {s.signing_key.key_version}",
    },
    SealedColumn {
        table: "mail_outbox",
        purpose: Purpose::Mail,
        label: "mail.body",
        behind: "SELECT {s.mail.id} AS id, {s.mail.key_version} AS version, {s.mail.body_sealed} AS sealed
            FROM {mail} s WHERE {s.mail.key_version} < $1",
        beyond: " AND ({s.mail.key_version}, {s.mail.id}) > (?, ?)",
        order: " ORDER BY {s.mail.key_version}, {s.mail.id} LIMIT ?",
        save: "UPDATE {mail} SET {mail.body_sealed} = $3, {mail.key_version} = $4
            WHERE {mail.id} = $1 AND {mail.body_sealed} = $2",
        count: "SELECT {s.mail.key_version}, count(*) FROM {mail} s
            WHERE {s.mail.key_version} IS NOT NULL GROUP BY {s.mail.key_version}",
    },
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
