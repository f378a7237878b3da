//! Every key of `config.toml`, as documentation shows it.

use wardroom_core::layout::AppSettings;

/// The keys and what they mean; `NAME` stands for a name of the reader's choice.
pub(crate) const KEYS: &[(&str, &str)] = &[
    (
        "directory",
        "The directory operated when none is named: one of `[directories]`",
    ),
    ("color", "`auto`, `always` or `never`"),
    ("theme", "`dark`, `light`, `deuteranopia` or `mono`"),
    ("ascii", "`true` draws with ASCII alone"),
    ("mouse", "`true` takes clicks and the wheel"),
    ("live", "`true` loads open screens again by themselves"),
    (
        "keys.VIEW.COMMAND",
        "A key such as `\"ctrl-t\"`, or a list of them; `[]` takes them away. `keys.md` has the names, `?` shows what holds",
    ),
    (
        "secrets.copy",
        "`true` lets secrets shown once be copied by OSC 52; off unless set",
    ),
    (
        "secrets.save",
        "`false` forbids saving secrets shown once into a file",
    ),
    (
        "directories.NAME.url",
        "Where it is: `postgres://…`, `sqlite:PATH` or a `.db` file",
    ),
    (
        "directories.NAME.environment",
        "What row 1 of the console calls it, such as `production`",
    ),
    ("directories.NAME.schema", "Its schema on PostgreSQL"),
    (
        "directories.NAME.operator_key_file",
        "The operators' key ring",
    ),
    (
        "directories.NAME.layout",
        "The layout it must have: `own`, `authjs`, `better-auth` or `supabase`; another one is refused",
    ),
    (
        "directories.NAME.read_only",
        "`true` opens it so that the engine refuses every change",
    ),
    (
        "directories.NAME.app",
        "What its tables do not tell of the application, one key below each",
    ),
];

/// Every key below `[directories.NAME.app]`.
pub(crate) fn app_keys() -> Vec<(String, &'static str)> {
    let tables = [
        (
            "tables.TABLE.table",
            "What the application calls the table usually called `TABLE`",
        ),
        (
            "tables.TABLE.columns.COLUMN",
            "What it calls a column of it, as in `columns = { token = \"tok\" }`",
        ),
    ];
    let own = AppSettings::keys().into_iter();
    own.map(|key| (key.name, key.does))
        .chain(tables)
        .map(|(name, does)| (format!("directories.NAME.app.{name}"), does))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::file::check;

    /// What the reader says it knows, where `text` holds a key it does not.
    fn known(text: &str, line: &str) -> Vec<String> {
        let wrong = check(text).1;
        let said = wrong.iter().find(|w| w.starts_with(line)).unwrap();
        let known = said.split_once("known are ").unwrap().1;
        known.split(", ").map(str::to_owned).collect()
    }

    #[test]
    fn the_page_lists_what_the_reader_knows() {
        let top = known("x = 1", "line 1");
        let listed: Vec<&str> = KEYS
            .iter()
            .map(|(key, _)| key.split('.').next().unwrap())
            .collect();
        assert!(
            top.iter().all(|key| listed.contains(&key.as_str())),
            "{top:?}"
        );
        assert!(
            listed.iter().all(|key| top.iter().any(|k| k == key)),
            "{listed:?}"
        );
        for (table, text) in [
            ("secrets", "[secrets]\nx = 1"),
            ("directories.NAME", "[directories.a]\nx = 1"),
        ] {
            let mut inner = known(text, "line 2");
            inner.sort();
            let prefix = format!("{table}.");
            let mut listed: Vec<&str> = KEYS
                .iter()
                .filter_map(|(key, _)| key.strip_prefix(&prefix))
                .collect();
            listed.sort_unstable();
            assert_eq!(inner, listed, "{table}");
        }
    }

    #[test]
    fn the_page_lists_what_the_reader_knows_of_an_application() {
        let mut known = known("[directories.a.app]\nx = 1", "line 2");
        let listed = app_keys();
        for key in &known {
            let name = format!("directories.NAME.app.{key}");
            assert!(
                listed.iter().any(|(listed, _)| listed.starts_with(&name)),
                "{key}"
            );
        }
        known.retain(|key| key != "tables");
        assert_eq!(listed.len(), known.len() + 2);
    }
}
