//! What attached directories bear, as one page, made from the layouts themselves and checked in as `docs/layouts.md`.

use std::fmt::Write;

use wardroom_core::action;
use wardroom_core::layout::{AppSettings, Known, NeededRight, Verdict};
use wardroom_core::sweep;

const OPENING: &str = "# Layouts

Made from the layouts; a test rewrites it when it is stale. `wardroom attach URL` says the same of one database, with what
is really there. A layout is recognised by columns, not by names of tables; case and underscores do not matter, so that
the camel case of a library and the snake case of Drizzle are one layout. Applications' tables are never altered.
";

const TIMES: &str = "
## Times

A column's spelling is decided for that column alone: by its type on PostgreSQL, by what it holds on SQLite.

| engine | column | read as |
|---|---|---|
| PostgreSQL | `timestamp with time zone` | an instant |
| PostgreSQL | `timestamp` | the wall clock of `time_zone` in the profile, UTC unless set |
| PostgreSQL | `bigint`, `integer` | milliseconds since 1970 |
| SQLite | text | `2026-11-27T18:30:22.273Z`, or `2026-11-27T18:30:22.273+00:00` as Prisma writes it, and nothing else |
| SQLite | integer | milliseconds since 1970 |

A database is not attached to where a column mixes spellings, holds one time that cannot be read, or has a newest
`created_at` or `updated_at` that lies ahead of the database's clock: its `timestamp` is then another zone's. A zone that
lies behind UTC cannot be told from an application nobody used lately, so set it wherever there is a plain `timestamp`.
";

const UNSAID: &str = "
## What no database tells

Keys of `[directories.NAME.app]`; `wardroom attach` writes a profile with those that matter to paste.

| key | of | what it says |
|---|---|---|
";

const REFUSED: &str = "
## What is refused

`wardroom attach` ends with one sentence and changes nothing where row-level security hides rows from the role, the role
lacks the right to read a table or a right that an action needs (the tables above), times cannot be read, the version of the schema is not known, two tables
could be the one that is looked for, or no layout is recognised: it then names the nearest one and the columns it lacks.

Until `--confirm`, the console and the commands that read open such a directory through a connection that cannot write,
signed in as nobody, with personal data masked. `--confirm` adds the schema `wardroom`, or tables named `wardroom_*` in
a SQLite file, and nothing else; `wardroom detach` takes them away again.

## Schema tools

`drizzle-kit push` and `prisma db push` drop tables they do not know. On PostgreSQL they do not look into the schema
`wardroom`. In a SQLite file they find ours: drizzle-kit drops them unasked with `--force`; Prisma stops at a table that
holds rows unless told `--accept-data-loss`. `wardroom attach` prints what keeps each of them away: `tablesFilter:
[\"!wardroom_*\"]` in `drizzle.config.ts`, and in `prisma.config.ts` (from Prisma 6.13 on) `tables: { external: [...] }` with
every name, as Prisma takes no pattern. `wardroom attach --confirm` asks for `--tables-excluded` there.
";

const FOURTH: &str = "
## A fourth layout

One file in `core/src/layout` (or a folder, where it grows), one line in `KNOWN` of `core/src/layout/foreign/mod.rs`, and
a `mod` line. Readings tell its rows in our words, and every screen and command
reads those; a change that is not written is refused. What follows is a layout that can be looked at and end sessions
(`core/src/layout/example.rs`, which only the tests know):

```rust
";

/// The file itself: a test of core holds it.
const EXAMPLE: &str = include_str!("../../../core/src/layout/example.rs");

const FOURTH_AFTER: &str = "```

Then: scenes over its tables in `tests/support/foreign`, and, where its expired rows pile up, a sweep in
`core/src/sweep/foreign`.
";

/// The page.
pub fn layouts() -> String {
    let known = Known::all();
    let mut page = OPENING.to_owned();
    matrix(&mut page, &known);
    for layout in &known {
        tables(&mut page, *layout);
    }
    page.push_str(TIMES);
    page.push_str(UNSAID);
    for key in AppSettings::keys() {
        let of: Vec<&str> = known
            .iter()
            .filter(|layout| layout.has_key(key.name))
            .map(|layout| layout.title())
            .collect();
        let of = if of.len() == known.len() {
            "all".to_owned()
        } else {
            of.join(", ")
        };
        line(
            &mut page,
            &[format!("`{}`", key.name), of, key.does.to_owned()],
        );
    }
    page.push_str(REFUSED);
    page.push_str(FOURTH);
    page.push_str(EXAMPLE);
    page.push_str(FOURTH_AFTER);
    page
}

