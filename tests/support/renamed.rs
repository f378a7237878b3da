//! The test layout: the own directory's tables under other names, with integer ids and millisecond times.
//! Its DDL is the own migrations' text rewritten, so a column added there is here too.

use std::path::Path;

use wardroom_core::db::{Engine, Table};
use wardroom_core::layout::{Layout, Spelling};
use wardroom_core::model::IdKind;

/// The schema of its tables on PostgreSQL.
pub const SCHEMA: &str = "crew quarters";

/// Logical and physical names.
type Columns = &'static [(&'static str, &'static str)];

/// Logical table, its name here, and the columns spelled otherwise. Mixed case and spaces need the quotes.
const RENAMED: [(&str, &str, Columns); 7] = [
    (
        "user",
        "Account",
        &[
            ("email_normalized", "emailKey"),
            ("status", "account state"),
            ("last_sign_in_at", "lastSeen"),
            ("created_at", "bornAt"),
        ],
    ),
    (
        "session",
        "device_session",
        &[("user_id", "accountId"), ("expires_at", "validUntil")],
    ),
    (
        "refresh_token",
        "Refresh Token",
        &[("session_id", "deviceId")],
    ),
    (
        "totp_factor",
        "authenticator",
        &[("confirmed_at", "provedAt")],
    ),
    ("code_set", "rescue_set", &[("state", "phase")]),
    (
        "event",
        "journal",
        &[("at", "happenedAt"), ("user_id", "who")],
    ),
    (
        "mail",
        "letter",
        &[("state", "posting"), ("user_id", "addressee")],
    ),
];

/// The layout that describes it.
pub fn layout() -> Layout {
    let tables: Vec<Table> = RENAMED
        .iter()
        .map(|(name, physical, columns)| Table {
            name,
            physical: (*physical).to_owned(),
            columns: columns
                .iter()
                .map(|(logical, spelled)| (*logical, (*spelled).to_owned()))
                .collect(),
        })
        .collect();
    Layout::renamed(IdKind::Integer, Spelling::Millis, &tables)
}

/// The statements that make its tables on `engine`.
pub fn ddl(engine: Engine) -> String {
    let folder = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../migrations")
        .join(folder)
        .join("directory");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".up.sql"))
        .collect();
    files.sort();
    let mut text = match engine {
        Engine::Sqlite => String::new(),
        Engine::Postgres => format!("CREATE SCHEMA \"{SCHEMA}\";\n"),
    };
    for file in files {
        text.push_str(&rewrite(&std::fs::read_to_string(file).unwrap(), engine));
        text.push('\n');
    }
    text
}

fn rewrite(file: &str, engine: Engine) -> String {
    let own = Layout::own();
    let code: Vec<&str> = file
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .collect();
    let code = code.join("\n");
    let statements = code.split(';').map(|statement| {
        let table = own
            .tables()
            .iter()
            .find(|t| is_about(statement, &t.physical));
        let renamed = table.and_then(|t| RENAMED.iter().find(|r| r.0 == t.name));
        let columns = renamed.map_or(&[][..], |r| r.2);
        words(statement, |word| {
            let column = columns.iter().find(|(logical, _)| *logical == word);
            column.map(|(_, spelled)| format!("\"{spelled}\""))
        })
    });
    let mut text = statements.collect::<Vec<_>>().join(";");
    for table in own.tables() {
        let spelled = RENAMED.iter().find(|r| r.0 == table.name);
        let spelled = spelled.map_or(table.physical.as_str(), |r| r.1);
        text = text.replace(
            &format!("{{d}}{} ", table.physical),
            &format!("{{d}}\"{spelled}\" "),
        );
    }
    let (schema, id) = match engine {
        Engine::Sqlite => (String::new(), "INTEGER"),
        Engine::Postgres => (format!("\"{SCHEMA}\"."), "BIGINT"),
    };
    text.replace("{d}", &schema)
        .replace("{id}", id)
        .replace("TIMESTAMPTZ", "BIGINT")
}

/// Whether a statement makes this table, or an index on it.
fn is_about(statement: &str, physical: &str) -> bool {
    let starts = |with: &str| statement.contains(&format!("{with} {{d}}{physical} "));
    starts("CREATE TABLE")
        || starts("ON") && !statement.contains("CREATE TABLE")
        || starts("INSERT INTO")
}

/// The text with some of its bare words replaced.
fn words(text: &str, replaced: impl Fn(&str) -> Option<String>) -> String {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        out.push_str(&replaced(word).unwrap_or_else(|| word.to_owned()));
        let next = rest[end..].find(inside).map_or(rest.len(), |at| end + at);
        out.push_str(&rest[end..next]);
        rest = &rest[next..];
    }
    out
}
