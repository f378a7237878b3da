//! The console in lines, words and numbers, for screen readers, pipes and dumb terminals: no alternate screen, nothing
//! drawn. It reads the same directory as the screens and does the same actions, each by the steps a command takes.

mod actions;
mod elsewhere;
mod line;
mod list;
mod retention;
mod sentences;
mod sessions;
mod things;
mod timeline;
mod user;

use wardroom_core::Directory;
use wardroom_core::model::{Caller, Safe};

use self::line::{Step, say};
use super::desk::{self, Desk};
use super::directories;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// Opens the configured directory, and from there others, until the operator leaves.
pub(crate) async fn open(settings: &Settings) -> Outcome {
    let (mut here, mut before) = (settings.clone(), None);
    loop {
        match visit(&here).await {
            Ok(None) => return Ok(()),
            Ok(Some(there)) => before = Some(std::mem::replace(&mut here, there)),
            Err(fail) => {
                let Some(back) = before.take().filter(|_| goes_on(&fail)) else {
                    return Err(fail);
                };
                told(Err(fail))?;
                here = back;
            }
        }
    }
}

/// Stays at one directory, signed in as the saved session or after asking; where nobody can be, looking only. Where the
/// operator goes next, if anywhere.
async fn visit(settings: &Settings) -> Outcome<Option<Settings>> {
    let directory = desk::directory(settings, settings.access()).await?;
    if !directory.has_bookkeeping().await? {
        let is_foreign = directory.layout().is_foreign();
        directory.close().await;
        let why = directories::unsigned(settings, is_foreign)?;
        let desk = Desk::looking(settings).await?;
        let here = format!(
            "{}. {}.",
            place(settings, &settings.name()?),
            Safe::new(&why)
        );
        return stay(&desk, here).await;
    }
    let caller = match desk::caller(settings, &directory).await {
        Err(fail) if fail.exit() == Exit::SignedOut => None,
        caller => caller?,
    };
    let caller = match caller {
        Some(caller) => caller,
        None => desk::sign_in(settings, &directory).await?,
    };
    run(settings, directory, caller, &settings.name()?).await
}

/// Stays at this directory until the operator leaves.
pub(crate) async fn run(
    settings: &Settings,
    directory: Directory,
    caller: Caller,
    name: &str,
) -> Outcome<Option<Settings>> {
    let desk = Desk::of(settings, directory, caller).await?;
    let read_only = settings.read_only().map_or("", |_| " Read-only.");
    let operator = format!(
        "Operator {}, {}.",
        Safe::new(desk.caller()?.name()),
        desk.role
    );
    let here = format!("{}. {operator}{read_only}", place(settings, name));
    stay(&desk, here).await
}

/// Name and environment.
fn place(settings: &Settings, name: &str) -> String {
    let environment = settings.environment();
    format!("{}, {}", Safe::new(name), Safe::new(environment.label()))
}

async fn stay(desk: &Desk<'_>, here: String) -> Outcome<Option<Settings>> {
    say(&[here])?;
    let next = list::browse(desk).await?;
    desk.directory.close().await;
    Ok(next)
}

/// Says what went wrong and goes on, unless nobody reads any more or the operator has to sign in again.
fn told(done: Outcome) -> Outcome {
    match done {
        Err(fail) if goes_on(&fail) => {
            let report = fail.report(false);
            say(&report.into_iter().collect::<Vec<_>>())
        }
        done => done,
    }
}

fn goes_on(fail: &Fail) -> bool {
    matches!(fail, Fail::Said { exit, .. } if !matches!(exit, Exit::SignedOut | Exit::Interrupted))
}
