//! What the bench is asked for on its command line.

use std::path::PathBuf;

/// How it is called.
pub(crate) const HELP: &str = "\
wardroom-bench [lists|console|refresh|token|sign-in|http|audit|all|foreign] [--users N] [--engine sqlite|postgres] [--data DIR]

Measures on SQLite and on a PostgreSQL of its own with fsync on, and prints a table with the budgets beside. Ends with
status 1 if one is missed.

  lists           the questions of the users list, at the store
  console         the console in a real terminal
  refresh         a refresh, beside its commit alone
  token           the check of an access token, beside that of its signature
  sign-in         8 clients who sign in, beside 8 who only compute the password's hash
  http            8 browsers who sign in and register at core/examples/web_app.rs
  audit           verifying the audit of every entry it holds
  foreign         what an operator does in large directories of Better Auth, Auth.js and Supabase Auth; not part of all

  --users N       how many users are made [default: 1000000]
  --engine NAME   sqlite or postgres [default: both]
  --data DIR      keep the directories there, and use them again the next time";

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As on the command line and in the folder of data.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Lists,
    Console,
    Refresh,
    Token,
    SignIn,
    Http,
    Audit,
    Foreign,
}

impl Part {
    /// Those that are measured on directories of the own layout.
    const OWN: [(&str, Self); 7] = [
        ("lists", Self::Lists),
        ("console", Self::Console),
        ("refresh", Self::Refresh),
        ("token", Self::Token),
        ("sign-in", Self::SignIn),
        ("http", Self::Http),
        ("audit", Self::Audit),
    ];

    fn all() -> Vec<Self> {
        Self::OWN.map(|(_, part)| part).to_vec()
    }

    fn named(word: &str) -> Option<Self> {
        let mut all = Self::OWN.into_iter().chain([("foreign", Self::Foreign)]);
        all.find(|(name, _)| *name == word).map(|(_, part)| part)
    }
}

/// A run of the bench.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) parts: Vec<Part>,
    pub(crate) engines: Vec<Engine>,
    pub(crate) users: u64,
    pub(crate) data: Option<PathBuf>,
}

/// What the command line turned out to be.
pub(crate) enum Asked {
    For(Ask),
    Help,
    Wrong(String),
}

impl Ask {
    /// Reads the command line.
    pub(crate) fn parse(words: impl Iterator<Item = String>) -> Asked {
        let mut ask = Self {
            parts: Part::all(),
            engines: vec![Engine::Sqlite, Engine::Postgres],
            users: 1_000_000,
            data: None,
        };
        let mut words = words;
        while let Some(word) = words.next() {
            if ["-h", "--help"].contains(&word.as_str()) {
                return Asked::Help;
            }
            if let Err(why) = ask.take(&word, &mut words) {
                return Asked::Wrong(why);
            }
        }
        Asked::For(ask)
    }

    fn take(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), String> {
        let mut value = || rest.next().ok_or_else(|| format!("{word} wants a value"));
        match word {
            "all" => self.parts = Part::all(),
            "--users" => {
                let users = value()?.parse().ok().filter(|users| *users >= 5_000);
                self.users = users.ok_or("--users wants a number of at least 5000")?;
            }
            "--engine" => {
                self.engines = match value()?.as_str() {
                    "sqlite" => vec![Engine::Sqlite],
                    "postgres" => vec![Engine::Postgres],
                    other => return Err(format!("no engine {other}")),
                }
            }
            "--data" => self.data = Some(value()?.into()),
            other => {
                let part = Part::named(other);
                self.parts = vec![part.ok_or_else(|| format!("{other} is not understood"))?];
            }
        }
        Ok(())
    }
}
