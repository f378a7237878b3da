//! `wardroom attach`: what another library's database is, what can be done in it, what stands against it; and, when
//! confirmed, Wardroom's own tables beside its.

mod beside;
mod confirm;
mod look;
mod profile;
mod report;

use clap::Args;

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::init::First;
use super::settings::Settings;

/// Which database, and whether to attach to it.
#[derive(Args, Debug)]
pub(crate) struct Attach {
    /// The application's database [default: the configured directory]
    url: Option<String>,
    /// Add Wardroom's own tables beside the application's, and the first operator
    #[arg(long)]
    confirm: bool,
    /// The application's schema tool leaves tables named `wardroom_*` alone (SQLite)
    #[arg(long, requires = "confirm")]
    tables_excluded: bool,
    #[command(flatten)]
    first: First,
}

/// Reports, or attaches; a report changes nothing.
pub(crate) async fn run(settings: &Settings, args: Attach) -> Outcome {
    let settings = &settings.at_url(args.url.as_deref());
    let report = look::at(settings).await?;
    if args.confirm {
        refused(&report)?;
        return confirm::run(settings, &report, &args).await;
    }
    settings.out.one(&report, report::people)?;
    refused(&report)
}

/// The first of what stands in the way, as the error it is.
fn refused(report: &look::Report) -> Outcome {
    let Some(first) = report.obstacles.first() else {
        return Ok(());
    };
    let more = match report.obstacles.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more; `wardroom attach` lists them)"),
    };
    Err(Fail::new(
        Exit::Unsupported,
        format!("{}{more}", first.says),
    ))
}
