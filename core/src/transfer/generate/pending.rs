//! What was sent and may still be answered: verifications, password resets, magic links, invitations, mail.

use std::time::Duration;

use super::batch::row;
use super::draft::{DAY, Draft, HOUR};
use super::person::{Account, Person, Role};
use super::tenants::Tenants;
use super::vault::token_hash;
use crate::model::Ts;

/// When something was sent, and when it was used if it was.
struct Sent {
    at: Ts,
    expires: Ts,
    used: Option<Ts>,
}

/// Adds what is pending, used or expired for `person`.
pub(super) fn add(draft: &mut Draft<'_>, person: &Person, tenants: &Tenants) {
    let account = person.traits.account;
    if account == Account::Erased {
        return;
    }
    if matches!(account, Account::Unverified) || draft.dice.chance(12) {
        verification(draft, person);
    }
    if matches!(account, Account::Locked { .. } | Account::MustChange) || draft.dice.chance(5) {
        password_reset(draft, person);
    }
    if draft.dice.chance(4) {
        magic_link(draft, person);
    }
    if account == Account::Invited || draft.dice.chance(1) {
        invitation(draft, person, tenants);
    }
    if person.traits.moved || draft.dice.once_in(150) {
        mail(draft, person);
    }
}

/// One in four is fresh; the others were used, or have expired.
fn sent(draft: &Draft<'_>, person: &Person, lifetime: u64) -> Sent {
    let dice = draft.dice;
    let lives = Duration::from_secs(lifetime);
    let fresh = dice.chance(25);
    let at = if fresh {
        dice.instant(draft.since(person.created, lifetime), draft.now())
    } else {
        dice.instant(
            draft.since(person.created, 120 * DAY),
            draft.since(person.created, lifetime),
        )
    };
    let expires = at.plus(lives);
    let used = (!fresh && dice.chance(60)).then(|| dice.instant(at, expires.min(draft.now())));
    Sent { at, expires, used }
}

fn verification(draft: &mut Draft<'_>, person: &Person) {
    const KINDS: &[(u64, &str)] = &[(70, "email"), (20, "sign_in"), (10, "email_change")];
    let sent = sent(draft, person, HOUR);
    let kind = match person.traits.account {
        Account::Unverified => "email",
        _ => draft.dice.weighted(KINDS),
    };
    let attempts = if draft.dice.chance(20) { 3 } else { 0 };
    let row = row![
        draft.id(sent.at),
        &person.id,
        kind,
        &person.email,
        token_hash(draft.dice),
        attempts,
        draft.at(sent.at),
        draft.at(sent.expires),
        draft.at_opt(sent.used),
    ];
    draft.batch.verifications.push(row);
}

fn password_reset(draft: &mut Draft<'_>, person: &Person) {
    let sent = sent(draft, person, 2 * HOUR);
    let by = if draft.dice.chance(15) {
        "support@example.com"
    } else {
        "user"
    };
    let row = row![
        draft.id(sent.at),
        &person.id,
        token_hash(draft.dice),
        by,
        draft.at(sent.at),
        draft.at(sent.expires),
        draft.at_opt(sent.used),
    ];
    draft.batch.password_resets.push(row);
}

fn magic_link(draft: &mut Draft<'_>, person: &Person) {
    let sent = sent(draft, person, 900);
    let row = row![
        draft.id(sent.at),
        &person.id,
        &person.email,
        token_hash(draft.dice),
        draft.at(sent.at),
        draft.at(sent.expires),
        draft.at_opt(sent.used),
    ];
    draft.batch.magic_links.push(row);
}

fn invitation(draft: &mut Draft<'_>, person: &Person, tenants: &Tenants) {
    let Some(tenant) = person.tenant.and_then(|at| tenants.0.get(at)) else {
        return;
    };
    let waits = person.traits.account == Account::Invited;
    let revoked =
        (waits && draft.dice.chance(10)).then(|| draft.dice.instant(person.created, draft.now()));
    let accepted = (!waits).then_some(person.created);
    let role = person
        .traits
        .role
        .word()
        .filter(|_| person.traits.role != Role::PlatformAdmin)
        .unwrap_or("CUSTOMER");
    let row = row![
        draft.id(person.created),
        &tenant.id,
        &person.normalized,
        role,
        token_hash(draft.dice),
        tenant.owner.clone(),
        draft.at(person.created),
        draft.at(person.created.plus(Duration::from_secs(7 * DAY))),
        draft.at_opt(accepted),
        accepted.map(|_| person.id.clone()),
        draft.at_opt(revoked),
    ];
    draft.batch.invitations.push(row);
}

fn mail(draft: &mut Draft<'_>, person: &Person) {
    const STATES: &[(u64, &str)] = &[(80, "sent"), (15, "queued"), (5, "dead")];
    let template = if person.traits.moved {
        "email_changed"
    } else {
        "password_changed"
    };
    let state = *draft.dice.weighted(STATES);
    let made = draft
        .dice
        .instant(draft.since(person.created, 20 * DAY), draft.now());
    let (attempts, error) = match state {
        "dead" => (8, Some("550 5.1.1 no such user here")),
        "sent" => (1, None),
        _ => (0, None),
    };
    let row = row![
        draft.id(made),
        template,
        &person.email,
        &person.id,
        serde_json::json!({ "locale": person.locale }),
        state,
        attempts,
        draft.at_opt((state == "queued").then_some(made)),
        draft.at(made),
        draft.at_opt((state == "sent").then_some(made)),
        error,
    ];
    draft.batch.mail.push(row);
}
