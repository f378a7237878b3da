//! `wardroom keys`: which versions the operators' key ring holds; never a key.

use serde::Serialize;
use wardroom_core::model::Safe;

use super::fail::Outcome;
use super::settings::Settings;

#[derive(Debug, Serialize)]
struct Version {
    ring: &'static str,
    number: u32,
    newest: bool,
}

/// Lists the versions.
pub(crate) fn run(settings: &Settings) -> Outcome {
    let ring = settings.operator_key()?;
    let versions: Vec<Version> = ring
        .versions()
        .map(|version| Version {
            ring: "operators",
            number: version.0,
            newest: version == ring.newest(),
        })
        .collect();
    settings
        .out
        .list(&["RING", "VERSION", "USED FOR"], &versions, |v| {
            let used = if v.newest { "new and old" } else { "old" };
            vec![
                Safe::new(v.ring),
                Safe::new(&format!("v{}", v.number)),
                Safe::new(used),
            ]
        })
}
