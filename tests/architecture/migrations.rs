//! Both engines have the same migrations, and each can be undone but those that only go forward.

use std::collections::BTreeSet;

use crate::source::tracked;

const ENGINES: [&str; 2] = ["migrations/postgres/", "migrations/sqlite/"];

/// The set without ways down.
pub(crate) const FORWARD: &str = "authjs/";

/// `directory/0001_users.up.sql` and the like, for one engine.
fn names<'a>(paths: &[&'a str], engine: &str) -> BTreeSet<&'a str> {
    paths
        .iter()
        .filter_map(|path| path.strip_prefix(engine))
        .filter(|name| name.rsplit('.').next() == Some("sql"))
        .collect()
}

fn check(paths: &[&str]) -> Vec<String> {
    let [postgres, sqlite] = ENGINES.map(|engine| names(paths, engine));
    let missing = |here: &BTreeSet<&str>, there: &BTreeSet<&str>, engine: &str| -> Vec<String> {
        here.difference(there)
            .map(|name| format!("{engine}{name} is missing"))
            .collect()
    };
    let mut wrong = missing(&postgres, &sqlite, ENGINES[1]);
    wrong.extend(missing(&sqlite, &postgres, ENGINES[0]));
    for name in postgres.union(&sqlite) {
        if name.starts_with(FORWARD) {
            continue;
        }
        let twin = match (name.strip_suffix(".up.sql"), name.strip_suffix(".down.sql")) {
            (Some(stem), _) => format!("{stem}.down.sql"),
            (_, Some(stem)) => format!("{stem}.up.sql"),
            _ => "neither up nor down".to_owned(),
        };
        if !postgres.contains(&*twin) && !sqlite.contains(&*twin) {
            wrong.push(format!("{name} has no twin ({twin})"));
        }
    }
    wrong
}

#[test]
fn both_engines_have_the_same_migrations_up_and_down() {
    let files = tracked();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let wrong = check(&paths);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        !names(&paths, ENGINES[0]).is_empty(),
        "no migration was found"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: [&str; 4] = [
        "migrations/postgres/directory/0001_users.up.sql",
        "migrations/postgres/directory/0001_users.down.sql",
        "migrations/sqlite/directory/0001_users.up.sql",
        "migrations/sqlite/directory/0001_users.down.sql",
    ];

    #[test]
    fn a_pair_on_both_engines_is_right() {
        assert_eq!(check(&PAIR), [""; 0]);
    }

    #[test]
    fn a_file_of_one_engine_is_found() {
        assert_eq!(
            check(&PAIR[..3]),
            ["migrations/sqlite/directory/0001_users.down.sql is missing"]
        );
    }

    #[test]
    fn a_change_that_cannot_be_undone_is_found() {
        assert_eq!(
            check(&[PAIR[0], PAIR[2]]),
            ["directory/0001_users.up.sql has no twin (directory/0001_users.down.sql)"]
        );
        assert_eq!(
            check(&["migrations/postgres/a.sql", "migrations/sqlite/a.sql"]).len(),
            1
        );
    }
}
