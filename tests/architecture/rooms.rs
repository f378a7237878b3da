//! Rooms of `core/src` use only rooms before them; siblings never use each other.

use crate::source::{Finding, Source, assert_clean, rust_in};

/// Anyone may use these; they may use the words of the model.
const SHARED: &[&str] = &["error", "clock", "ids", "entropy"];
/// The one error type wraps what these rooms answer.
const WRAPPED: &[&str] = &["model", "crypto", "db"];
/// Innermost first.
const ROOMS: &[&str] = &["model", "crypto", "db", "layout", "store"];
/// Outermost; none uses another.
const SIBLINGS: &[&str] = &["flow", "action", "sweep", "job", "transfer"];

fn known(name: &str) -> bool {
    [SHARED, ROOMS, SIBLINGS]
        .iter()
        .any(|names| names.contains(&name))
}

fn may_use(from: &str, to: &str) -> bool {
    let place = |name: &str| ROOMS.iter().position(|room| *room == name);
    if from == to || SHARED.contains(&to) {
        return true;
    }
    if from == "error" {
        return WRAPPED.contains(&to);
    }
    match (place(from), place(to)) {
        (Some(outer), Some(inner)) => inner < outer,
        (None, Some(inner)) => SIBLINGS.contains(&from) || inner == 0,
        (_, None) => false,
    }
}

/// The module path of a file: `core/src/db/tx.rs` is `["db", "tx"]`.
fn modules(path: &str) -> Vec<&str> {
    let inner = path.trim_start_matches("core/src/").trim_end_matches(".rs");
    let parts: Vec<&str> = inner.split('/').collect();
    match parts.as_slice() {
        ["lib"] => Vec::new(),
        [folders @ .., "mod"] => folders.to_vec(),
        all => all.to_vec(),
    }
}

/// The top-level modules a file names, with their lines: `crate::a`, `crate::{a, b::c}`, `super::super::a`.
fn uses(source: &Source) -> Vec<(usize, String)> {
    let code = source.code();
    let depth = modules(&source.path).len();
    let chain = "super::".repeat(depth);
    let mut found = names_after(&code, "crate::");
    if depth > 0 {
        found.extend(names_after(&code, &chain));
    }
    found
}

fn names_after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let whole = |at: &usize| {
        !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ':')
    };
    let starts = code.match_indices(prefix).map(|(at, _)| at).filter(whole);
    starts
        .flat_map(|at| {
            let rest = &code[at + prefix.len()..];
            heads(rest)
                .into_iter()
                .map(move |(offset, name)| (line_of(code, at + prefix.len() + offset), name))
        })
        .collect()
}

/// The first name of each branch of `a::b` or of `{a::b, c::{d, e}}`.
fn heads(rest: &str) -> Vec<(usize, String)> {
    let name_at = |at: usize| -> (usize, String) {
        (
            at,
            rest[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect(),
        )
    };
    if !rest.starts_with('{') {
        return vec![name_at(0)];
    }
    let (mut depth, mut fresh, mut found) = (0, false, Vec::new());
    for (at, c) in rest.char_indices() {
        match c {
            '{' => (depth, fresh) = (depth + 1, depth == 0),
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            _ if fresh && !c.is_whitespace() => {
                found.push(name_at(at));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn check(source: &Source) -> Vec<Finding> {
    let path = modules(&source.path);
    let Some(room) = path.first() else {
        return Vec::new();
    };
    if !known(room) {
        return vec![source.finding(
            1,
            format!("`{room}` is no room of the house: give it a place in the table"),
        )];
    }
    let wrong = uses(source)
        .into_iter()
        .filter(|(_, used)| known(used) && !may_use(room, used));
    wrong
        .map(|(line, used)| source.finding(line, format!("`{room}` may not use `{used}`")))
        .collect()
}

#[test]
fn every_room_uses_only_the_rooms_before_it() {
    let findings: Vec<Finding> = rust_in("core/src/").iter().flat_map(check).collect();
    assert_clean(&findings);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(path: &str, text: &str) -> Vec<String> {
        check(&Source::new(path, text))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn an_inner_room_may_not_use_an_outer_one() {
        let text = "//! Db.\nuse crate::model::Safe;\nuse crate::store::users;\n";
        assert_eq!(
            broken("core/src/db/tx.rs", text),
            ["core/src/db/tx.rs:3: `db` may not use `store`"]
        );
        assert_eq!(
            broken("core/src/store/users.rs", "use crate::db::Tx;"),
            [""; 0]
        );
    }

    #[test]
    fn siblings_do_not_meet() {
        let text = "use crate::{\n    db::{Db, sweep},\n    flow::sign_in,\n};";
        assert_eq!(
            broken("core/src/action/end.rs", text),
            ["core/src/action/end.rs:3: `action` may not use `flow`"]
        );
    }

    #[test]
    fn a_path_in_the_middle_of_code_counts_and_a_comment_does_not() {
        let text = "/// See [`crate::store::x`].\nfn f() { crate::job::run() }";
        assert_eq!(
            broken("core/src/model/mod.rs", text),
            ["core/src/model/mod.rs:2: `model` may not use `job`"]
        );
    }

    #[test]
    fn the_way_up_is_no_way_around() {
        assert_eq!(
            broken("core/src/db/tx.rs", "use super::super::store::x;").len(),
            1
        );
        assert_eq!(
            broken("core/src/db/mod.rs", "use super::store::x;").len(),
            1
        );
        assert_eq!(broken("core/src/db/tx.rs", "use super::store;"), [""; 0]);
    }

    #[test]
    fn everyone_uses_the_shared_words_and_they_use_little() {
        assert_eq!(
            broken("core/src/model/mod.rs", "use crate::clock::Clock;"),
            [""; 0]
        );
        assert_eq!(
            broken("core/src/ids.rs", "use crate::model::Safe;"),
            [""; 0]
        );
        assert_eq!(broken("core/src/ids.rs", "use crate::db::Db;").len(), 1);
        assert_eq!(
            broken("core/src/error.rs", "use crate::db::ConnectError;"),
            [""; 0]
        );
        assert_eq!(
            broken("core/src/error.rs", "use crate::store::Page;").len(),
            1
        );
    }

    #[test]
    fn a_new_room_needs_a_place() {
        assert_eq!(broken("core/src/attic.rs", "").len(), 1);
        assert_eq!(broken("core/src/lib.rs", "pub mod store;"), [""; 0]);
    }
}
