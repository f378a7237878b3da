//! Writes the audit as JSON lines on standard output; the export is itself an entry.

use std::io::Write;

use clap::Args;
use wardroom_core::action::ExportAudit;

use crate::cli::desk::Desk;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::out;
use crate::cli::settings::Settings;

/// What is exported.
#[derive(Args, Debug)]
pub(crate) struct Export {
    /// From this entry on [default: the first]
    #[arg(long, value_name = "ENTRY")]
    from: Option<i64>,
    /// With the personal parts; needs a reason
    #[arg(long)]
    personal: bool,
}

pub(super) async fn run(settings: &Settings, args: Export) -> Outcome {
    let desk = Desk::open(settings).await?;
    let Export { from, personal } = args;
    let done = desk.act(&ExportAudit { from, personal }).await?;
    let mut file = std::io::BufWriter::new(std::io::stdout());
    let exported = desk
        .directory
        .export_audit::<Fail>(&done.outcome, |line| Ok(writeln!(file, "{line}")?))
        .await?;
    file.flush()?;
    out::note(&format!(
        "{} entries; the head is {}, keep it elsewhere",
        exported.entries, exported.head
    ));
    Ok(())
}
