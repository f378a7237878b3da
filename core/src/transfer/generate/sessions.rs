//! Sessions and their refresh-token chains: live, idle, expired, ended, replayed; trusted devices.

use std::time::Duration;

use super::batch::row;
use super::devices;
use super::draft::{DAY, Draft, HOUR};
use super::person::{Person, Use};
use super::vault::token_hash;
use crate::model::{EndedWhy, Id, Ts};

const LIFETIME: Duration = Duration::from_secs(30 * DAY);
/// A session from before has expired by now: it was in use for four days at most.
const BEFORE: u64 = 35 * DAY;
const ENDED: &[(u64, EndedWhy)] = &[
    (70, EndedWhy::SignOut),
    (12, EndedWhy::PasswordReset),
    (8, EndedWhy::Operator),
    (4, EndedWhy::FactorReset),
    (4, EndedWhy::Closed),
    (2, EndedWhy::Replay),
];

/// One session about to be written.
struct Drawn {
    created: Ts,
    seen: Ts,
    ended: Option<(Ts, EndedWhy)>,
    /// How often its refresh token was exchanged.
    rotations: u64,
}

/// A session that events can refer to.
pub(super) struct Opened {
    pub id: Id,
    pub at: Ts,
    pub agent: &'static str,
}

/// Adds the sessions of `person`; what its events need to know of them.
pub(super) fn add(draft: &mut Draft<'_>, person: &Person) -> Vec<Opened> {
    let Some(last) = person.last_seen else {
        return Vec::new();
    };
    let usual = devices::agent(draft.dice);
    let mut drawn = vec![newest(draft, person, last)];
    if let Use::Daily(devices) = person.traits.usage {
        drawn.extend((1..devices).map(|_| other(draft, person, DAY * 20)));
    }
    if person.created < draft.setting.ago(BEFORE) && draft.dice.chance(35) {
        drawn.push(past(draft, person));
    }
    let opened = drawn.iter().enumerate().map(|(at, session)| {
        let agent = if at == 0 {
            usual
        } else {
            devices::agent(draft.dice)
        };
        write(draft, person, session, agent)
    });
    let opened = opened.collect();
    if person.traits.factors.any() && draft.dice.chance(25) {
        trusted(draft, person, usual);
    }
    opened
}

/// The session of the last sign-in.
fn newest(draft: &Draft<'_>, person: &Person, last: Ts) -> Drawn {
    let dice = draft.dice;
    let created = dice.instant(
        last.minus(Duration::from_secs(20 * DAY))
            .max(person.created),
        last,
    );
    let soon = last.plus(Duration::from_secs(HOUR)).min(draft.now());
    let ended = match person.traits.usage {
        Use::Ended => Some((soon, *dice.weighted(ENDED))),
        Use::Replayed => Some((soon, EndedWhy::Replay)),
        _ => None,
    };
    let rotations = if matches!(person.traits.usage, Use::Replayed) {
        3
    } else {
        dice.below(4)
    };
    Drawn {
        created,
        seen: last,
        ended,
        rotations,
    }
}

/// A further device, in use.
fn other(draft: &Draft<'_>, person: &Person, within: u64) -> Drawn {
    let created = draft
        .dice
        .instant(draft.since(person.created, within), draft.now());
    let seen = draft.dice.instant(created, draft.now());
    Drawn {
        created,
        seen,
        ended: None,
        rotations: draft.dice.below(3),
    }
}

/// One from before, expired or ended.
fn past(draft: &Draft<'_>, person: &Person) -> Drawn {
    let created = draft.dice.instant(
        draft.since(person.created, 220 * DAY),
        draft.setting.ago(BEFORE),
    );
    let seen = draft
        .dice
        .instant(created, created.plus(Duration::from_secs(4 * DAY)))
        .min(draft.now());
    let ended = draft
        .dice
        .chance(45)
        .then(|| (seen, *draft.dice.weighted(ENDED)));
    Drawn {
        created,
        seen,
        ended,
        rotations: draft.dice.below(2),
    }
}

fn write(draft: &mut Draft<'_>, person: &Person, session: &Drawn, agent: &'static str) -> Opened {
    let id = draft.id(session.created);
    let second = person.traits.factors.any();
    let (network, version) = draft.dice.pick(&person.networks).clone();
    let expires = session.seen.plus(LIFETIME);
    let row = row![
        &id,
        &person.id,
        token_hash(draft.dice),
        if second { 2 } else { 1 },
        draft.at_opt(second.then_some(session.created)),
        network,
        version,
        agent,
        draft.at(session.created),
        draft.at(session.seen),
        draft.at(expires),
        draft.at_opt(session.ended.map(|(at, _)| at)),
        session.ended.map(|(_, why)| why.word()),
    ];
    draft.batch.sessions.push(row);
    chain(draft, &id, session, expires);
    Opened {
        id,
        at: session.created,
        agent,
    }
}

/// The tokens of one session, each made when the one before was used; the last is the one that counts.
fn chain(draft: &mut Draft<'_>, session: &Id, drawn: &Drawn, expires: Ts) {
    let family = draft.id(drawn.created);
    let (mut parent, mut made) = (None::<Id>, drawn.created);
    for turn in 0..=drawn.rotations {
        let id = if turn == 0 {
            family.clone()
        } else {
            draft.id(made)
        };
        let last = turn == drawn.rotations;
        let used = (!last).then(|| draft.dice.instant(made, drawn.seen));
        // A replay revokes the whole family; any other end only what could still be used.
        let revoked = drawn
            .ended
            .filter(|(_, why)| last || *why == EndedWhy::Replay)
            .map(|(at, _)| at);
        let row = row![
            &id,
            session,
            &family,
            parent,
            token_hash(draft.dice),
            draft.at(made),
            draft.at(expires),
            draft.at_opt(used),
            draft.at_opt(revoked),
        ];
        draft.batch.refresh_tokens.push(row);
        made = used.unwrap_or(made);
        parent = Some(id);
    }
}

fn trusted(draft: &mut Draft<'_>, person: &Person, agent: &'static str) {
    let made = draft
        .dice
        .instant(draft.since(person.created, 60 * DAY), draft.now());
    let row = row![
        draft.id(made),
        &person.id,
        token_hash(draft.dice),
        agent,
        draft.at(made),
        draft.at(made.plus(LIFETIME)),
    ];
    draft.batch.trusted_devices.push(row);
}
