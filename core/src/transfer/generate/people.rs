//! Who is in the directory: the cast, the hostile, and people drawn by lot.

use super::addresses::Addresses;
use super::cast::{CAST, Member};
use super::dice::Dice;
use super::draft::{DAY, Draft, HOUR};
use super::hostile;
use super::names::NAMINGS;
use super::person::{Account, Codes, Factors, Person, Role, Traits, Use};
use super::tenants::Tenants;
use crate::error::{Error, Result};
use crate::model::{CodeSetKind, Ts};

/// The directory began so long ago.
const AGE_DAYS: u64 = 1_400;
/// Past the cast and the hostile, one name in so many is hostile.
const HOSTILE_ONE_IN: u64 = 2_000;

const PROVIDERS: &[(u64, &str)] = &[
    (62, "google"),
    (18, "apple"),
    (12, "microsoft"),
    (8, "github"),
];
const USAGES: &[(u64, Use)] = &[
    (38, Use::Daily(1)),
    (12, Use::Daily(2)),
    (3, Use::Daily(4)),
    (14, Use::Idle),
    (20, Use::Lapsed),
    (6, Use::Ended),
    (1, Use::Replayed),
    (6, Use::Never),
];
const ACCOUNTS: &[(u64, Account)] = &[
    (905, Account::Active),
    (36, Account::Unverified),
    (20, Account::Disabled),
    (12, Account::Invited),
    (9, Account::MustChange),
    (
        8,
        Account::Locked {
            failures: 5,
            passes: true,
        },
    ),
    (
        6,
        Account::Locked {
            failures: 10,
            passes: false,
        },
    ),
    (4, Account::Erased),
];

/// Everyone who may still be drawn, and what they must not share.
pub(super) struct People {
    pub tenants: Tenants,
    pub addresses: Addresses,
    pub users: u64,
}

impl People {
    /// The person at `at`, counted from 0.
    pub(super) fn person(&mut self, draft: &Draft<'_>, at: u64) -> Result<Person> {
        let cast = usize::try_from(at).ok();
        let mut person = match cast.and_then(|at| CAST.get(at)) {
            Some(member) => self.member(draft, member)?,
            None => self.stranger(draft, at)?,
        };
        self.settle(draft, &mut person);
        Ok(person)
    }

    fn member(&mut self, draft: &Draft<'_>, member: &Member) -> Result<Person> {
        let normalized = self
            .addresses
            .take(member.email)
            .ok_or_else(|| Error::invalid("cast", "an address is not one"))?;
        let created = draft.setting.ago(member.days * DAY + draft.dice.below(DAY));
        let named = !member.given.is_empty();
        Ok(Person {
            id: draft.id(created),
            email: member.email.to_owned(),
            normalized,
            name: named.then(|| format!("{} {}", member.given, member.family)),
            given: named.then(|| member.given.to_owned()),
            family: named.then(|| member.family.to_owned()),
            locale: "en-GB",
            zone: "Europe/London",
            traits: member.traits,
            tenant: tied(member.traits.role).then_some(0),
            created,
            last_seen: last_seen(draft, member.traits.usage, created),
            networks: networks(draft)?,
        })
    }

    fn stranger(&mut self, draft: &Draft<'_>, at: u64) -> Result<Person> {
        let dice = draft.dice;
        let naming = dice.weighted(NAMINGS);
        let (given, family) = (dice.pick(naming.given), dice.pick(naming.family));
        let mut traits = traits(dice);
        let tenant = tied(traits.role).then(|| self.tenants.draw(dice));
        if tenant.is_some_and(|at| self.tenants.0[at].owner.is_none()) {
            traits = first_owner(traits);
        }
        let firm = matches!(traits.role, Role::Owner | Role::Staff);
        let created = self.joined(draft, at);
        let id = draft.id(created);
        let (email, normalized) = if traits.account == Account::Erased {
            let gone = format!("erased-{at:06}@erased.invalid");
            (gone.clone(), gone)
        } else {
            self.addresses.draw(dice, naming, given.1, family.1, firm)
        };
        let index = at - CAST.len() as u64;
        let name = match usize::try_from(index) {
            _ if traits.account == Account::Erased => None,
            Ok(index) if index < hostile::COUNT => Some(hostile::name(index)),
            _ if dice.once_in(HOSTILE_ONE_IN) => Some(hostile::any(dice)),
            _ if dice.once_in(25) => None,
            _ => Some(naming.full(given.0, family.0)),
        };
        Ok(Person {
            id,
            email,
            normalized,
            given: name.is_some().then(|| given.0.to_owned()),
            family: name.is_some().then(|| family.0.to_owned()),
            name,
            locale: naming.locale,
            zone: naming.zone,
            traits,
            tenant,
            created,
            last_seen: last_seen(draft, traits.usage, created),
            networks: networks(draft)?,
        })
    }

