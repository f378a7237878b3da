//! The filter of the users list as conditions; where few users meet one, the list begins with those few.

use super::Directory;
use super::last_seen::last_seen;
use crate::db::{Conn, Filter, Int, Statement, Value, sql};
use crate::error::Result;
use crate::model::{FactorFilter, Side, Standing, UserFilter};

/// Up to so many are few: fetching and sorting them costs less than a walk that meets one now and then.
const FEW: i64 = 8_000;

/// Which part of a list sorted by sign-in is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Both: the list is sorted otherwise.
    Either,
    /// Those who signed in.
    Dated,
    /// Those who never did.
    Never,
}

/// A condition whose users can be found without walking along the list; its texts in pieces, one for each value.
struct Apart {
    /// Selects their ids.
    ids: &'static [&'static str],
    /// Asks one user `u` on the way; empty where another condition does already.
    each: &'static [&'static str],
    values: Vec<String>,
}

const TOTP: Apart = apart(
    &[
        "SELECT {f.totp_factor.user_id} FROM {totp_factor} f WHERE {f.totp_factor.confirmed_at} IS NOT NULL",
    ],
    &[
        " AND EXISTS (SELECT 1 FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
        AND {f.totp_factor.confirmed_at} IS NOT NULL)",
    ],
);
const PASSKEY: Apart = apart(
    &["SELECT {p.passkey.user_id} FROM {passkey} p"],
    &[" AND EXISTS (SELECT 1 FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id})"],
);
// One EXISTS over both: of two, PostgreSQL would read the whole table of factors into a hash.
const ANY_FACTOR: Apart = apart(
    &["SELECT {f.totp_factor.user_id} FROM {totp_factor} f WHERE {f.totp_factor.confirmed_at} IS NOT NULL
        UNION ALL SELECT {p.passkey.user_id} FROM {passkey} p"],
    &[" AND EXISTS (SELECT 1 FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
        AND {f.totp_factor.confirmed_at} IS NOT NULL
        UNION ALL SELECT 1 FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id})"],
);
const NO_FACTOR: &str =
    " AND NOT EXISTS (SELECT 1 FROM {totp_factor} f WHERE {f.totp_factor.user_id} = {u.user.id}
        AND {f.totp_factor.confirmed_at} IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM {passkey} p WHERE {p.passkey.user_id} = {u.user.id})";
// LIMIT, so that SQLite does not turn it into a join and sort all who have the role.
const ROLE: Apart = apart(
    &["SELECT {m.membership.user_id} FROM {membership} m WHERE {m.membership.role} = ?"],
    &[
        " AND EXISTS (SELECT 1 FROM {membership} m WHERE {m.membership.user_id} = {u.user.id}
        AND {m.membership.role} = ? LIMIT 1)",
    ],
);
// OFFSET, so that PostgreSQL does not turn it into a join: it takes every tenant for an average one, and would sort all
// whom a large one has.
const TENANT: Apart = apart(
    &["SELECT {m.membership.user_id} FROM {tenant} t
        JOIN {membership} m ON {m.membership.tenant_id} = {t.tenant.id} WHERE {t.tenant.slug} = ?"],
    &[" AND EXISTS (SELECT 1 FROM {membership} m WHERE {m.membership.user_id} = {u.user.id}
        AND {m.membership.tenant_id} = (SELECT {t.tenant.id} FROM {tenant} t WHERE {t.tenant.slug} = ?) LIMIT 1 OFFSET 0)"],
);
const ROLE_AT: Apart = apart(
    &[
        "SELECT {m.membership.user_id} FROM {tenant} t
        JOIN {membership} m ON {m.membership.tenant_id} = {t.tenant.id} WHERE {t.tenant.slug} = ?",
        " AND {m.membership.role} = ?",
    ],
    &[
        " AND EXISTS (SELECT 1 FROM {membership} m WHERE {m.membership.user_id} = {u.user.id}
        AND {m.membership.tenant_id} = (SELECT {t.tenant.id} FROM {tenant} t WHERE {t.tenant.slug} = ?)",
        " AND {m.membership.role} = ? LIMIT 1 OFFSET 0)",
    ],
);
const LOCKED: Apart = apart(
    &["SELECT {l.user.id} FROM {user} l WHERE {l.user.locked_at} IS NOT NULL"],
    &[],
);
const UNVERIFIED: Apart = apart(
    &["SELECT {l.user.id} FROM {user} l WHERE {l.user.email_verified_at} IS NULL"],
    &[],
);

const fn apart(ids: &'static [&'static str], each: &'static [&'static str]) -> Apart {
    Apart {
        ids,
        each,
        values: Vec::new(),
    }
}

impl Apart {
    fn with(mut self, value: &str) -> Self {
        self.values.push(value.to_owned());
        self
    }

