//! `plan`: what a run would remove now, as a table or as JSON lines.

use std::io::{self, Write};

use wardroom_core::Directory;
use wardroom_core::sweep::{self, Plan, PlannedTarget};

use crate::cli;
use crate::exit::{Exit, Failure};
use crate::once::find;

/// Prints the plan of the sweeps asked for.
pub(crate) async fn print(directory: &Directory, args: &cli::Plan) -> Result<Exit, Failure> {
    let wanted = if args.sweep.is_empty() {
        sweep::of(directory)
    } else {
        find(directory, &args.sweep)?
    };
    let mut out = Vec::new();
    if !args.json {
        out.push(line(
            "sweep",
            "table",
            "due",
            "along",
            "oldest",
            "past policy",
        ));
    }
    for sweep in wanted {
        let plan = sweep::plan(directory, sweep, None).await?;
        if args.json {
            let json = serde_json::to_string(&plan)
                .map_err(|e| Failure::new(Exit::Unexpected, e.to_string()))?;
            out.push(json);
        } else {
            out.extend(plan.tables.iter().map(|table| row(&plan, table)));
        }
    }
    if !args.json {
        out.push("nothing was changed".to_owned());
    }
    let text = out.join("\n") + "\n";
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads has seen enough, as `head` does.
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Exit::Unexpected, e.to_string()))
        }
        _ => Ok(Exit::Done),
    }
}

fn row(plan: &Plan, table: &PlannedTarget) -> String {
    let along: Vec<String> = table
        .along
        .iter()
        .map(|(name, rows)| format!("{rows} {name}"))
        .collect();
    let oldest = table.oldest.map_or("-".to_owned(), |at| at.to_string());
    let lag = table.lag_seconds.map_or("-".to_owned(), age);
    let along = if along.is_empty() {
        "-".to_owned()
    } else {
        along.join(", ")
    };
    let due = table.rows.to_string();
    line(plan.sweep, table.table, &due, &along, &oldest, &lag)
}

fn line(sweep: &str, table: &str, due: &str, along: &str, oldest: &str, lag: &str) -> String {
    format!("{sweep:<16} {table:<15} {due:>10}  {along:<22} {oldest:<28} {lag}")
        .trim_end()
        .to_owned()
}

/// Seconds in the largest unit that is at least one.
fn age(seconds: i64) -> String {
    const UNITS: [(i64, &str); 3] = [(86_400, "d"), (3_600, "h"), (60, "min")];
    UNITS
        .iter()
        .find(|(size, _)| seconds >= *size)
        .map_or(format!("{seconds} s"), |(size, unit)| {
            format!("{} {unit}", seconds / size)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_largest_unit() {
        let told = [0, 59, 60, 7_199, 86_400].map(age);
        assert_eq!(told, ["0 s", "59 s", "1 min", "1 h", "1 d"]);
    }
}
