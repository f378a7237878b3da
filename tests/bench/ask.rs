//! What the bench is asked for on its command line.

use std::path::PathBuf;

/// How it is called.
pub(crate) const HELP: &str = "\
wardroom-bench [lists|console|refresh|token|all] [--users N] [--engine sqlite|postgres] [--data DIR]

Measures the users list at the store, the console in a real terminal, a refresh beside its bare commit and the check
of an access token beside that of its signature, on SQLite and on a PostgreSQL of its own with fsync on, and prints a
table with the budgets beside. Ends with status 1 if one is missed.

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
}

impl Part {
    const ALL: [Self; 4] = [Self::Lists, Self::Console, Self::Refresh, Self::Token];
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
            parts: Part::ALL.to_vec(),
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
            "all" => self.parts = Part::ALL.to_vec(),
            "lists" => self.parts = vec![Part::Lists],
            "console" => self.parts = vec![Part::Console],
            "refresh" => self.parts = vec![Part::Refresh],
            "token" => self.parts = vec![Part::Token],
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
            other => return Err(format!("{other} is not understood")),
        }
        Ok(())
    }
}
