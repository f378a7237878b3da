//! Shows one user: what keeps them out, their factors, codes and latest sessions.

use serde::Serialize;
use wardroom_core::action::reveal;
use wardroom_core::model::{CodeSet, Factor, Finding, Safe, Session, Severity, Standing, Ts, User};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::out::fields;
use crate::cli::settings::Settings;

const SESSIONS: usize = 10;

#[derive(Serialize)]
struct Shown {
    user: User,
    standing: Standing,
    masked: bool,
    findings: Vec<Finding>,
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
        findings: directory.diagnosis(&user.id).await?,
        code_sets: directory.code_sets_of(&user.id).await?,
        sessions: directory.sessions_of(&user.id, None, SESSIONS).await?.rows,
        factors,
        masked,
        user: if masked { user.masked() } else { user },
    };
    settings.out.one(&shown, |shown| people(shown, now))
}

fn people(shown: &Shown, now: Ts) -> Vec<String> {
    let user = &shown.user;
    let text = |text: &str| Some(Safe::new(text));
    let when = |at: Option<Ts>| at.map(|at| Safe::new(&at.to_string()));
    let mut lines: Vec<String> = shown.findings.iter().map(finding).collect();
    if lines.is_empty() {
        lines.push("● nothing keeps them out".to_owned());
    }
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

/// What it is, since when, and the verb that would help.
fn finding(finding: &Finding) -> String {
    let mark = match finding.severity {
        Severity::Blocks => "▲",
        Severity::Hinders => "△",
        Severity::Notes => "○",
    };
    let since = finding.since.map(|at| format!(", since {at}"));
    let next = finding.next.map(|verb| format!("; wardroom {verb}"));
    let what = Safe::new(&finding.what);
    format!(
        "{mark} {what}{}{}",
        since.unwrap_or_default(),
        next.unwrap_or_default()
    )
}
