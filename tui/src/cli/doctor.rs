//! `wardroom doctor`: what is wrong with this installation, and what to do about it.

use std::time::{Duration, Instant};

use serde::Serialize;
use wardroom_core::Directory;
use wardroom_core::crypto::key_file;
use wardroom_core::db::migrate::{self, Set, State};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::model::{OperatorRole, OperatorStatus, Safe, Ts};
use wardroom_core::sweep::Standing;

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;
use super::{db, desk};

/// Step-ups and expiries compare this host's clock with what other hosts wrote.
const SKEW: Duration = Duration::from_secs(5);
/// Several heartbeats.
const SILENCE: Duration = Duration::from_mins(5);
const LATE: Duration = Duration::from_hours(2);
const SLOW: Duration = Duration::from_millis(250);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Fine,
    Look,
    Wrong,
}

#[derive(Debug, Serialize)]
struct Check {
    about: &'static str,
    state: Verdict,
    says: String,
}

fn check(about: &'static str, state: Verdict, says: impl Into<String>) -> Check {
    Check {
        about,
        state,
        says: says.into(),
    }
}

/// Looks at everything and ends with a code when something is wrong.
pub(crate) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let mut checks = vec![operator_key(settings), saved_session(settings)];
    match reach(settings, &target).await {
        Ok(found) => checks.extend(found),
        Err(fail) => checks.push(failed("connection", &fail)),
    }
    settings
        .out
        .list(&["", "CHECK", "SAYS"], &checks, |check| {
            let mark = match check.state {
                Verdict::Fine => "●",
                Verdict::Look => "△",
                Verdict::Wrong => "▲",
            };
            vec![
                Safe::new(mark),
                Safe::new(check.about),
                Safe::new(&check.says),
            ]
        })?;
    if checks.iter().any(|check| check.state == Verdict::Wrong) {
        return Err(Fail::Shown(Exit::Unhealthy));
    }
    Ok(())
}

async fn reach(settings: &Settings, target: &Target) -> Outcome<Vec<Check>> {
    let begun = Instant::now();
    let directory = desk::directory(settings, Access::Read).await?;
    let took = begun.elapsed();
    let state = if took > SLOW {
        Verdict::Look
    } else {
        Verdict::Fine
    };
    let engine = directory.engine_version().await?;
    let mut checks = vec![
        check(
            "connection",
            state,
            format!("{target}, {engine}, {} ms", took.as_millis()),
        ),
        skew(&directory).await?,
        pooler(settings, target).await?,
    ];
    checks.extend(application(settings, target, &directory).await?);
    if db::needed(settings, target).await? == Set::ATTACHED
        && !db::is_attached(settings, target).await?
    {
        let says = "Wardroom is not attached: it is open read-only, unsigned and masked; see `wardroom attach`";
        checks.push(check("attachment", Verdict::Look, says));
        return Ok(checks);
    }
    for set in db::needed(settings, target).await? {
        checks.push(migrations(settings, target, *set).await?);
    }
    match operators(&directory).await {
        Ok(check) => checks.push(check),
        Err(fail) => checks.push(failed("operators", &fail)),
    }
    match worker(&directory).await {
        Ok(found) => checks.extend(found),
        Err(fail) => checks.push(failed("worker", &fail)),
    }
    Ok(checks)
}

/// Whose tables they are, whether all of their rows are seen, and what may be changed.
async fn application(
    settings: &Settings,
    target: &Target,
    directory: &Directory,
) -> Outcome<Vec<Check>> {
    let Some(found) = directory.layout().recognised() else {
        return Ok(Vec::new());
    };
    let on = connect(target, Access::Read, 1).await?;
    let seen = (found.blind_spots(&on).await, found.unpermitted(&on).await);
    on.close().await;
    let says = format!("{} (layout {})", found.title(), found.name());
    let mut checks = vec![check("application", Verdict::Fine, says)];
    let blind = seen.0?.into_iter();
    checks.extend(blind.map(|b| check("rows", Verdict::Wrong, b.says)));
    if settings.read_only().is_none() {
        let lacking = seen.1?.into_iter();
        checks.extend(
            lacking.map(|(verb, why)| check("rights", Verdict::Look, format!("`{verb}`: {why}"))),
        );
    }
    Ok(checks)
}

async fn skew(directory: &Directory) -> Outcome<Check> {
    let theirs = directory.health().await?.now;
    let ours = directory.now();
    let apart = ours.since(theirs).max(theirs.since(ours));
    Ok(if apart < SKEW {
        check(
            "clock",
            Verdict::Fine,
            format!("{} ms from the database's", apart.as_millis()),
        )
    } else {
        let says = format!("{} s from the database's; set both by NTP", apart.as_secs());
        check("clock", Verdict::Wrong, says)
    })
}

async fn pooler(settings: &Settings, target: &Target) -> Outcome<Check> {
    Ok(if migrate::is_pooled(&settings.place(target)).await? {
        let says = "through a transaction pooler; `wardroom db` needs the direct address";
        check("pooler", Verdict::Look, says)
    } else {
        check("pooler", Verdict::Fine, "connected directly")
    })
}

