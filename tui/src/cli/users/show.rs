//! Shows one user: what keeps them out, their factors, codes, latest sessions, and what lets them in.

use std::collections::BTreeMap;

use serde::Serialize;
use wardroom_core::model::{
    AccessPart, AccessRow, CodeSet, Factor, Finding, Safe, Session, Severity, Standing, Ts, User,
    UserId,
};

use super::access;

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::out::fields;
use crate::cli::settings::Settings;

const SESSIONS: usize = 10;
/// Of each part; the whole is a list of its own.
const ACCESS: usize = 20;

#[derive(Serialize)]
struct Shown {
    user: User,
    standing: Standing,
    masked: bool,
    findings: Vec<Finding>,
    factors: Vec<Factor>,
    code_sets: Vec<CodeSet>,
    sessions: Vec<Session>,
    #[serde(flatten)]
    access: BTreeMap<AccessPart, Vec<AccessRow>>,
    /// The parts of which there is more.
    more: Vec<AccessPart>,
}

pub(super) async fn run(settings: &Settings, named: &str) -> Outcome {
    let desk = Desk::open(settings).await?;
    let (user, masked) = desk.look_at(named).await?;
    let (directory, now) = (&desk.directory, desk.directory.now());
    let factors = directory.factors_of(&user.id).await?;
    let (access, more) = access_to(&desk, &user.id, masked).await?;
    let shown = Shown {
        standing: user.standing(now),
        findings: directory.diagnosis(&user.id).await?,
        code_sets: directory.code_sets_of(&user.id).await?,
        sessions: directory.sessions_of(&user.id, None, SESSIONS).await?.rows,
        factors,
        access,
        more,
        masked,
        user: if masked { user.masked() } else { user },
    };
    settings.out.one(&shown, |shown| people(shown, now))
}

/// The beginning of each part, and which go on.
async fn access_to(
    desk: &Desk<'_>,
    user: &UserId,
    masked: bool,
) -> Outcome<(BTreeMap<AccessPart, Vec<AccessRow>>, Vec<AccessPart>)> {
    let (mut access, mut more) = (BTreeMap::new(), Vec::new());
    for part in AccessPart::ALL {
        let page = desk
            .directory
            .access_part(user, *part, None, ACCESS)
            .await?;
        more.extend(page.next.map(|_| *part));
        let seen = page.rows.into_iter();
        let seen = seen.map(|row| access::seen(desk, masked, row));
        access.insert(*part, seen.collect());
    }
    Ok((access, more))
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
        let left = if set.is_counted() {
            format!("{} of {} left", set.remaining(now), set.codes)
        } else {
            "present".to_owned()
        };
        format!("codes         {} {}: {left}", set.kind, set.state)
    }));
    let live = shown.sessions.iter().filter(|s| s.is_live(now)).count();
    lines.push(format!(
        "sessions      {live} live of the latest {}",
        shown.sessions.len()
    ));
    lines.extend(shown.access.values().flatten().map(access::line));
    if shown.access.values().all(Vec::is_empty) {
        lines
            .push("access        no role, no tenant, no linked identity, no invitation".to_owned());
    }
    lines.extend(shown.more.iter().map(|part| {
        format!(
            "              there are more {part}; wardroom users access {}",
            user.id
        )
    }));
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
