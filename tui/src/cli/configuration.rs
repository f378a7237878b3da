//! Every setting as one page, made from where each is read and checked in as `docs/configuration.md`.

use std::collections::BTreeMap;
use std::fmt::Write;

use clap::{Command, CommandFactory};
use wardroom_core::flow::Settings;

use super::args::Cli;
use super::config::{KEYS, app_keys};

const OPENING: &str = "# Configuration

Made from the programs; a test rewrites it when it is stale. A value that cannot be used stops the program with one line
that names the setting. Durations are a number and `s`, `m`, `h` or `d`.

## Applications

What `Settings::read` of `core/src/flow/settings.rs` takes from the environment. The worker reads the same ones for mail.

| variable | default | what it means |
|---|---|---|
";

const FILE: &str = "
## `config.toml`

Read by `wardroom`; `--config FILE` names another one. `wardroom --check-config` reports every key that is not known,
with its line.

| key | what it means |
|---|---|
";

const WORKER: &str = "
The worker has no file: what `[directories.NAME.app]` says is given to it as `--app KEY=VALUE`, once for each key, or in
`WARDROOM_APP` with `;` between them, such as `time_zone=Europe/Zurich;tables.session.table=app_sessions`.
";

/// Variables that hold a secret's text, read apart from the command line.
const APART: &[(&str, &str)] = &[
    (
        "WARDROOM_KEYS",
        "The text of the directory's key ring, where a file would be in the way (worker)",
    ),
    (
        "WARDROOM_OPERATOR_KEY",
        "The text of the operators' key ring, where a file would be in the way",
    ),
    ("WARDROOM_TOKEN", "A service token, for automation"),
    ("NO_COLOR", "Set to anything: no colours (no-color.org)"),
];

/// The page; `worker` is the worker's command line.
pub fn configuration(worker: &Command) -> String {
    let mut page = OPENING.to_owned();
    for setting in Settings::described() {
        let default = match setting.default.as_str() {
            "" => "none".to_owned(),
            text => format!("`{text}`"),
        };
        row(
            &mut page,
            &[&format!("`{}`", setting.name), &default, setting.does],
        );
    }
    page.push_str("\n## Programs\n\n| variable | what it means |\n|---|---|\n");
    let mut variables = BTreeMap::new();
    collect(&Cli::command(), &mut variables);
    collect(worker, &mut variables);
    for (name, help) in APART {
        variables
            .entry((*name).to_owned())
            .or_insert_with(|| (*help).to_owned());
    }
    for (name, help) in variables {
        row(&mut page, &[&format!("`{name}`"), &help]);
    }
    page.push_str(FILE);
    for (key, does) in KEYS {
        row(&mut page, &[&format!("`{key}`"), does]);
    }
    for (key, does) in app_keys() {
        row(&mut page, &[&format!("`{key}`"), does]);
    }
    page.push_str(WORKER);
    page
}

/// The variables a command line reads, with the help of their arguments.
fn collect(command: &Command, found: &mut BTreeMap<String, String>) {
    for arg in command.get_arguments() {
        if let Some(name) = arg.get_env() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            found
                .entry(name.to_string_lossy().into_owned())
                .or_insert(help);
        }
    }
    command
        .get_subcommands()
        .for_each(|inner| collect(inner, found));
}

fn row(page: &mut String, cells: &[&str]) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}
