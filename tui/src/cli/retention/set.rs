//! Changes a sweep's policy: what would then be due is counted first, and shown with the question.

use clap::Args;
use wardroom_core::Error;
use wardroom_core::action::SetPolicy;
use wardroom_core::model::{parse_age, spell_age};
use wardroom_core::sweep::{self, Wish};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::progress::Progress;

/// A sweep and its policy from now on.
#[derive(Args, Debug)]
pub(crate) struct Set {
    /// Which sweep
    name: String,
    #[command(flatten)]
    terms: Terms,
}

/// What is to be different; what is not given stays.
#[derive(Args, Debug)]
#[group(required = true, multiple = true)]
struct Terms {
    /// How long a row stays after it has stopped counting: 90m, 12h, 30d, 6mo or 2y
    #[arg(long, value_name = "AGE")]
    keep: Option<String>,
    /// When it runs: minute hour day month weekday
    #[arg(long, value_name = "CRON")]
    schedule: Option<String>,
    /// The time zone of the schedule
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Let it run by itself
    #[arg(long, conflicts_with = "disable")]
    enable: bool,
    /// Do not let it run by itself
    #[arg(long)]
    disable: bool,
}

impl Terms {
    fn wish(self) -> Outcome<Wish> {
        let keep = self.keep.as_deref().map(parse_age).transpose();
        Ok(Wish {
            keep: keep.map_err(|why| Error::invalid("keep", why))?,
            cron: self.schedule,
            zone: self.zone,
            enabled: (self.enable || self.disable).then_some(self.enable),
        })
    }
}

pub(super) async fn run(desk: &Desk<'_>, set: Set) -> Outcome {
    carry_out(desk, &set.name, &set.terms.wish()?).await
}

pub(super) async fn carry_out(desk: &Desk<'_>, sweep: &str, wish: &Wish) -> Outcome {
    let sweep = sweep::find(&desk.directory, sweep)?;
    let progress = Progress::spinner(desk.settings, "counting");
    let change = sweep::change(&desk.directory, sweep, wish).await;
    progress.clear();
    let action = SetPolicy { change: change? };
    desk.carry_out(&action, |set| {
        let after = &set.after;
        let keep = spell_age(after.keep());
        let runs = if after.enabled {
            format!("runs at `{}` ({})", after.cron, after.zone)
        } else {
            "does not run by itself".to_owned()
        };
        format!("{} keeps rows for {keep} and {runs}", set.sweep)
    })
    .await
}
