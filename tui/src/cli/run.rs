//! From the command line to an exit code.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use super::args::{Cli, Command, Global};
use super::config::{self, Places};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;
use super::{ask, db, open_console};

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
    let Some(command) = cli.command else {
        return open_console::open(&settings);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    // A task of its own: while it waits for an answer on the terminal, Ctrl-C is still heard here.
    let work = runtime.spawn(async move { dispatch(&settings, command).await });
    let ended = runtime.block_on(async {
        tokio::select! {
            ended = work => ended.unwrap_or_else(|e| Err(Fail::new(Exit::Unexpected, e.to_string()))),
            _ = tokio::signal::ctrl_c() => Err(Fail::new(Exit::Interrupted, "interrupted")),
        }
    });
    ask::restore();
    // A question may still wait on its thread; nobody will answer it.
    runtime.shutdown_background();
    ended
}

async fn dispatch(settings: &Settings, command: Command) -> Outcome {
    match command {
        Command::Db(command) => db::run(settings, command).await,
    }
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
    let out = super::out::Out::new(global.json);
    let answer = serde_json::json!({ "file": path, "wrong": wrong });
    out.one(&answer, |_| {
        let lines = wrong.iter().map(|w| format!("{shown}: {w}"));
        let fine = wrong.is_empty().then(|| format!("{shown}: fine"));
        lines.chain(fine).collect()
    })?;
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Fail::Shown(Exit::Config))
    }
}
