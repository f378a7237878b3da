//! Attaches: the bookkeeping and nothing else, then the first operator as `wardroom init` makes one.

use wardroom_core::db::Engine;
use wardroom_core::db::migrate::Set;

use super::Attach;
use super::look::Report;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;
use crate::cli::{db, init, out};

pub(super) async fn run(settings: &Settings, report: &Report, args: &Attach) -> Outcome {
    settings.may_change()?;
    let target = settings.target()?;
    if target.engine() == Engine::Sqlite && !args.tables_excluded {
        for line in &report.schema_settings {
            out::note(line);
        }
        let why = "this file is the application's own, and a schema tool that does not know Wardroom's tables drops \
                   them; set what is said above, then confirm with --tables-excluded";
        return Err(Fail::new(Exit::Invalid, why));
    }
    let raised = db::raise(settings, &target, &Set::ATTACHED).await?;
    init::first_operator(settings, &args.first, &raised, Vec::new()).await
}
