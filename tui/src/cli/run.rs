//! From the command line to an exit code.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use wardroom_core::model::Safe;

use super::args::{Cli, Command, Global};
use super::config::{self, Places};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::open_console::Visit;
use super::settings::Settings;
use super::{
    api_keys, ask, attach, audit, backup_codes, completions, db, demo, demo_fill, detach,
    directories, doctor, factors, identities, init, invitations, key_ring, keys, login, logout,
    open_console, operators, passkeys, plain, recovery_codes, retention, sessions, users, whoami,
};

/// How long an interrupted command may take to clear away what it made.
const CLEAR_AWAY: Duration = Duration::from_millis(500);

/// Runs what the command line asks for and says how it ended.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        // Help and version are answers, not errors; a closed pipe is none either.
        Err(e) => {
            let _ = e.print();
            return ExitCode::from(u8::try_from(e.exit_code()).unwrap_or(Exit::Usage.code()));
        }
    };
    let as_json = cli.global.json;
    let Err(fail) = start(cli) else {
        return ExitCode::SUCCESS;
    };
    if let Some(report) = fail.report(as_json) {
        let _ = writeln!(std::io::stderr().lock(), "{report}");
    }
    ExitCode::from(fail.exit().code())
}

fn start(cli: Cli) -> Outcome {
    if cli.check_config {
        return check_config(&cli.global);
    }
    let settings = Settings::new(cli.global)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let settings = Arc::new(settings);
    // A task of its own: while it waits for an answer on the terminal, Ctrl-C is still heard here.
    let mut work = runtime.spawn({
        let settings = Arc::clone(&settings);
        async move {
            let is_to_create = cli.command.as_ref().is_some_and(Command::creates);
            match dispatch(&settings, cli.command).await {
                Err(fail) if !is_to_create => Err(told_of_pending(&settings, fail).await),
                done => done,
            }
        }
    });
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = &mut work => ended.unwrap_or_else(|e| Err(Fail::new(Exit::Unexpected, e.to_string()))),
            _ = tokio::signal::ctrl_c() => {
                ask::restore();
                work.abort();
                // So that it clears away what it made; where it waits for an answer it cannot, and has made nothing.
                let _ = tokio::time::timeout(CLEAR_AWAY, work).await;
                Err(Fail::new(Exit::Interrupted, "interrupted"))
            }
        }
    });
    ask::restore();
    let ended = match ended {
        Ok(Some(visit)) => runtime.block_on(visit.run(&settings)),
        ended => ended.map(drop),
    };
    // A question may still wait on its thread; nobody will answer it.
    runtime.shutdown_background();
    ended
}

/// A statement that fails because its table is not there yet is no riddle: the schema is behind.
async fn told_of_pending(settings: &Settings, fail: Fail) -> Fail {
    if fail.exit() != Exit::Database {
        return fail;
    }
    if let Ok(Some(why)) = directories::not_attached(settings).await {
        return Fail::new(Exit::ReadOnly, why);
    }
    if let Ok(target) = settings.target()
        && let Ok(Some(behind)) = db::behind(settings, &target, None).await
    {
        return behind;
    }
    fail
}

/// Does what is asked; what ends in the console comes back as a visit to it.
async fn dispatch(settings: &Settings, command: Option<Command>) -> Outcome<Option<Visit>> {
    let Some(command) = command else {
        if settings.wants_plain() {
            return plain::open(&settings.plain()).await.map(|()| None);
        }
        return open_console::prepare(settings).await.map(Some);
    };
    if command.migrates() {
        settings.may_change()?;
    }
    match command {
        Command::Init(args) => init::run(settings, args).await?,
        Command::Attach(args) => attach::run(settings, args).await?,
        Command::Detach => detach::run(settings).await?,
        Command::Login(args) => login::run(settings, args).await?,
        Command::Logout => logout::run(settings).await?,
        Command::Whoami => whoami::run(settings).await?,
        Command::Users(command) => users::run(settings, command).await?,
        Command::Sessions(command) => sessions::run(settings, command).await?,
        Command::Factors(command) => factors::run(settings, command).await?,
        Command::RecoveryCodes(command) => recovery_codes::run(settings, command).await?,
        Command::BackupCodes(command) => backup_codes::run(settings, command).await?,
        Command::Passkeys(command) => passkeys::run(settings, command).await?,
        Command::Identities(command) => identities::run(settings, command).await?,
        Command::ApiKeys(command) => api_keys::run(settings, command).await?,
        Command::Invitations(command) => invitations::run(settings, command).await?,
        Command::Audit(command) => audit::run(settings, command).await?,
        Command::Retention(command) => retention::run(settings, command).await?,
        Command::Operators(command) => operators::run(settings, command).await?,
        Command::Db(command) => db::run(settings, command).await?,
        Command::Doctor => doctor::run(settings).await?,
        Command::Demo(args) => return demo::run(settings, args).await,
        Command::DemoFill(fill) => demo_fill::run(settings, fill).await?,
        Command::Keys => keys::run(settings)?,
        Command::KeyRing(command) => key_ring::run(settings, command).await?,
        Command::Completions(args) => completions::run(&args)?,
    }
    Ok(None)
}

fn check_config(global: &Global) -> Outcome {
    let path = match &global.config {
        Some(path) => path.clone(),
        None => Places::find()?.config_file(),
    };
    let shown = path.display();
    let text = std::fs::read_to_string(&path).map_err(|e| {
        Fail::new(
            Exit::Config,
            format!("{shown}: cannot be read: {}", e.kind()),
        )
    })?;
    let (_, wrong) = config::check(&text);
    let out = super::out::Out::new(global.json, global.plain);
    let answer = serde_json::json!({ "file": path, "wrong": wrong });
    out.one(&answer, |_| {
        let lines = wrong
            .iter()
            .map(|w| Safe::new(&format!("{shown}: {w}")).to_string());
        let fine = wrong.is_empty().then(|| format!("{shown}: fine"));
        lines.chain(fine).collect()
    })?;
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Fail::Shown(Exit::Config))
    }
}
