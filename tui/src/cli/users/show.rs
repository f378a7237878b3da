//! Shows one user: what keeps them out, their factors, codes and latest sessions.

use serde::Serialize;
use wardroom_core::action::reveal;
use wardroom_core::model::{CodeSet, Factor, Safe, Session, Standing, Ts, User};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::mask;
use crate::cli::out::fields;
use crate::cli::settings::Settings;

const SESSIONS: usize = 10;

#[derive(Serialize)]
struct Shown {
    user: User,
    standing: Standing,
    masked: bool,
    keeps_out: Vec<String>,
    factors: Vec<Factor>,
    code_sets: Vec<CodeSet>,
    sessions: Vec<Session>,
}

pub(super) async fn run(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let mut user = desk.user(named).await?;
    let masked = desk.masks() && settings.global.reason.is_none();
    if desk.masks()
        && let Some(reason) = desk.given()?
    {
        user = reveal(&desk.directory, &desk.caller, &user.id, &reason).await?;
    }
    let (directory, now) = (&desk.directory, desk.directory.now());
    let factors = directory.factors_of(&user.id).await?;
    let shown = Shown {
        standing: user.standing(now),
        keeps_out: keeps_out(&user, now),
        code_sets: directory.code_sets_of(&user.id).await?,
        sessions: directory.sessions_of(&user.id, None, SESSIONS).await?.rows,
        factors,
        masked,
        user: if masked { mask::user(user) } else { user },
    };
    settings.out.one(&shown, |shown| people(shown, now))
}

/// What stands between the person and a sign-in, the most pressing first.
fn keeps_out(user: &User, now: Ts) -> Vec<String> {
    let until = |at: Option<Ts>| at.map_or("until unlocked".to_owned(), |at| format!("until {at}"));
    let cause = user.lock_cause.as_deref().unwrap_or("no cause recorded");
    let standing = user.standing(now);
    [
        matches!(
            standing,
            Standing::Disabled | Standing::Erased | Standing::Invited
        )
        .then(|| format!("the account is {standing}")),
        user.is_locked(now)
            .then(|| format!("locked {} ({cause})", until(user.locked_until))),
        user.email_verified_at
            .is_none()
            .then(|| "the address was never verified".to_owned()),
        user.must_change_password
            .then(|| "the password must be changed at the next sign-in".to_owned()),
        (!user.has_password).then(|| "no password is set".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn people(shown: &Shown, now: Ts) -> Vec<String> {
    let user = &shown.user;
    let text = |text: &str| Some(Safe::new(text));
    let when = |at: Option<Ts>| at.map(|at| Safe::new(&at.to_string()));
    let mut lines = match shown.keeps_out.as_slice() {
        [] => vec!["● nothing keeps them out".to_owned()],
        why => why.iter().map(|w| format!("▲ {}", Safe::new(w))).collect(),
    };
    lines.extend(fields(&[
        ("id", text(&user.id.to_string())),
        ("address", text(&user.email)),
        ("name", user.display_name.as_deref().map(Safe::new)),
        ("status", text(shown.standing.word())),
        ("verified", when(user.email_verified_at)),
        ("last sign-in", when(user.last_sign_in_at)),
        ("failed since", text(&user.failed_sign_ins.to_string())),
        ("made", when(Some(user.created_at))),
    ]));
    lines.extend(shown.factors.iter().map(|factor| {
        let label = Safe::new(factor.label.as_deref().unwrap_or("no label"));
        let state = if factor.confirmed_at.is_some() {
            "confirmed"
        } else {
            "not confirmed"
        };
        format!("factor        {} {state}: {label}", factor.kind)
    }));
    lines.extend(shown.code_sets.iter().take(1).map(|set| {
        format!(
            "codes         {} {}: {} of {} left",
            set.kind,
            set.state,
            set.remaining(now),
            set.codes
        )
    }));
    let live = shown.sessions.iter().filter(|s| s.is_live(now)).count();
    lines.push(format!(
        "sessions      {live} live of the latest {}",
        shown.sessions.len()
    ));
    lines
}
