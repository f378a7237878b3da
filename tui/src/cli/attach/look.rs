//! Looks at a database through a connection that cannot write, and gathers what a report says of it.

use serde::Serialize;
use wardroom_core::action;
use wardroom_core::db::{Access, Db, Target, connect};
use wardroom_core::layout::{Layout, Obstacle, Recognised, SchemaTool};
use wardroom_core::store::Parts;
use wardroom_core::{Directory, sweep};

use super::beside;
use super::profile::{self, Unsaid};
use crate::cli::db;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

/// One table and what it is here.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    pub(super) what: &'static str,
    pub(super) name: String,
}

/// One column of instants.
#[derive(Debug, Serialize)]
pub(super) struct Time {
    pub(super) column: String,
    pub(super) spelled: String,
}

/// One action, or why it cannot be done.
#[derive(Debug, Serialize)]
pub(super) struct Deed {
    pub(super) verb: &'static str,
    pub(super) does: &'static str,
    pub(super) can: bool,
    pub(super) why_not: Option<String>,
}

/// One sweep, or why it does not run.
#[derive(Debug, Serialize)]
pub(super) struct Swept {
    pub(super) sweep: &'static str,
    pub(super) does: &'static str,
    /// Whether it runs unless a policy says otherwise.
    pub(super) runs: bool,
    pub(super) why_not: Option<&'static str>,
}

/// What a report says.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) database: String,
    pub(super) layout: &'static str,
    pub(super) title: &'static str,
    pub(super) attached: bool,
    pub(super) ids: &'static str,
    pub(super) tables: Vec<Found>,
    pub(super) times: Vec<Time>,
    pub(super) actions: Vec<Deed>,
    pub(super) sweeps: Vec<Swept>,
    /// What cannot be known from the database, and the key of the profile that says it.
    pub(super) unsaid: Vec<Unsaid>,
    pub(super) profile: String,
    pub(super) cautions: Vec<String>,
    pub(super) obstacles: Vec<Obstacle>,
    /// What has changed the application's schema before, as far as it left a trace.
    pub(super) tools: Vec<SchemaTool>,
    /// What keeps schema tools away from Wardroom's own tables.
    pub(super) schema_settings: Vec<String>,
}

/// Looks at the configured database; anything but another library's directory is refused.
pub(super) async fn at(settings: &Settings) -> Outcome<Report> {
    let target = settings.target()?;
    let progress = Progress::spinner(settings, "looking");
    let on = connect(&target, Access::Read, 2).await?;
    let seen = seen(settings, &target, &on).await;
    on.close().await;
    progress.clear();
    seen
}

async fn seen(settings: &Settings, target: &Target, on: &Db) -> Outcome<Report> {
    let (app, schema) = (settings.app()?, settings.schema());
    let layout = Layout::found(on, schema, &app).await?;
    let Some(found) = layout.recognised().cloned() else {
        return Err(not_foreign(settings, target, on).await?);
    };
    settings.check_layout(&layout)?;
    let obstacles = found.obstacles(on).await?;
    let mut cautions = found.cautions();
    cautions.extend(found.unindexed(on).await?);
    let tools = SchemaTool::found(on).await?;
    let attached = db::is_attached(settings, target).await?;
    let actions = actions(&layout, &found.unpermitted(on).await?);
    let directory = Directory::new(on, layout, schema, Parts::of(&app));
    Ok(Report {
        database: target.to_string(),
        layout: found.name(),
        title: found.title(),
        attached,
        ids: found.ids().word(),
        tables: tables(&found),
        times: times(&found),
        actions,
        sweeps: sweeps(&directory),
        unsaid: profile::unsaid(&found),
        profile: profile::toml(settings, target, &found),
        cautions,
        obstacles,
        schema_settings: beside::settings_of(&settings.place(target), &tools).await?,
        tools,
    })
}

async fn not_foreign(settings: &Settings, target: &Target, on: &Db) -> Outcome<Fail> {
    if Layout::is_own_in(on, settings.schema()).await? {
        let why = format!(
            "{target} is a directory of Wardroom's own; there is nothing to attach, use it as it is"
        );
        return Ok(Fail::new(Exit::Unsupported, why));
    }
    let unlike = Layout::unlike(on, settings.schema(), &settings.app()?).await?;
    let why = format!(
        "{target}: {unlike}. Where its tables or columns were renamed, say so in the profile; \
         `docs/layouts.md` has the names"
    );
    Ok(Fail::new(Exit::Unsupported, why))
}

fn tables(found: &Recognised) -> Vec<Found> {
    let all = found.found_tables().into_iter();
    all.map(|(what, name)| Found { what, name }).collect()
}

fn times(found: &Recognised) -> Vec<Time> {
    let of = |(column, spelling): &(String, wardroom_core::layout::Spelling)| Time {
        column: column.clone(),
        spelled: spelling.says(),
    };
    found.times().iter().map(of).collect()
}

/// What is not borne, and what is but the role may not.
fn actions(layout: &Layout, unpermitted: &[(&str, String)]) -> Vec<Deed> {
    let about = action::ALL.iter().filter(|spec| spec.is_about_users());
    about
        .map(|spec| {
            let not_permitted = unpermitted.iter().find(|(verb, _)| *verb == spec.verb);
            let not_borne = layout.refusal(spec.verb).map(str::to_owned);
            let why_not = not_borne.or_else(|| Some(not_permitted?.1.clone()));
            Deed {
                verb: spec.verb,
                does: spec.does,
                can: why_not.is_none(),
                why_not,
            }
        })
        .collect()
}

fn sweeps(directory: &Directory) -> Vec<Swept> {
    let app = directory.layout().app();
    let runs = sweep::of(directory).into_iter().map(|s| Swept {
        sweep: s.name,
        does: s.does,
        runs: s.runs_unasked(&app),
        why_not: None,
    });
    let withheld = sweep::withheld(directory).into_iter();
    let withheld = withheld.map(|(s, why)| Swept {
        sweep: s.name,
        does: s.does,
        runs: false,
        why_not: Some(why),
    });
    runs.chain(withheld).collect()
}