async fn migrations(settings: &Settings, target: &Target, set: Set) -> Outcome<Check> {
    let steps = migrate::status(&settings.place(target), set).await?;
    let count = |state| steps.iter().filter(|s| s.state == state).count();
    let (applied, pending) = (count(State::Applied), count(State::Pending));
    let name = match set {
        Set::Directory => "directory schema",
        Set::Authjs => "Auth.js schema",
        Set::Bookkeeping => "bookkeeping schema",
        Set::Optional => "optional schema",
    };
    Ok(if applied == steps.len() {
        check(name, Verdict::Fine, format!("{applied} migrations applied"))
    } else if applied + pending == steps.len() {
        let says = format!("{pending} migrations pending; run `wardroom db up`");
        check(name, Verdict::Wrong, says)
    } else {
        check(
            name,
            Verdict::Wrong,
            "not as this program knows it; see `wardroom db status`",
        )
    })
}

async fn operators(directory: &Directory) -> Outcome<Check> {
    let all = directory.operators().await?;
    let active = |role: OperatorRole| {
        let of = all.iter().filter(|o| o.status == OperatorStatus::Active);
        of.filter(|o| o.role >= role).count()
    };
    let enrolling: Vec<&str> = all
        .iter()
        .filter(|o| o.status == OperatorStatus::Enrolling)
        .map(|o| o.name.as_str())
        .collect();
    let waiting = if enrolling.is_empty() {
        String::new()
    } else {
        format!("; without a second factor yet: {}", enrolling.join(", "))
    };
    let (people, admins) = (active(OperatorRole::Auditor), active(OperatorRole::Admin));
    let says = format!("{people} active, {admins} of them admins{waiting}");
    let state = match admins {
        0 if enrolling.is_empty() => Verdict::Wrong,
        0 | 1 => Verdict::Look,
        _ if enrolling.is_empty() => Verdict::Fine,
        _ => Verdict::Look,
    };
    Ok(check("operators", state, says))
}

/// Whether a worker lives, and how far behind it is.
async fn worker(directory: &Directory) -> Outcome<[Check; 2]> {
    let now = directory.database_now().await?;
    let workers = directory.workers().await?;
    let beat = match workers.iter().map(|w| w.seen_at).max() {
        None => check(
            "worker",
            Verdict::Look,
            "none was ever heard of; start `wardroom-worker run`",
        ),
        Some(at) if now.since(at) > SILENCE => check(
            "worker",
            Verdict::Wrong,
            format!("last heard of at {at}; is it running?"),
        ),
        Some(at) => check("worker", Verdict::Fine, format!("heard of at {at}")),
    };
    let first = workers.iter().map(|w| w.started_at).min();
    let standing = directory.retention().await?;
    let late: Vec<&str> = standing
        .iter()
        .filter(|s| late_since(s, first).is_some_and(|at| now.since(at) > LATE))
        .map(|s| s.policy.sweep)
        .collect();
    let lag = if late.is_empty() {
        check("retention", Verdict::Fine, "no sweep is late")
    } else {
        let says = format!("late: {}; see `wardroom retention list`", late.join(", "));
        check("retention", Verdict::Wrong, says)
    };
    Ok([beat, lag])
}

/// When a sweep should have begun; one that never ran is due at once, but nobody could run it before there was a worker.
fn late_since(standing: &Standing, first_worker: Option<Ts>) -> Option<Ts> {
    let due = standing.next_run_at?;
    match standing.last_run {
        Some(_) => Some(due),
        None => Some(due.max(first_worker?)),
    }
}

fn operator_key(settings: &Settings) -> Check {
    match settings.operator_key() {
        Ok(ring) => check(
            "operators' key",
            Verdict::Fine,
            format!("newest is {}", ring.newest()),
        ),
        Err(fail) => failed("operators' key", &fail),
    }
}

fn saved_session(settings: &Settings) -> Check {
    let read = desk::saved(settings).and_then(|saved| saved.read());
    match (read, &settings.global.token_file) {
        (Err(fail), _) => failed("saved session", &fail),
        (Ok(_), Some(file)) => match key_file::read(file) {
            Ok(_) => check("service token", Verdict::Fine, "its file is private"),
            Err(error) => failed("service token", &error.into()),
        },
        (Ok(Some(_)), None) => check(
            "saved session",
            Verdict::Fine,
            "there is one, in a private file",
        ),
        (Ok(None), None) => check(
            "saved session",
            Verdict::Fine,
            "none; sign in with `wardroom login`",
        ),
    }
}

fn failed(name: &'static str, fail: &Fail) -> Check {
    let says = match fail {
        Fail::Said { message, .. } => message.clone(),
        Fail::Shown(exit) => exit.means().to_owned(),
        Fail::Unread => String::new(),
    };
    check(name, Verdict::Wrong, says)
}

#[cfg(test)]
mod tests {
    use wardroom_core::sweep::{ALL, Policy};

    use super::*;

    #[test]
    fn what_never_ran_is_late_from_the_first_worker_on() {
        let at = |text: &str| -> Option<Ts> { text.parse().ok() };
        let (night, noon) = (at("2026-11-21T01:30:00Z"), at("2026-11-21T12:00:00Z"));
        let never = Standing {
            policy: Policy::default_of(ALL[0]),
            last_run: None,
            next_run_at: night,
            problem: None,
        };
        assert_eq!(late_since(&never, None), None);
        assert_eq!(late_since(&never, noon), noon);
        assert_eq!(late_since(&never, at("2026-11-01T00:00:00Z")), night);
        let off = Standing {
            next_run_at: None,
            ..never
        };
        assert_eq!(late_since(&off, noon), None);
    }
}
