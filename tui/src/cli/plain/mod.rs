//! The console in lines, words and numbers, for screen readers, pipes and dumb terminals: no alternate screen, nothing
//! drawn. It reads the same directory as the screens and does the same actions, each by the steps a command takes.

mod actions;
mod line;
mod list;
mod retention;
mod sentences;
mod sessions;
mod timeline;
mod user;

use wardroom_core::Directory;
use wardroom_core::model::{Caller, Safe};

use self::line::{Step, say};
use super::desk::{self, Desk};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// Opens the configured directory, signed in as the saved session or after asking, and stays until the operator leaves.
pub(crate) async fn open(settings: &Settings) -> Outcome {
    let directory = desk::directory(settings, settings.access()).await?;
    let caller = match desk::caller(settings, &directory).await {
        Err(fail) if fail.exit() == Exit::SignedOut => None,
        caller => caller?,
    };
    let caller = match caller {
        Some(caller) => caller,
        None => desk::sign_in(settings, &directory).await?,
    };
    let name = settings.name()?;
    run(settings, directory, caller, &name).await
}

/// Stays at this directory until the operator leaves.
pub(crate) async fn run(
    settings: &Settings,
    directory: Directory,
    caller: Caller,
    name: &str,
) -> Outcome {
    let desk = Desk::of(settings, directory, caller).await?;
    let environment = settings.environment();
    let read_only = settings.read_only().map_or("", |_| " Read-only.");
    say(&[format!(
        "{}, {}. Operator {}, {}.{read_only}",
        Safe::new(name),
        Safe::new(environment.label()),
        Safe::new(desk.caller()?.name()),
        desk.role
    )])?;
    list::browse(&desk).await?;
    desk.directory.close().await;
    Ok(())
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
