//! `wardroom demo-fill`, which `wardroom demo` calls: the generator in a process of its own, since the memory it needed
//! would stay with the console for as long as that runs.

use std::io::{copy, sink, stdin};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use clap::Args;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Set, State, status};
use wardroom_core::db::{PoolSize, Target};
use wardroom_core::transfer::{Plan, generate};

use super::db;
use super::demo::open;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::progress::Progress;
use super::settings::Settings;

/// How often the console asks whether the generator is done.
const LOOK: Duration = Duration::from_millis(20);

/// What is generated.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Fill {
    /// How many users
    #[arg(long)]
    pub(crate) users: u64,
    /// Another directory for another number
    #[arg(long)]
    pub(crate) seed: u64,
}

/// Fills the database for the process at the other end of standard input, and ends when that one does.
pub(crate) async fn run(settings: &Settings, fill: Fill) -> Outcome {
    let asker = tokio::task::spawn_blocking(|| copy(&mut stdin().lock(), &mut sink()));
    let target = settings.target()?;
    tokio::select! {
        done = fill.here(settings, &target) => done,
        _ = asker => Err(Fail::Shown(Exit::Interrupted)),
    }
}

impl Fill {
    /// Migrates and fills an empty database; anything else is refused.
    async fn here(self, settings: &Settings, target: &Target) -> Outcome {
        let directory = open(settings, target, PoolSize::large(2)).await?;
        let applied = status(&settings.place(target), Set::Directory).await?;
        if applied.iter().any(|s| s.state != State::Pending) {
            let why = format!("{target} is not empty; the demo fills only an empty database");
            return Err(Fail::new(Exit::Conflict, why));
        }
        db::raise(settings, target, &Set::NEEDED).await?;
        let plan = Plan {
            users: self.users,
            seed: self.seed,
            now: SystemClock.now(),
        };
        let progress = Progress::of(settings, self.users, "making users");
        generate(&directory, &plan, |done, _| progress.at(done)).await?;
        progress.clear();
        directory.close().await;
        Ok(())
    }

    /// The same in a process of its own, which says itself what goes wrong.
    pub(crate) async fn apart(self, settings: &Settings, target: &Target) -> Outcome {
        let mut generator = Generator(self.command(settings, target)?.spawn()?);
        let ended = loop {
            match generator.0.try_wait()? {
                Some(ended) => break ended,
                None => tokio::time::sleep(LOOK).await,
            }
        };
        if ended.success() {
            return Ok(());
        }
        let exit = Exit::ALL
            .iter()
            .find(|exit| Some(i32::from(exit.code())) == ended.code());
        Err(match exit {
            Some(exit) => Fail::Shown(*exit),
            None => Fail::new(Exit::Unexpected, format!("the generator ended: {ended}")),
        })
    }

    fn command(self, settings: &Settings, target: &Target) -> Outcome<Command> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["demo-fill", "--schema", settings.schema()])
            .args(["--users", &self.users.to_string()])
            .args(["--seed", &self.seed.to_string()])
            .args(settings.global.json.then_some("--json"))
            .args(settings.wants_plain().then_some("--plain"))
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        if let Some(file) = &settings.global.config {
            command.arg("--config").arg(file);
        }
        // Ctrl-C is for the console to answer, once.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        // Not on the command line, which everybody can read: it may hold a password.
        let database = settings.global.database.clone();
        command.env(
            "WARDROOM_DATABASE",
            database.unwrap_or_else(|| target.to_string()),
        );
        Ok(command)
    }
}

/// The generating process; nobody waits for what it makes once this is dropped.
struct Generator(Child);

impl Drop for Generator {
    fn drop(&mut self) {
        // Waited for: until it is gone it may write into the folder that is cleared away next.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
