//! The report for people: what is there, what can be done, what cannot be known, what stands in the way.

use wardroom_core::model::Safe;

use super::look::{Deed, Report, Swept, Time};

/// Its lines.
pub(super) fn people(report: &Report) -> Vec<String> {
    let mut lines = vec![
        format!("{} at {}", report.title, report.database),
        format!("ids are {}", report.ids),
    ];
    let tables = report
        .tables
        .iter()
        .map(|t| (t.what.to_owned(), t.name.clone()));
    section(&mut lines, "Tables", tables);
    section(&mut lines, "Times", times(&report.times).into_iter());
    section(&mut lines, "Actions", report.actions.iter().map(action));
    section(&mut lines, "Sweeps", report.sweeps.iter().map(sweep));
    let unsaid = report
        .unsaid
        .iter()
        .map(|u| (u.key.to_owned(), u.says.to_owned()));
    section(
        &mut lines,
        "Not in the database; the profile says it",
        unsaid,
    );
    lines.push(String::new());
    lines.push("Schema tools, which may drop tables they do not know".to_owned());
    lines.extend(
        report
            .schema_settings
            .iter()
            .map(|line| format!("  {line}")),
    );
    sentences(&mut lines, "To know", &report.cautions);
    let obstacles: Vec<String> = report.obstacles.iter().map(|o| o.says.clone()).collect();
    sentences(&mut lines, "In the way", &obstacles);
    lines.push(String::new());
    lines.push("For the configuration:".to_owned());
    lines.push(String::new());
    lines.extend(report.profile.lines().map(str::to_owned));
    lines.push(String::new());
    lines.push(next(report));
    // A tab of somebody's table name must not move a column; a line is safe as a whole.
    lines
        .iter()
        .map(|line| Safe::new(line).to_string())
        .collect()
}

fn next(report: &Report) -> String {
    if report.attached {
        return "It is attached already; nothing was changed.".to_owned();
    }
    if !report.obstacles.is_empty() {
        return "Nothing was changed. It cannot be attached to as it is.".to_owned();
    }
    "Nothing was changed. `wardroom attach --confirm` adds Wardroom's own tables beside these; until then \
     the console and the commands read, masked, and change nothing."
        .to_owned()
}

/// The columns that differ by name, then all the others in one line.
fn times(all: &[Time]) -> Vec<(String, String)> {
    let count = |one: &Time| all.iter().filter(|t| t.spelled == one.spelled).count();
    let Some(usual) = all.iter().max_by_key(|time| count(time)) else {
        return Vec::new();
    };
    let differ = all.iter().filter(|time| time.spelled != usual.spelled);
    let mut pairs: Vec<_> = differ
        .map(|t| (t.column.clone(), t.spelled.clone()))
        .collect();
    let others = match pairs.len() {
        0 => format!("all {} columns", all.len()),
        differing => format!("the other {}", all.len() - differing),
    };
    pairs.push((others, usual.spelled.clone()));
    pairs
}

fn action(verb: &Deed) -> (String, String) {
    let says = match &verb.why_not {
        None => "can".to_owned(),
        Some(why) => format!("cannot: {why}"),
    };
    (verb.verb.to_owned(), says)
}

fn sweep(sweep: &Swept) -> (String, String) {
    let says = match (sweep.why_not, sweep.runs) {
        (Some(why), _) => format!("does not run: {why}"),
        (None, true) => format!("runs: {}", sweep.does),
        (None, false) => format!(
            "off unless `wardroom retention set` turns it on: {}",
            sweep.does
        ),
    };
    (sweep.sweep.to_owned(), says)
}

/// A titled list with its second column aligned.
fn section(lines: &mut Vec<String>, title: &str, pairs: impl Iterator<Item = (String, String)>) {
    let pairs: Vec<_> = pairs.collect();
    let Some(widest) = pairs.iter().map(|(name, _)| Safe::new(name).width()).max() else {
        return;
    };
    lines.push(String::new());
    lines.push(title.to_owned());
    for (name, says) in pairs {
        let gap = " ".repeat(widest - Safe::new(&name).width() + 2);
        lines.push(format!("  {name}{gap}{says}"));
    }
}

fn sentences(lines: &mut Vec<String>, title: &str, all: &[String]) {
    if all.is_empty() {
        return;
    }
    lines.push(String::new());
    lines.push(title.to_owned());
    lines.extend(all.iter().map(|says| format!("  ▲ {says}")));
}