    /// One of its texts with its values, as a condition.
    fn add(&self, on: &mut Filter, pieces: &[&'static str]) {
        for (n, piece) in pieces.iter().enumerate() {
            match self.values.get(n) {
                Some(value) => on.with(piece, value),
                None => on.add(piece),
            };
        }
    }

    /// Whether so few users meet it that they are better fetched first.
    async fn is_rare(&self, directory: &Directory) -> Result<bool> {
        let mut ids = Filter::default();
        self.add(&mut ids, self.ids);
        let statement: Statement = sql("SELECT count(*) FROM (")
            .filter(ids)
            .push(" LIMIT ?) few", [Value::from(FEW + 1)]);
        let (met,): (Int,) = directory.db().one(statement).await?;
        Ok(met.0 <= FEW)
    }
}

/// A filter, and which of its conditions few users meet.
pub(super) struct Narrowed<'a> {
    filter: &'a UserFilter,
    apart: Vec<(Apart, bool)>,
}

impl<'a> Narrowed<'a> {
    /// Asks the directory how rare the filter's conditions are; one short look at an index each.
    pub(super) async fn new(directory: &Directory, filter: &'a UserFilter) -> Result<Self> {
        let mut apart = Vec::new();
        for one in conditions_apart(filter) {
            let rare = one.is_rare(directory).await?;
            apart.push((one, rare));
        }
        Ok(Self { filter, apart })
    }

    /// The filter as conditions on `u`, for one part of the list.
    pub(super) fn conditions(&self, directory: &Directory, seen: Seen) -> Filter {
        let (filter, layout) = (self.filter, directory.layout());
        let mut on = Filter::default();
        for (one, rare) in &self.apart {
            if *rare {
                on.add(" AND {u.user.id} IN (");
                one.add(&mut on, one.ids);
                on.add(")");
            } else if !one.each.is_empty() {
                one.add(&mut on, one.each);
            }
        }
        if filter.factors == Some(FactorFilter::None) {
            on.add(NO_FACTOR);
        }
        if let Some(standing) = filter.standing {
            standing_is(&mut on, standing, &layout.at(directory.now()));
        }
        last_seen(&mut on, directory, filter.seen, seen);
        match filter.created {
            Some(Side::Since(at)) => drop(on.with(" AND {u.user.created_at} >= ?", layout.at(at))),
            Some(Side::Before(at)) => drop(on.with(" AND {u.user.created_at} < ?", layout.at(at))),
            None => {}
        }
        if let Some(text) = &filter.text {
            on.with(" AND {u.user.address} >= ?", text);
            // The end of the range of addresses that begin so: no LIKE, so the plain unique index serves it.
            on.with(" AND {u.user.address} < ?", format!("{text}\u{10FFFF}"));
        }
        on
    }
}

fn conditions_apart(filter: &UserFilter) -> Vec<Apart> {
    let factors = match filter.factors {
        Some(FactorFilter::Totp) => Some(TOTP),
        Some(FactorFilter::Passkey) => Some(PASSKEY),
        Some(FactorFilter::Any) => Some(ANY_FACTOR),
        Some(FactorFilter::None) | None => None,
    };
    let standing = match filter.standing {
        Some(Standing::Locked) => Some(LOCKED),
        Some(Standing::Unverified) => Some(UNVERIFIED),
        _ => None,
    };
    let (role, tenant) = (filter.role.as_deref(), filter.tenant.as_deref());
    let member = match (role, tenant) {
        (Some(role), Some(slug)) => Some(ROLE_AT.with(slug).with(role)),
        (Some(role), None) => Some(ROLE.with(role)),
        (None, Some(slug)) => Some(TENANT.with(slug)),
        (None, None) => None,
    };
    [factors, standing, member].into_iter().flatten().collect()
}

fn standing_is(on: &mut Filter, standing: Standing, now: &Value) {
    const UNLOCKED: &str = " AND {u.user.status} = 'active' AND ({u.user.locked_at} IS NULL OR {u.user.locked_until} <= ?)";
    match standing {
        Standing::Locked => drop(on.with(
            " AND {u.user.status} = 'active' AND {u.user.locked_at} IS NOT NULL
                AND ({u.user.locked_until} IS NULL OR {u.user.locked_until} > ?)",
            now.clone(),
        )),
        Standing::Unverified => drop(
            on.with(UNLOCKED, now.clone())
                .add(" AND {u.user.email_verified_at} IS NULL"),
        ),
        Standing::Active => drop(
            on.with(UNLOCKED, now.clone())
                .add(" AND {u.user.email_verified_at} IS NOT NULL"),
        ),
        // The literal is the predicate of the partial index; a bound value matches none.
        Standing::Invited | Standing::Disabled | Standing::Erased => {
            on.with(
                " AND {u.user.status} <> 'active' AND {u.user.status} = ?",
                standing.word(),
            );
        }
    }
}