    /// The directory grows evenly, so ids and rows are in the order people joined.
    fn joined(&self, draft: &Draft<'_>, at: u64) -> Ts {
        let span = AGE_DAYS * DAY / self.users.max(1);
        let since = (self.users - at) * span;
        draft
            .setting
            .ago(since.saturating_sub(draft.dice.below(span.max(1))).max(60))
    }

    /// Makes the first owner of a tenant known to those who come after.
    fn settle(&mut self, draft: &Draft<'_>, person: &mut Person) {
        let Some(tenant) = person.tenant.and_then(|at| self.tenants.0.get_mut(at)) else {
            return;
        };
        debug_assert!(
            tenant.created < draft.now(),
            "tenants come before their members"
        );
        if person.traits.role == Role::Owner && tenant.owner.is_none() {
            tenant.owner = Some(person.id.clone());
        }
    }
}

fn tied(role: Role) -> bool {
    matches!(role, Role::Owner | Role::Staff | Role::Customer)
}

/// The first member of a tenant owns it, with an account that works.
fn first_owner(drawn: Traits) -> Traits {
    Traits {
        account: Account::Active,
        role: Role::Owner,
        factors: Factors {
            totp: true,
            ..drawn.factors
        },
        usage: Use::Daily(2),
        password: true,
        ..drawn
    }
}

fn traits(dice: &Dice) -> Traits {
    let role = match dice.below(10_000) {
        0..2 => Role::PlatformAdmin,
        2..200 => Role::Owner,
        200..1_500 => Role::Staff,
        1_500..9_600 => Role::Customer,
        _ => Role::Nobody,
    };
    let account = *dice.weighted(ACCOUNTS);
    let never = matches!(account, Account::Invited | Account::Erased);
    let usage = match account {
        _ if never => Use::Never,
        Account::Unverified if dice.chance(70) => Use::Never,
        Account::Disabled => Use::Ended,
        _ => *dice.weighted(USAGES),
    };
    let factors = if never {
        Factors::default()
    } else {
        factors(dice, role)
    };
    let provider = (!never && dice.chance(35)).then(|| *dice.weighted(PROVIDERS));
    Traits {
        account,
        role,
        factors,
        codes: codes(dice, factors),
        usage,
        password: !never && (provider.is_none() || dice.chance(40)),
        provider,
        moved: !never && dice.once_in(150),
        held: !never && dice.once_in(2_000),
    }
}

/// Three in ten have an authenticator and one in twelve a passkey; of those who work here, twice as many.
fn factors(dice: &Dice, role: Role) -> Factors {
    let (totp, passkey) = match role {
        Role::PlatformAdmin => (100, 60),
        Role::Owner => (80, 25),
        Role::Staff => (62, 18),
        Role::Customer | Role::Nobody => (24, 6),
    };
    Factors {
        totp: dice.chance(totp),
        passkeys: u8::from(dice.chance(passkey)) + u8::from(dice.chance(passkey / 4)),
        abandoned: dice.chance(2),
    }
}

fn codes(dice: &Dice, factors: Factors) -> Codes {
    let used = dice.index(4);
    match dice.below(100) {
        _ if !factors.any() => Codes::None,
        0..20 => Codes::None,
        20..68 => Codes::Active(CodeSetKind::Full, 0),
        68..86 => Codes::Active(CodeSetKind::Full, used),
        86..90 => Codes::Active(CodeSetKind::Full, 10),
        90..91 => Codes::Active(CodeSetKind::OneTime, 0),
        91..94 => Codes::AndPending(used),
        _ => Codes::Void,
    }
}

fn last_seen(draft: &Draft<'_>, usage: Use, created: Ts) -> Option<Ts> {
    let (from, to) = match usage {
        Use::Daily(_) => (3 * DAY, 60),
        Use::Idle => (29 * DAY, 8 * DAY),
        Use::Replayed => (20 * DAY, HOUR),
        Use::Lapsed => (600 * DAY, 32 * DAY),
        Use::Ended => (200 * DAY, 2 * DAY),
        Use::Never => return None,
    };
    let (from, to) = (draft.since(created, from), draft.since(created, to));
    Some(draft.dice.instant(from, to))
}

fn networks(draft: &Draft<'_>) -> Result<[(Vec<u8>, i64); 2]> {
    let vault = &draft.setting.vault;
    Ok([vault.network(draft.dice)?, vault.network(draft.dice)?])
}
