//! Compares the live schema with what the migrations make, and names every departure.

use wardroom_core::db::migrate::{self, Departure, Difference, Verified};
use wardroom_core::model::Safe;

use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::settings::Settings;

pub(super) async fn run(settings: &Settings) -> Outcome {
    let target = settings.target()?;
    let verified = migrate::verify(&settings.place(&target)).await?;
    settings.out.one(&verified, people)?;
    if verified.differences.is_empty() {
        Ok(())
    } else {
        Err(Fail::Shown(Exit::SchemaDiffers))
    }
}

fn people(verified: &Verified) -> Vec<String> {
    let mut lines: Vec<String> = verified.differences.iter().map(difference).collect();
    let sets = match verified.sets.as_slice() {
        [] => "no set is applied".to_owned(),
        sets => sets.join(" and "),
    };
    lines.push(match verified.differences.len() {
        0 => format!("● {sets}: {} objects, all as expected", verified.objects),
        n => format!(
            "▲ {sets}: {} objects, {n} not as expected",
            verified.objects
        ),
    });
    lines
}

fn difference(difference: &Difference) -> String {
    let object = Safe::new(&difference.object);
    let shown = |text: &Option<String>| Safe::new(text.as_deref().unwrap_or_default());
    match difference.departure {
        Departure::Missing => format!("▲ {object} is missing"),
        Departure::Unexpected => {
            format!(
                "▲ {object} should not be there: {}",
                shown(&difference.found)
            )
        }
        Departure::Changed => format!(
            "▲ {object} is changed\n    expected  {}\n    found     {}",
            shown(&difference.expected),
            shown(&difference.found)
        ),
    }
}
