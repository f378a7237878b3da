//! Lists the audit; its personal parts are for the export alone.

use clap::Args;
use wardroom_core::Error;
use wardroom_core::model::{AuditEntry, Safe};
use wardroom_core::store::AuditFilter;

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::out;
use crate::cli::settings::Settings;

const HEADS: [&str; 6] = ["ENTRY", "AT", "WHO", "VERB", "OUTCOME", "TARGET"];

/// What is listed.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// What was done to this user, by address or id
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// What this operator did, by name
    #[arg(long, value_name = "NAME")]
    operator: Option<String>,
    /// One verb, as the command is spelled
    #[arg(long, value_name = "VERB")]
    verb: Option<String>,
    /// Only entries before this one
    #[arg(long, value_name = "ENTRY")]
    before: Option<i64>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub(super) async fn run(settings: &Settings, args: List) -> Outcome {
    let desk = Desk::open(settings).await?;
    let mut filter = AuditFilter {
        verb: args.verb,
        ..AuditFilter::default()
    };
    if let Some(named) = &args.user {
        filter.target = Some(("user", desk.user(named).await?.id.to_string()));
    }
    if let Some(name) = &args.operator {
        let found = desk.directory.operator(name).await?;
        let operator = found.ok_or_else(|| Error::not_found("operator", name))?;
        filter.actor = Some(operator.id.to_string());
    }
    let page = desk
        .directory
        .audit(&filter, args.before, args.limit)
        .await?;
    settings.out.list(&HEADS, &page.rows, row)?;
    if let Some(before) = page.next {
        out::note(&format!("there are more; give --before {before}"));
    }
    Ok(())
}

fn row(entry: &AuditEntry) -> Vec<Safe> {
    let target = match (&entry.target_kind, &entry.target_id) {
        (Some(kind), Some(id)) => format!("{kind} {id}"),
        _ => "-".to_owned(),
    };
    vec![
        Safe::new(&entry.seq.to_string()),
        Safe::new(&entry.at.to_string()),
        Safe::new(&entry.actor_name),
        Safe::new(&entry.verb),
        Safe::new(entry.outcome.word()),
        Safe::new(&target),
    ]
}
