//! What lets a user in and where, page by page: somebody may belong to a hundred thousand tenants.

use super::Directory;
use super::api_keys::api_key_columns;
use super::identities::identity_columns;
use super::memberships::membership_columns;
use crate::crypto::digest;
use crate::db::{Conn, Row, Statement, Value, sql};
use crate::error::Result;
use crate::model::{
    AccessCursor, AccessPart, AccessRow, Identity, LinkedIdentity, Membership, Page, TimeCursor,
    UserId,
};

// Few roles are held on the platform, and by their name the partial index has them in order.
const ROLES: &str = concat!(
    "SELECT ",
    membership_columns!(),
    " FROM {membership} m LEFT JOIN {tenant} t ON {t.tenant.id} = {m.membership.tenant_id}
    WHERE {m.membership.user_id} = $1 AND {m.membership.tenant_id} IS NULL ORDER BY {m.membership.role} LIMIT 100"
);

const IDENTITIES: &str = concat!(
    "SELECT ",
    identity_columns!(),
    " FROM {identity} i WHERE {i.identity.user_id} = $1"
);

const API_KEYS: &str = concat!(
    "SELECT ",
    api_key_columns!(),
    " FROM {api_key} k WHERE {k.api_key.user_id} = $1"
);

const INVITATIONS: &str = "SELECT {i.invitation.id} AS id, {i.invitation.tenant_id} AS tenant_id,
    {t.tenant.slug} AS tenant, {t.tenant.name} AS tenant_name, {i.invitation.role} AS role,
    {i.invitation.invited_by} AS invited_by, {b.user.email} AS inviter,
    {@i.invitation.created_at} AS created_at, {@i.invitation.expires_at} AS expires_at
    FROM {user} u JOIN {invitation} i ON {i.invitation.email_normalized} = {u.user.email_normalized}
    LEFT JOIN {tenant} t ON {t.tenant.id} = {i.invitation.tenant_id}
    LEFT JOIN {user} b ON {b.user.id} = {i.invitation.invited_by}
    WHERE {u.user.id} = $1 AND {i.invitation.accepted_at} IS NULL AND {i.invitation.revoked_at} IS NULL
    AND {i.invitation.expires_at} > $2";

const MEMBERSHIPS: &str = concat!(
    "SELECT ",
    membership_columns!(),
    " FROM {membership} m JOIN {tenant} t ON {t.tenant.id} = {m.membership.tenant_id}
    WHERE {m.membership.user_id} = $1"
);

/// How the rows of one part go on after a cursor, and their order.
type Tail = [&'static str; 2];

const BY_IDENTITY: Tail = [
    " AND ({i.identity.created_at}, {i.identity.id}) > (?, ?)",
    " ORDER BY {i.identity.created_at}, {i.identity.id} LIMIT ?",
];
const BY_API_KEY: Tail = [
    " AND ({k.api_key.created_at}, {k.api_key.id}) > (?, ?)",
    " ORDER BY {k.api_key.created_at}, {k.api_key.id} LIMIT ?",
];
const BY_INVITATION: Tail = [
    " AND ({i.invitation.created_at}, {i.invitation.id}) > (?, ?)",
    " ORDER BY {i.invitation.created_at}, {i.invitation.id} LIMIT ?",
];
const BY_MEMBERSHIP: Tail = [
    " AND ({m.membership.created_at}, {m.membership.id}) > (?, ?)",
    " ORDER BY {m.membership.created_at}, {m.membership.id} LIMIT ?",
];

impl Directory {
    /// A page of what lets a user in: the parts one after the other, each oldest first.
    pub async fn access_of(
        &self,
        user: &UserId,
        from: &AccessCursor,
        limit: usize,
    ) -> Result<Page<AccessRow, AccessCursor>> {
        let (mut rows, mut next) = (Vec::new(), Some(from.clone()));
        while let Some(AccessCursor { part, after }) = next.take_if(|_| rows.len() < limit) {
            let left = limit - rows.len();
            let page = self.access_part(user, part, after.as_ref(), left).await?;
            rows.extend(page.rows);
            next = match page.next {
                None => part.next().map(AccessCursor::from),
                after => Some(AccessCursor { part, after }),
            };
        }
        Ok(Page { rows, next })
    }

    /// A page of one part of it, oldest first; roles on the platform come all at once and by name, 100 at most.
    pub async fn access_part(
        &self,
        user: &UserId,
        part: AccessPart,
        after: Option<&TimeCursor>,
        limit: usize,
    ) -> Result<Page<AccessRow, TimeCursor>> {
        let from = (after, limit);
        match part {
            AccessPart::Roles => {
                let held: Vec<Membership> = self.db().all(sql(ROLES).bind(&user.0)).await?;
                let rows = held.into_iter().map(AccessRow::Role).collect();
                Ok(Page { rows, next: None })
            }
            AccessPart::Identities => {
                let statement = sql(IDENTITIES).bind(&user.0);
                self.page(statement, BY_IDENTITY, from, identity).await
            }
            AccessPart::ApiKeys => {
                let statement = sql(API_KEYS).bind(&user.0);
                let row = AccessRow::ApiKey;
                self.page(statement, BY_API_KEY, from, row).await
            }
            AccessPart::Invitations => {
                let now = self.layout().at(self.now());
                let statement = sql(INVITATIONS).bind(&user.0).bind(now);
                let row = AccessRow::Invitation;
                self.page(statement, BY_INVITATION, from, row).await
            }
            AccessPart::Memberships => {
                let statement = sql(MEMBERSHIPS).bind(&user.0);
                let row = AccessRow::Membership;
                self.page(statement, BY_MEMBERSHIP, from, row).await
            }
        }
    }

    async fn page<R: Row>(
        &self,
        mut statement: Statement,
        [beyond, order]: Tail,
        (after, limit): (Option<&TimeCursor>, usize),
        row: fn(R) -> AccessRow,
    ) -> Result<Page<AccessRow, TimeCursor>> {
        if let Some(after) = after {
            let values = [self.layout().at(after.at), Value::from(&after.id)];
            statement = statement.push(beyond, values);
        }
        let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let statement = statement.push(order, [Value::from(wanted)]);
        let rows: Vec<R> = self.db().all(statement).await?;
        let rows = rows.into_iter().map(row).collect();
        Ok(Page::cut(rows, limit, |row: &AccessRow| TimeCursor {
            at: row.since(),
            id: row.id().clone(),
        }))
    }
}

fn identity(identity: Identity) -> AccessRow {
    let named = format!("{}\0{}", identity.provider, identity.subject);
    let digest = digest::sha256(named.as_bytes());
    let fingerprint = digest::hex(&digest[..8]);
    AccessRow::Identity(LinkedIdentity::of(identity, fingerprint))
}