/// Which layout bears which action. A reason is given once, below the table, by its number.
fn matrix(page: &mut String, known: &[Known]) {
    page.push_str("\n## What can be done\n\nA number stands for the reason below.\n\n");
    let mut reasons: Vec<&'static str> = Vec::new();
    let mut heads = vec!["action".to_owned()];
    heads.extend(known.iter().map(|layout| layout.title().to_owned()));
    line(page, &heads);
    page.push_str(&"|---".repeat(heads.len()));
    page.push_str("|\n");
    for spec in action::ALL.iter().filter(|spec| spec.is_about_users()) {
        let mut cells = vec![format!("`{}`", spec.verb)];
        for layout in known {
            cells.push(match layout.verdict(spec.verb) {
                Verdict::Yes => "yes".to_owned(),
                Verdict::No(why) => format!("no ({})", numbers(&mut reasons, &[why])),
                Verdict::Unless(whys) => {
                    format!("yes, but not where ({})", numbers(&mut reasons, &whys))
                }
            });
        }
        line(page, &cells);
    }
    page.push('\n');
    for (at, why) in reasons.iter().enumerate() {
        // Writing to a `String` cannot fail.
        let _ = writeln!(page, "{}. {why}", at + 1);
    }
}

fn numbers(reasons: &mut Vec<&'static str>, whys: &[&'static str]) -> String {
    let mut number = |why: &&'static str| {
        let known = reasons.iter().position(|known| known == why);
        let at = known.unwrap_or_else(|| {
            reasons.push(why);
            reasons.len() - 1
        });
        (at + 1).to_string()
    };
    whys.iter().map(&mut number).collect::<Vec<_>>().join(", ")
}

fn tables(page: &mut String, layout: Known) {
    let _ = writeln!(
        page,
        "\n## {}\n\nIts name in a profile is `{}`.\n",
        layout.title(),
        layout.name()
    );
    page.push_str("| table | told by | read as |\n|---|---|---|\n");
    for table in layout.tables() {
        let may = if table.must { "" } else { ", if there" };
        let list = |names: &[&str]| match names {
            [] => "-".to_owned(),
            names => names
                .iter()
                .map(|n| format!("`{n}`"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let cells = [
            format!("`{}`{may}", table.name),
            list(&table.told_by),
            list(&table.reads_as),
        ];
        line(page, &cells);
    }
    rights(page, layout);
    indexed(page, layout);
    let sweeps: Vec<_> = sweep::foreign::all()
        .filter(|(name, _)| *name == layout.name())
        .collect();
    if sweeps.is_empty() {
        return;
    }
    page.push_str("\nThe worker can remove:\n\n");
    for (_, sweep) in sweeps {
        let opt = if sweep.by_default {
            ""
        } else {
            " (off unless turned on)"
        };
        let _ = writeln!(page, "- `{}`: {}{opt}", sweep.name, sweep.does);
    }
}

/// What reads a whole table where the application has no index, each column in a line.
fn indexed(page: &mut String, layout: Known) {
    let indexed = layout.indexed();
    if indexed.is_empty() {
        return;
    }
    page.push_str(
        "\nThe whole table is read where no index begins with the column (`wardroom attach` says so; only its owner may add one):\n\n",
    );
    for (column, what) in indexed {
        let _ = writeln!(page, "- `{column}`, {what}");
    }
}

/// What a role needs on PostgreSQL besides reading, each action in a line.
fn rights(page: &mut String, layout: Known) {
    page.push_str("\nOn PostgreSQL the role needs to read those tables (SELECT), and for\n\n");
    let needs = layout.needs();
    for needs in needs.chunk_by(|a, b| a.verb == b.verb) {
        let on = |needs: &[NeededRight]| {
            let rights: Vec<&str> = needs.iter().map(|n| n.right).collect();
            format!("{} on `{}`", rights.join(", "), needs[0].table)
        };
        let all: Vec<String> = needs.chunk_by(|a, b| a.table == b.table).map(on).collect();
        let _ = writeln!(page, "- `{}`: {}", needs[0].verb, all.join("; "));
    }
}

fn line(page: &mut String, cells: &[String]) {
    let _ = writeln!(page, "| {} |", cells.join(" | "));
}
