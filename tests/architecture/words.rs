//! Words that belong to one place: SQL, colours, machine paths, waiting.

use crate::source::{Finding, Source, assert_clean, tracked};

/// A word of the code, where it is forbidden, and where it is welcome all the same.
struct Rule {
    word: &'static str,
    within: &'static [&'static str],
    except: &'static [&'static str],
    why: &'static str,
}

const CODE: &[Rule] = &[
    Rule {
        word: "sqlx",
        within: &["tui/src/", "worker/src/"],
        except: &[],
        why: "only core holds SQL",
    },
    Rule {
        word: "AssertSqlSafe",
        within: &["core/src/", "tui/src/", "worker/src/"],
        except: &["core/src/db/", "core/src/layout/"],
        why: "text becomes SQL in core/src/db alone",
    },
    Rule {
        word: "Color",
        within: &["tui/src/"],
        except: &["tui/src/console/theme/", "tui/src/console/theme.rs"],
        why: "colours come from the theme",
    },
];

/// How a statement begins; SQL is written in capitals here.
const STATEMENTS: &[&str] = &["SELECT ", "INSERT INTO ", "DELETE FROM ", "UPDATE "];
const NO_SQL: &[&str] = &["tui/src/", "worker/src/"];
// Spelled in two halves, so that this file does not find itself.
const MACHINES: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
];

fn begins(path: &str, with: &[&str]) -> bool {
    with.iter().any(|start| path.starts_with(start))
}

fn has_word(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(inside) && !line[at + word.len()..].starts_with(inside)
    })
}

fn lines_where(text: &str, wrong: impl Fn(&str) -> bool) -> Vec<usize> {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| wrong(line))
        .map(|(_, number)| number)
        .collect()
}

fn misplaced_words(source: &Source) -> Vec<Finding> {
    let code = source.code();
    let rules = CODE
        .iter()
        .filter(|r| begins(&source.path, r.within) && !begins(&source.path, r.except));
    let found = |r: &Rule| -> Vec<Finding> {
        let lines = lines_where(&code, |line| has_word(line, r.word));
        lines
            .into_iter()
            .map(|line| source.finding(line, format!("`{}`: {}", r.word, r.why)))
            .collect()
    };
    rules.flat_map(found).collect()
}

fn sql_outside_core(source: &Source) -> Vec<Finding> {
    if !begins(&source.path, NO_SQL) {
        return Vec::new();
    }
    let statement = |line: &str| {
        STATEMENTS
            .iter()
            .any(|start| has_word(line, start.trim_end()) && line.contains(start))
    };
    let lines = lines_where(&source.literals(), statement);
    lines
        .into_iter()
        .map(|line| source.finding(line, "SQL: only core holds it"))
        .collect()
}

fn waiting_updates(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("tui/src/console/") {
        return Vec::new();
    }
    let own_file = source.path.ends_with("/update.rs");
    let waits =
        |line: &str| line.contains("async fn update") || own_file && line.contains(".await");
    lines_where(&source.code(), waits)
        .into_iter()
        .map(|line| source.finding(line, "`update` never waits"))
        .collect()
}

fn machine_paths(source: &Source) -> Vec<Finding> {
    let lines = lines_where(&source.text, |line| {
        MACHINES.iter().any(|path| line.contains(path))
    });
    lines
        .into_iter()
        .map(|line| source.finding(line, "a path of somebody's machine"))
        .collect()
}

fn everywhere(check: fn(&Source) -> Vec<Finding>) {
    let findings: Vec<Finding> = tracked().iter().flat_map(check).collect();
    assert_clean(&findings);
}

#[test]
fn words_stay_in_their_rooms() {
    everywhere(misplaced_words);
}

#[test]
fn only_core_holds_sql() {
    everywhere(sql_outside_core);
}

#[test]
fn the_consoles_update_never_waits() {
    everywhere(waiting_updates);
}

#[test]
fn no_file_knows_a_machine() {
    everywhere(machine_paths);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(check: fn(&Source) -> Vec<Finding>, path: &str, text: &str) -> Vec<usize> {
        check(&Source::new(path, text))
            .iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn a_colour_outside_the_theme_is_found() {
        let text = "// Color\nuse ratatui::style::{Color, Style};\nlet a = ColorChoice::Auto;";
        assert_eq!(
            lines(misplaced_words, "tui/src/console/frame.rs", text),
            [2]
        );
        assert_eq!(
            lines(misplaced_words, "tui/src/console/theme/mod.rs", text),
            [0; 0]
        );
        assert_eq!(
            lines(misplaced_words, "core/src/model/mod.rs", text),
            [0; 0]
        );
    }

    #[test]
    fn an_asserted_statement_outside_db_is_found() {
        let text = "sqlx::query(AssertSqlSafe(text))";
        assert_eq!(lines(misplaced_words, "core/src/store/users.rs", text), [1]);
        assert_eq!(lines(misplaced_words, "core/src/db/text.rs", text), [0; 0]);
        assert_eq!(lines(misplaced_words, "tui/src/main.rs", text), [1, 1]);
    }

    #[test]
    fn sql_outside_core_is_found() {
        let text = "// SELECT a FROM b\nlet a = \"\nSELECT 1\";\nlet b = \"RESELECT 1, select a user\";\nlet c = r#\"DELETE FROM x\"#;";
        assert_eq!(lines(sql_outside_core, "tui/src/main.rs", text), [3, 5]);
        assert_eq!(
            lines(sql_outside_core, "core/src/store/users.rs", text),
            [0; 0]
        );
    }

    #[test]
    fn an_update_that_waits_is_found() {
        let text = "pub async fn update() {\n    load().await;\n}";
        assert_eq!(
            lines(waiting_updates, "tui/src/console/users/update.rs", text),
            [1, 2]
        );
        assert_eq!(
            lines(waiting_updates, "tui/src/console/driver.rs", text),
            [1]
        );
        assert_eq!(
            lines(waiting_updates, "tui/src/command/update.rs", text),
            [0; 0]
        );
    }

    #[test]
    fn a_machine_path_is_found_in_any_file() {
        let text = format!("fine\ncd {}project", MACHINES[0]);
        assert_eq!(lines(machine_paths, "README.md", &text), [2]);
    }
}
