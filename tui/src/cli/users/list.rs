//! Lists users page by page: a million of them never stand in memory.

use clap::{Args, ValueEnum};
use serde::Serialize;
use wardroom_core::Error;
use wardroom_core::model::{Safe, Standing, Ts, UserFilter, UserLine, UserSort};

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::out;
use crate::cli::settings::Settings;

const PAGE: usize = 500;
const HEADS: [&str; 6] = [
    "ADDRESS",
    "NAME",
    "STATUS",
    "2FA",
    "SESSIONS",
    "LAST SIGN-IN",
];

/// What is listed.
#[derive(Args, Debug)]
pub(crate) struct List {
    /// Terms that narrow the list
    terms: Vec<String>,
    /// The order
    #[arg(long, value_enum, default_value = "created")]
    sort: Sort,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// All of them
    #[arg(long, conflicts_with = "limit")]
    all: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    /// Newest account first
    Created,
    /// Last seen first
    Seen,
    /// By address
    Email,
}

/// A user of the list, as JSON shows it.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    line: UserLine,
    standing: Standing,
    second_factors: &'static str,
    masked: bool,
}

pub(super) async fn run(settings: &Settings, args: List) -> Outcome {
    let desk = Desk::open(settings).await?;
    let now = desk.directory.now();
    let filter = UserFilter::parse(&args.terms.join(" "), now)
        .map_err(|bad| Error::invalid("filter", format!("{}: {}", bad.term, bad.why)))?;
    let mut left = if args.all { usize::MAX } else { args.limit };
    let (mut cursor, mut heads) = (None, &HEADS[..]);
    loop {
        let page = left.min(PAGE);
        let found = desk
            .directory
            .users(&filter, order(&args), cursor.as_ref(), page)
            .await?;
        left -= found.rows.len().min(left);
        let rows: Vec<Listed> = found
            .rows
            .into_iter()
            .map(|l| listed(&desk, l, now))
            .collect();
        settings.out.list(heads, &rows, row)?;
        heads = &[];
        cursor = found.next;
        if cursor.is_none() {
            return Ok(());
        }
        if left == 0 {
            out::note("there are more; give --limit N or --all");
            return Ok(());
        }
    }
}

fn order(args: &List) -> UserSort {
    match (args.sort, args.reverse) {
        (Sort::Created, false) => UserSort::CreatedDown,
        (Sort::Created, true) => UserSort::CreatedUp,
        (Sort::Seen, false) => UserSort::SeenDown,
        (Sort::Seen, true) => UserSort::SeenUp,
        (Sort::Email, false) => UserSort::EmailUp,
        (Sort::Email, true) => UserSort::EmailDown,
    }
}

fn listed(desk: &Desk<'_>, line: UserLine, now: Ts) -> Listed {
    let (standing, second_factors) = (line.user.standing(now), line.second_factors());
    Listed {
        line: desk.seen(line),
        standing,
        second_factors,
        masked: desk.masks(),
    }
}

fn row(listed: &Listed) -> Vec<Safe> {
    let user = &listed.line.user;
    let seen = user.last_sign_in_at.map(|at| at.to_string());
    vec![
        Safe::new(&user.email),
        Safe::new(user.display_name.as_deref().unwrap_or("-")),
        Safe::new(listed.standing.word()),
        Safe::new(listed.second_factors),
        Safe::new(&listed.line.sessions.to_string()),
        Safe::new(seen.as_deref().unwrap_or("never")),
    ]
}
