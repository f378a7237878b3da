//! What happened to an account, in a few lines: made, signed in, failed, changed, locked.

use serde_json::{Value as Json, json};

use super::batch::row;
use super::devices;
use super::draft::{DAY, Draft};
use super::person::{Account, Person, Use};
use super::sessions::Opened;
use crate::model::{Id, Ts};

/// One line of a timeline.
struct Line<'a> {
    at: Ts,
    kind: &'static str,
    session: Option<&'a Id>,
    agent: Option<&'static str>,
    detail: Json,
}

impl Line<'_> {
    fn new(at: Ts, kind: &'static str) -> Self {
        Self {
            at,
            kind,
            session: None,
            agent: None,
            detail: json!({}),
        }
    }
}

/// Adds what the timeline of `person` tells.
pub(super) fn add(draft: &mut Draft<'_>, person: &Person, opened: &[Opened]) {
    let traits = &person.traits;
    if traits.account == Account::Erased {
        return write(
            draft,
            person,
            &Line::new(draft.dice.instant(person.created, draft.now()), "erased"),
        );
    }
    for session in opened {
        let signed_in = Line {
            session: Some(&session.id),
            agent: Some(session.agent),
            detail: json!({ "aal": if traits.factors.any() { 2 } else { 1 } }),
            ..Line::new(session.at, "sign_in")
        };
        write(draft, person, &signed_in);
    }
    failures(draft, person);
    let lately = |draft: &Draft<'_>| {
        draft
            .dice
            .instant(draft.since(person.created, 25 * DAY), draft.now())
    };
    if traits.moved {
        write(draft, person, &Line::new(lately(draft), "email_changed"));
    }
    if traits.password && draft.dice.chance(12) {
        write(draft, person, &Line::new(lately(draft), "password_changed"));
    }
    if traits.usage == Use::Replayed {
        write(
            draft,
            person,
            &Line::new(person.last_seen.unwrap_or(draft.now()), "refresh_replayed"),
        );
    }
    if traits.account == Account::Disabled {
        write(draft, person, &Line::new(lately(draft), "disabled"));
    }
}

fn failures(draft: &mut Draft<'_>, person: &Person) {
    let locked = match person.traits.account {
        Account::Locked { failures, .. } => failures,
        _ => 0,
    };
    let stumbles = i64::from(draft.dice.chance(20)) + locked;
    let from = draft
        .dice
        .instant(draft.since(person.created, 10 * DAY), draft.now());
    let agent = Some(devices::agent(draft.dice));
    for nth in 0..stumbles {
        let at = from
            .plus(std::time::Duration::from_secs(20 * nth.unsigned_abs()))
            .min(draft.now());
        let detail = json!({ "why": "wrong_password" });
        write(
            draft,
            person,
            &Line {
                agent,
                detail,
                ..Line::new(at, "sign_in_failed")
            },
        );
    }
    if locked > 0 {
        let at = from
            .plus(std::time::Duration::from_secs(20 * locked.unsigned_abs()))
            .min(draft.now());
        write(
            draft,
            person,
            &Line {
                detail: json!({ "failures": locked }),
                ..Line::new(at, "locked")
            },
        );
    }
}

fn write(draft: &mut Draft<'_>, person: &Person, line: &Line<'_>) {
    let (network, version) = draft.dice.pick(&person.networks).clone();
    let row = row![
        draft.id(line.at),
        draft.at(line.at),
        &person.id,
        line.kind,
        line.session.cloned(),
        network,
        version,
        line.agent,
        line.detail.clone(),
    ];
    draft.batch.events.push(row);
}
