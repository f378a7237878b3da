//! Further ties: who belongs to more than one tenant, signs in in more than one way, or is asked to join another.

use std::time::Duration;

use super::batch::row;
use super::dice::Dice;
use super::draft::{DAY, Draft};
use super::person::{Account, Person};
use super::tenants::{Tenant, Tenants};
use super::vault::token_hash;
use crate::db::Value;
use crate::model::{Id, Ts};

/// One of the cast with more than their own row has: in how many other tenants, linked to whom, invited to how many.
type More = (&'static str, usize, &'static [&'static str], usize);

const MORE: &[More] = &[
    ("alice@example.com", 2, &["github", "google"], 1),
    ("carol@example.com", 1, &["microsoft"], 2),
    ("judy@example.com", 3, &["google"], 0),
    // Keeps the books of everybody: more tenants than a page holds.
    ("trent@example.com", 400, &[], 0),
    ("mallory@evil.test", 0, &["github"], 3),
];

/// What one in so many others has: one more tenant and one invitation.
const DRAWN: More = ("", 1, &[], 1);
const DRAWN_ONE_IN: u64 = 25;

/// Somebody as their ties need them.
struct Known {
    more: &'static More,
    id: Id,
    email: String,
    normalized: String,
    created: Ts,
    last_seen: Option<Ts>,
    own: Option<usize>,
}

impl Known {
    fn new(person: &Person, more: &'static More) -> Self {
        Self {
            more,
            id: person.id.clone(),
            email: person.email.clone(),
            normalized: person.normalized.clone(),
            created: person.created,
            last_seen: person.last_seen,
            own: person.tenant,
        }
    }
}

/// The ties of everybody, drawn from a stream of their own.
pub(super) struct Ties {
    dice: Dice,
    cast: Vec<Known>,
}

impl Ties {
    pub(super) const fn new(dice: Dice) -> Self {
        Self {
            dice,
            cast: Vec::new(),
        }
    }

    /// Ties one of those who were drawn; the cast comes before any tenant has an owner, and is only remembered.
    pub(super) fn add(&mut self, draft: &mut Draft<'_>, person: &Person, tenants: &Tenants) {
        if let Some(more) = MORE.iter().find(|more| more.0 == person.email) {
            self.cast.push(Known::new(person, more));
        } else if person.traits.account == Account::Active && self.dice.once_in(DRAWN_ONE_IN) {
            let known = Known::new(person, &DRAWN);
            tie(&mut draft.drawing(&self.dice), &known, tenants);
        }
    }

    /// Ties the cast, once everybody is there.
    pub(super) fn finish(&self, draft: &mut Draft<'_>, tenants: &Tenants) {
        for known in &self.cast {
            tie(&mut draft.drawing(&self.dice), known, tenants);
        }
    }
}

fn tie(draft: &mut Draft<'_>, known: &Known, tenants: &Tenants) {
    let (_, memberships, providers, offers) = *known.more;
    let begin = draft.dice.index(tenants.0.len());
    let round = tenants.0.iter().enumerate().cycle().skip(begin);
    // Nobody belongs to a tenant that never had an owner.
    let mut others = round
        .take(tenants.0.len())
        .filter(|(at, tenant)| Some(*at) != known.own && tenant.owner.is_some())
        .map(|(_, tenant)| tenant);
    for tenant in others.by_ref().take(memberships) {
        membership(draft, known, tenant);
    }
    for tenant in others.take(offers) {
        invitation(draft, known, tenant);
    }
    for provider in providers {
        identity(draft, known, provider);
    }
}

fn membership(draft: &mut Draft<'_>, known: &Known, tenant: &Tenant) {
    let joined = draft
        .dice
        .instant(known.created.max(tenant.created), draft.now());
    let role = *draft.dice.pick(&["STAFF", "CUSTOMER"]);
    let row = row![
        draft.id(joined),
        &known.id,
        &tenant.id,
        role,
        draft.at(joined)
    ];
    draft.batch.memberships.push(row);
}

fn invitation(draft: &mut Draft<'_>, known: &Known, tenant: &Tenant) {
    let sent = draft
        .dice
        .instant(draft.since(known.created, 6 * DAY), draft.now());
    let until = sent.plus(Duration::from_secs(7 * DAY));
    let row = row![
        draft.id(sent),
        &tenant.id,
        &known.normalized,
        *draft.dice.pick(&["STAFF", "CUSTOMER"]),
        token_hash(draft.dice),
        tenant.owner.clone(),
        draft.at(sent),
        draft.at(until),
        draft.at_opt(None),
        None::<Id>,
        draft.at_opt(None),
    ];
    draft.batch.invitations.push(row);
}

fn identity(draft: &mut Draft<'_>, known: &Known, provider: &str) {
    let linked = draft.dice.instant(known.created, draft.now());
    let used = known.last_seen.filter(|seen| *seen > linked);
    let row = row![
        draft.id(linked),
        &known.id,
        provider,
        u64::from_le_bytes(draft.dice.bytes()).to_string(),
        &known.email,
        draft.dice.chance(80),
        None::<Vec<u8>>,
        Value::Int(None),
        draft.at(linked),
        draft.at_opt(used),
    ];
    draft.batch.identities.push(row);
}
