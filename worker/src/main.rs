//! The `wardroom-worker` binary.

use std::process::ExitCode;

use clap::Parser;
use wardroom_worker::{cli::Cli, run};

fn main() -> anyhow::Result<ExitCode> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let exit = runtime.block_on(run::run(cli));
    // Nothing is waited for: what had to be finished is, and after a second signal nothing is.
    runtime.shutdown_background();
    Ok(ExitCode::from(exit.code()))
}
