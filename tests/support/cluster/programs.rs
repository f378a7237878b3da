//! Finds PostgreSQL's programs and runs them as a user PostgreSQL accepts: it refuses root.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// Says where to look, newest version first, when `WARDROOM_TEST_PG_BIN` does not.
const FOLDERS: &[(&str, &str, &str)] = &[
    // (parent, the version's folder starts with, below it)
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/local", "pgsql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
];

/// The path of one of PostgreSQL's programs, such as `pg_dump`; panics in one line when there is no PostgreSQL.
pub fn program(name: &str) -> PathBuf {
    static BIN: OnceLock<Option<PathBuf>> = OnceLock::new();
    BIN.get_or_init(find).as_ref().map_or_else(
        || panic!("PostgreSQL is missing: `tests/run` installs it, or set WARDROOM_TEST_PG_BIN to the folder of `initdb`"),
        |bin| bin.join(name),
    )
}

/// A command that runs `program` as the user `postgres` when we are root, as ourselves otherwise.
pub(super) fn unprivileged(program: &Path) -> Command {
    if !rustix::process::geteuid().is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args([
            "--reuid=postgres",
            "--regid=postgres",
            "--clear-groups",
            "--",
        ])
        .arg(program);
    command
}

fn find() -> Option<PathBuf> {
    if let Some(bin) = env::var_os("WARDROOM_TEST_PG_BIN") {
        return Some(PathBuf::from(bin)).filter(|bin| complete(bin));
    }
    let installed = FOLDERS
        .iter()
        .flat_map(|(parent, start, below)| versions(Path::new(parent), start, below));
    let path = env::var_os("PATH").unwrap_or_default();
    installed
        .chain(env::split_paths(&path))
        .find(|bin| complete(bin))
}

/// Debian puts `initdb` only beside `postgres`; a folder with the client alone is of no use.
fn complete(bin: &Path) -> bool {
    ["initdb", "postgres", "pg_dump"]
        .iter()
        .all(|name| bin.join(name).is_file())
}

fn versions(parent: &Path, start: &str, below: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| name_of(path).starts_with(start))
        .collect();
    found.sort_by_key(|path| std::cmp::Reverse(number_in(&name_of(path))));
    found.into_iter().map(|path| path.join(below)).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(OsStr::to_string_lossy)
        .unwrap_or_default()
        .into_owned()
}

fn number_in(name: &str) -> u32 {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let parent = tempfile::tempdir().unwrap();
        for version in ["9", "15", "17"] {
            fs::create_dir_all(parent.path().join(version)).unwrap();
        }
        let names: Vec<String> = versions(parent.path(), "", "")
            .iter()
            .map(|p| name_of(p))
            .collect();
        assert_eq!(names, ["17", "15", "9"]);
    }

    #[test]
    fn a_folder_without_initdb_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("postgres"), "").unwrap();
        assert!(!complete(folder.path()));
    }
}
