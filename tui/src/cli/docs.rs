//! The commands as one page, made from the command line itself and checked in as `docs/commands.md`.

use std::fmt::Write;

use clap::{Command, CommandFactory};

use super::args::Cli;
use super::exit::Exit;

const OPENING: &str = "# Commands

Made from the program; a test rewrites it when it is stale. With `--json` an answer is one object, or one object per line
for a list; an error is one object on standard error: `{\"error\":{\"code\":\"not_found\",\"message\":\"…\"}}`. An action
answers `{\"outcome\":{…},\"remains\":[…],\"audit\":17}`: what was done, what is still possible, its entry in the audit.
Fields may be added, never renamed. On a terminal a list is an aligned table; in a pipe it is tab-separated without heads.
";

/// The page.
pub fn markdown() -> String {
    let mut page = OPENING.to_owned();
    let mut root = Cli::command().term_width(100);
    root.build();
    section(&mut page, "For every command");
    for arg in root.get_arguments().filter(|a| a.is_global_set()) {
        line(&mut page, arg);
    }
    for command in root.get_subcommands() {
        command_page(&mut page, "wardroom", command);
    }
    section(&mut page, "Exit codes");
    page.push_str("| code | JSON | means |\n|---|---|---|\n");
    for exit in Exit::ALL {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            page,
            "| {} | `{}` | {} |",
            exit.code(),
            exit.word(),
            exit.means()
        );
    }
    page
}

fn command_page(page: &mut String, before: &str, command: &Command) {
    if command.get_name() == "help" || command.is_hide_set() {
        return;
    }
    let name = format!("{before} {}", command.get_name());
    if command.has_subcommands() {
        for inner in command.get_subcommands() {
            command_page(page, &name, inner);
        }
        return;
    }
    section(page, &name);
    let about = command.get_about().map(ToString::to_string);
    let _ = writeln!(page, "{}.\n", about.unwrap_or_default());
    let own = command.get_arguments().filter(|a| !a.is_global_set());
    own.filter(|a| a.get_id() != "help")
        .for_each(|arg| line(page, arg));
    if let Some(examples) = command.get_after_help() {
        let _ = writeln!(page, "\n```\n{examples}\n```");
    }
}

fn section(page: &mut String, title: &str) {
    let _ = writeln!(page, "\n## {title}\n");
}

fn line(page: &mut String, arg: &clap::Arg) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let named = arg.to_string();
    let named = named.trim();
    let variable = arg
        .get_env()
        .map(|name| format!(" (or `{}`)", name.display()));
    let _ = writeln!(page, "- `{named}`: {help}{}", variable.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use wardroom_core::action::ALL;

    use super::*;

    #[test]
    fn every_action_is_a_command_of_its_verb() {
        let mut root = Cli::command();
        root.build();
        for spec in ALL {
            let mut at = &root;
            for word in spec.verb.split(' ') {
                if let Some(flag) = word.strip_prefix("--") {
                    let known = at.get_arguments().any(|a| a.get_long() == Some(flag));
                    assert!(known, "`{}`: no flag --{flag}", spec.verb);
                } else {
                    at = at
                        .find_subcommand(word)
                        .unwrap_or_else(|| panic!("no command `{}`", spec.verb));
                }
            }
        }
    }

    #[test]
    fn every_command_has_an_example() {
        fn check(before: &str, command: &Command) {
            let name = format!("{before} {}", command.get_name());
            for inner in command.get_subcommands().filter(|c| c.get_name() != "help") {
                check(&name, inner);
            }
            assert!(
                command.has_subcommands()
                    || command.is_hide_set()
                    || command.get_after_help().is_some(),
                "{name} has no example"
            );
        }
        check("", &Cli::command());
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
