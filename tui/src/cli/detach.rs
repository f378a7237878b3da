//! `wardroom detach`: takes Wardroom's own tables out of another library's database, without a trace in its own.

use serde_json::json;
use wardroom_core::action::{Action, Detach, perform, preview};
use wardroom_core::db::Target;
use wardroom_core::db::migrate::{self, Set};

use super::act::explained;
use super::ask;
use super::db;
use super::desk::{self, Desk};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::out;
use super::settings::Settings;
use wardroom_core::store::AuditFilter;

/// Asks, records, removes, and gives the last entry away: the audit goes too.
pub(crate) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let desk = Desk::open(settings).await?;
    if desk.signed.is_none() {
        desk.directory.close().await;
        return tidy(settings, &target).await;
    }
    let name = called(settings, &target.to_string());
    let seen = preview(&desk.directory, &Detach);
    let consent = |settings: &Settings| ask::typed(settings, &name);
    let given = desk.agree_by(&Detach::SPEC, true, seen, consent).await?;
    let done = perform(&desk.directory, desk.caller()?, &given, &Detach).await;
    let done = done.map_err(explained)?;
    let last = AuditFilter {
        verb: Some(Detach::SPEC.verb.to_owned()),
        ..AuditFilter::default()
    };
    let last = desk.directory.audit(&last, None, 1).await?.rows.pop();
    // A connection that still reads them would hold the tables.
    desk.directory.close().await;
    migrate::remove(&settings.place(&target), Set::Bookkeeping).await?;
    desk::saved(settings)?.remove()?;
    let answer =
        json!({ "detached": target.to_string(), "outcome": done.outcome, "last_entry": last });
    if !settings.global.json {
        let entry = serde_json::to_string(&last).unwrap_or_default();
        out::note(&format!("the last entry of the audit: {entry}"));
    }
    settings.out.one(&answer, |_| {
        vec![
            format!("Detached from {target}: Wardroom's own tables are gone, the application's are as they were."),
            format!(
                "  {} operators, {} audit entries, {} policies went with them",
                done.outcome.operators, done.outcome.audit_entries, done.outcome.policies
            ),
        ]
    })
}

/// Takes away what a detaching that was cut off may have left. Nobody signed in for it, so no row goes with it.
async fn tidy(settings: &Settings, target: &Target) -> Outcome {
    settings.may_change()?;
    if db::is_attached(settings, target).await? {
        let why = format!(
            "Wardroom's own tables are only in part at {target}; `wardroom attach --confirm` makes the others, then detach"
        );
        return Err(Fail::new(Exit::Unsupported, why));
    }
    migrate::remove(&settings.place(target), Set::Bookkeeping).await?;
    desk::saved(settings)?.remove()?;
    let answer = json!({ "detached": target.to_string(), "outcome": null, "last_entry": null });
    settings.out.one(&answer, |_| {
        vec![format!(
            "Wardroom is not attached to {target}: nothing of its own is there, and no session is kept here."
        )]
    })
}

/// What the person types: the profile's name, else the database's own.
fn called(settings: &Settings, shown: &str) -> String {
    if let Some(name) = &settings.global.directory {
        return name.clone();
    }
    let path = shown.split('?').next().unwrap_or(shown);
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
