//! What was handed out, and every place that was written to since.

use std::path::Path;

use wardroom_tests::canary::Wanted;
use wardroom_tests::command::Ran;

/// The secrets and the places.
#[derive(Default)]
pub(super) struct Trail {
    secrets: Vec<(&'static str, Vec<u8>)>,
    /// One-time digits: too short to be told from chance in a whole database.
    digits: Vec<String>,
    places: Vec<(String, Vec<u8>)>,
}

impl Trail {
    pub(super) fn secret(&mut self, name: &'static str, secret: impl AsRef<[u8]>) {
        self.secrets.push((name, secret.as_ref().to_vec()));
    }

    pub(super) fn digits(&mut self, digits: String) {
        self.digits.push(digits);
    }

    pub(super) fn place(&mut self, name: impl Into<String>, holds: impl Into<Vec<u8>>) {
        self.places.push((name.into(), holds.into()));
    }

    /// A command's answer, which holds these secrets exactly once and nothing else of the kind.
    #[track_caller]
    pub(super) fn shows(&mut self, name: &str, said: Ran, once: &[(&'static str, &str)]) {
        let mut out = said.out;
        for (what, secret) in once {
            assert_eq!(out.matches(secret).count(), 1, "{name} shows {what} once");
            out = out.replace(secret, "");
            self.secret(what, secret);
        }
        for digits in &self.digits {
            let mut runs = out.split(|c: char| !c.is_ascii_digit() && c != '.');
            assert!(
                !runs.any(|run| run == digits),
                "{name} shows a one-time code"
            );
        }
        self.place(name, [out, said.err].concat());
    }

    /// Every file below this folder but the two that are made to hold a secret, which are for their owner alone.
    pub(super) fn files(&mut self, folder: &Path) {
        use std::os::unix::fs::PermissionsExt;

        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.files(&path);
            } else if path
                .extension()
                .is_some_and(|end| end == "key" || end == "token")
            {
                let mode = path.metadata().unwrap().permissions().mode();
                assert_eq!(mode & 0o777, 0o600, "{}", path.display());
            } else {
                self.place(path.display().to_string(), std::fs::read(&path).unwrap());
            }
        }
    }

    pub(super) fn secrets(&self) -> usize {
        self.secrets.len()
    }

    /// The one handed out last by a program.
    pub(super) fn a_secret(&self) -> &[u8] {
        let codes = self.secrets.iter().rev();
        let mut codes = codes.filter(|(name, _)| *name == "a code of the console");
        &codes.next().unwrap().1
    }

    /// Each place that holds a secret, with the secret's name and spelling.
    pub(super) fn leaks(&self) -> Vec<String> {
        let wanted = Wanted::new(
            self.secrets
                .iter()
                .map(|(name, secret)| (*name, &secret[..])),
        );
        let found = self.places.iter().flat_map(|(place, holds)| {
            let leaks = wanted.in_text(holds).into_iter();
            leaks.map(move |(name, leak)| {
                format!(
                    "{place} holds {name} ({} at byte {})",
                    leak.spelling, leak.at
                )
            })
        });
        found.collect()
    }
}
