//! From the command line to the end of the process.

use wardroom_core::model::Safe;

use crate::cli::{Cli, Command, Run};
use crate::exit::{Exit, Failure};
use crate::signals::Signals;
use crate::worker::Worker;
use crate::{audit_key, logs, once, open, plan, serve};

/// Does what the command line says and tells how it ended.
pub async fn run(cli: Cli) -> Exit {
    let outcome = match logs::start(&cli.global) {
        Ok(()) => obey(cli).await,
        Err(failure) => Err(failure),
    };
    outcome.unwrap_or_else(|failure| {
        eprintln!("wardroom-worker: {}", Safe::new(&failure.why).as_str());
        failure.exit
    })
}

async fn obey(cli: Cli) -> Result<Exit, Failure> {
    // Before anything is opened: a signal during a slow connect must not be lost.
    let mut signals = Signals::listen()?;
    let stopping = signals.stop();
    let work = async {
        match cli.command.unwrap_or(Command::Run(Run::default())) {
            Command::AuditKey(args) => audit_key::make(&args.file),
            Command::Plan(args) => plan::print(&open::open(&cli.global).await?, &args).await,
            Command::Run(args) => {
                let directory = open::open(&cli.global).await?;
                let worker = Worker::new(directory, stopping, &args)?;
                if args.once {
                    once::run(&worker, &args.sweep).await
                } else {
                    serve::run(worker, args.listen(), args.signing.jwks_listen).await
                }
            }
        }
    };
    tokio::select! {
        outcome = work => outcome,
        () = signals.second() => Ok(Exit::Interrupted),
    }
}
