//! `docs/retention.md` says what the sweeps are; its table is made from them.

use std::fmt::Write;
use std::path::PathBuf;

use wardroom_core::sweep::{ALL, Sweep, Target};

const BEGIN: &str = "<!-- made from core/src/sweep; `cargo test --test worker` rewrites it -->\n";
const BEGIN_FOREIGN: &str =
    "<!-- made from core/src/sweep/foreign; `cargo test --test worker` rewrites it -->\n";
const END: &str = "<!-- end -->\n";

fn days(of: std::time::Duration) -> u64 {
    of.as_secs() / 86_400
}

fn due(target: &Target, keep: u64) -> String {
    let after = |age: &wardroom_core::sweep::Age| {
        format!("{} d after {}", keep + days(age.grace), age.means)
    };
    target
        .ages
        .iter()
        .map(after)
        .collect::<Vec<_>>()
        .join(", or ")
}

fn section(place: usize, sweep: &Sweep) -> String {
    let Sweep {
        name,
        does,
        reason,
        cron,
        zone,
        ..
    } = sweep;
    let (least, why) = sweep.least;
    let keep = days(sweep.keep);
    let mut text = format!(
        "### {place}. `{name}`\n\n{does} By default at `{cron}` ({zone}); kept {keep} days. {reason} \
        No policy keeps them for less than {}: {why}.\n\n",
        wardroom_core::model::spell_age(least)
    );
    text += "| order | table | a row goes | with it go |\n|---|---|---|---|\n";
    for (order, target) in target_rows(sweep) {
        let along: Vec<&str> = target.along.iter().map(|a| a.table).collect();
        let along = if along.is_empty() {
            "-".to_owned()
        } else {
            along.join(", ")
        };
        let _ = writeln!(
            text,
            "| {order} | {} | {} | {along} |",
            target.table,
            due(target, keep)
        );
    }
    text + "\n"
}

fn target_rows(sweep: &Sweep) -> impl Iterator<Item = (usize, &Target)> {
    (1..).zip(sweep.targets)
}

/// One row of the sweeps of foreign layouts.
fn line((layout, sweep): (&'static str, &'static Sweep)) -> String {
    let keep = days(sweep.keep);
    let due: Vec<String> = sweep.targets.iter().map(|t| due(t, keep)).collect();
    let itself = if sweep.by_default {
        "yes"
    } else {
        "once enabled"
    };
    let least = wardroom_core::model::spell_age(sweep.least.0);
    let (name, does, why) = (sweep.name, sweep.does, sweep.reason);
    format!(
        "| {layout} | `{name}` | {does} | {} | {least} | {itself} | {why} |\n",
        due.join("; ")
    )
}

/// `text` with what stands between the marks as it should be.
#[cfg(test)]
fn renewed(text: &str, begin: &str, made: &str) -> String {
    let (before, rest) = text.split_once(begin).expect("the page has lost its mark");
    let (_, after) = rest.split_once(END).expect("the page has lost its mark");
    format!("{before}{begin}\n{made}{END}{after}")
}

#[test]
fn the_retention_page_names_every_sweep_as_it_is() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/retention.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let own: String = (1..).zip(ALL).map(|(n, sweep)| section(n, sweep)).collect();
    let foreign: String = wardroom_core::sweep::foreign::all().map(line).collect();
    let head = "| layout | sweep | what it does | a row goes | least | by itself | why it stays so long |\n|---|---|---|---|---|---|---|\n";
    let wanted = renewed(&text, BEGIN, &own);
    let wanted = renewed(&wanted, BEGIN_FOREIGN, &format!("{head}{foreign}\n"));
    if wanted != text {
        std::fs::write(&page, &wanted).unwrap();
        panic!("docs/retention.md was stale; it is rewritten: look at it and commit it");
    }
}
