//! The rows of an account itself: user, profile, membership, linked identities, legal hold.

use super::batch::row;
use super::draft::{DAY, Draft, HOUR};
use super::person::{Account, Person};
use super::tenants::Tenants;
use super::vault::Seal;
use crate::db::Value;
use crate::error::Result;
use crate::model::{Ts, UserStatus};

/// A lock: since when, until when, why, after how many failures.
struct Lock {
    at: Option<Ts>,
    until: Option<Ts>,
    cause: Option<String>,
    failures: i64,
}

/// Adds the account of `person`.
pub(super) fn add(draft: &mut Draft<'_>, person: &Person, tenants: &Tenants) -> Result<()> {
    user(draft, person);
    profile(draft, person);
    membership(draft, person, tenants);
    identity(draft, person)?;
    hold(draft, person);
    Ok(())
}

fn user(draft: &mut Draft<'_>, person: &Person) {
    let (dice, traits, created) = (draft.dice, &person.traits, person.created);
    let status = match traits.account {
        Account::Invited => UserStatus::Invited,
        Account::Disabled => UserStatus::Disabled,
        Account::Erased => UserStatus::Erased,
        _ => UserStatus::Active,
    };
    let unproved = matches!(
        traits.account,
        Account::Unverified | Account::Invited | Account::Erased
    );
    let proved = (!unproved).then(|| {
        dice.instant(
            created,
            created.plus(std::time::Duration::from_secs(2 * HOUR)),
        )
        .min(draft.now())
    });
    let moved = traits
        .moved
        .then(|| dice.instant(draft.since(created, 25 * DAY), draft.now()));
    let previous = traits.moved.then(|| format!("old.{}", person.normalized));
    let hash = traits
        .password
        .then(|| draft.setting.vault.password(dice).to_owned());
    let password_set = traits.password.then(|| {
        if dice.chance(25) {
            dice.instant(created, draft.now())
        } else {
            created
        }
    });
    let lock = lock(draft, person);
    let touched = [
        Some(created),
        proved,
        moved,
        password_set,
        lock.at,
        person.last_seen,
    ];
    let updated = touched.into_iter().flatten().max().unwrap_or(created);
    let must_change = traits.account == Account::MustChange;
    let row = row![
        &person.id,
        &person.email,
        &person.normalized,
        draft.at_opt(proved),
        draft.at_opt(moved),
        previous,
        person.name.clone(),
        status.word(),
        draft.at_opt(lock.at),
        draft.at_opt(lock.until),
        lock.cause,
        hash,
        draft.at_opt(password_set),
        must_change,
        lock.failures,
        draft.at_opt(person.last_seen),
        draft.at(created),
        draft.at(updated),
    ];
    draft.batch.users.push(row);
}

fn lock(draft: &Draft<'_>, person: &Person) -> Lock {
    let Account::Locked { failures, passes } = person.traits.account else {
        // A few mistyped their password lately.
        let failures = if draft.dice.chance(3) {
            1 + i64::from(draft.dice.chance(30))
        } else {
            0
        };
        return Lock {
            at: None,
            until: None,
            cause: None,
            failures,
        };
    };
    let since = if passes { 14 * 60 } else { 20 * DAY };
    let at = draft
        .dice
        .instant(draft.since(person.created, since), draft.now());
    let until = passes.then(|| at.plus(std::time::Duration::from_mins(15)));
    Lock {
        at: Some(at),
        until,
        cause: Some(format!("{failures} wrong passwords")),
        failures,
    }
}

fn profile(draft: &mut Draft<'_>, person: &Person) {
    if person.traits.account == Account::Erased {
        return;
    }
    let (made, changed) = (draft.at(person.created), draft.at(person.created));
    let row = row![
        &person.id,
        person.given.clone(),
        person.family.clone(),
        person.locale,
        person.zone,
        made,
        changed
    ];
    draft.batch.profiles.push(row);
}

fn membership(draft: &mut Draft<'_>, person: &Person, tenants: &Tenants) {
    let Some(role) = person
        .traits
        .role
        .word()
        .filter(|_| person.traits.account != Account::Erased)
    else {
        return;
    };
    let tenant = person.tenant.and_then(|at| tenants.0.get(at));
    let (id, made) = (draft.id(person.created), draft.at(person.created));
    draft.batch.memberships.push(row![
        id,
        &person.id,
        tenant.map(|tenant| tenant.id.clone()),
        role,
        made
    ]);
}

fn identity(draft: &mut Draft<'_>, person: &Person) -> Result<()> {
    let Some(provider) = person.traits.provider else {
        return Ok(());
    };
    let id = draft.id(person.created);
    let subject = u64::from_le_bytes(draft.dice.bytes()).to_string();
    // Only some applications keep a provider's tokens.
    let tokens = if draft.dice.chance(15) {
        Some(
            draft
                .setting
                .vault
                .sealed(draft.dice, Seal::Provider, &id)?,
        )
    } else {
        None
    };
    let (sealed, version) = tokens.unzip();
    let (made, used) = (draft.at(person.created), draft.at_opt(person.last_seen));
    let verified = provider != "github" || draft.dice.chance(80);
    draft.batch.identities.push(row![
        id,
        &person.id,
        provider,
        subject,
        &person.email,
        verified,
        sealed,
        Value::Int(version),
        made,
        used,
    ]);
    Ok(())
}

fn hold(draft: &mut Draft<'_>, person: &Person) {
    if !person.traits.held {
        return;
    }
    let placed = draft
        .dice
        .instant(draft.since(person.created, 300 * DAY), draft.now());
    let released = draft
        .dice
        .chance(20)
        .then(|| draft.dice.instant(placed, draft.now()));
    let row = row![
        draft.id(placed),
        &person.id,
        "Litigation 2026-114: keep all records",
        "judy@example.com",
        draft.at(placed),
        draft.at_opt(released),
    ];
    draft.batch.holds.push(row);
}
