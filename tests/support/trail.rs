//! What was handed out, and every place that was written to since.

use std::path::Path;

use crate::canary::Wanted;
use crate::command::Ran;

/// The secrets and the places.
#[derive(Default)]
pub struct Trail {
    secrets: Vec<Secret>,
    /// One-time digits: too short to be told from chance in a server's log.
    digits: Vec<String>,
    places: Vec<(String, Vec<u8>)>,
}

struct Secret {
    name: &'static str,
    bytes: Vec<u8>,
    /// The one place it may be in.
    home: Option<String>,
}

impl Trail {
    /// A secret that may be nowhere.
    pub fn secret(&mut self, name: &'static str, secret: impl AsRef<[u8]>) {
        let bytes = secret.as_ref().to_vec();
        let home = None;
        self.secrets.push(Secret { name, bytes, home });
    }

    /// A secret that must be in one place, and may be nowhere else.
    pub fn carried(&mut self, name: &'static str, secret: impl AsRef<[u8]>, place: &str) {
        let bytes = secret.as_ref().to_vec();
        let home = Some(place.to_owned());
        self.secrets.push(Secret { name, bytes, home });
    }

    /// One-time digits that no command may show.
    pub fn digits(&mut self, digits: String) {
        self.digits.push(digits);
    }

    /// A place and what it holds.
    pub fn place(&mut self, name: impl Into<String>, holds: impl Into<Vec<u8>>) {
        self.places.push((name.into(), holds.into()));
    }

    /// A command's answer, which holds these secrets exactly once and nothing else of the kind.
    #[track_caller]
    pub fn shows(&mut self, name: &str, said: Ran, once: &[(&'static str, &str)]) {
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

    /// Every file below this folder but those that are made to hold a secret, which are for their owner alone.
    pub fn files(&mut self, folder: &Path) {
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

    /// How many secrets there are.
    pub fn secrets(&self) -> usize {
        self.secrets.len()
    }

    /// The last secret of this name.
    pub fn a_secret(&self, name: &str) -> &[u8] {
        let mut named = self.secrets.iter().rev().filter(|s| s.name == name);
        &named.next().unwrap().bytes
    }

    /// Each place that holds a secret which has no business there, with the secret's name and spelling; and each secret
    /// that is not where it must be, for a search that finds nothing proves nothing.
    pub fn leaks(&self) -> Vec<String> {
        let numbered: Vec<String> = (0..self.secrets.len()).map(|n| n.to_string()).collect();
        let named = numbered.iter().zip(&self.secrets);
        let wanted = Wanted::new(named.map(|(n, s)| (n.as_str(), &s.bytes[..])));
        let mut at_home = vec![false; self.secrets.len()];
        let mut leaks = Vec::new();
        for (place, holds) in &self.places {
            for (number, leak) in wanted.in_text(holds) {
                let number: usize = number.parse().unwrap();
                let secret = &self.secrets[number];
                if secret.home.as_ref() == Some(place) {
                    at_home[number] = true;
                    continue;
                }
                leaks.push(format!(
                    "{place} holds {} ({} at byte {})",
                    secret.name, leak.spelling, leak.at
                ));
            }
        }
        for (secret, is_home) in self.secrets.iter().zip(at_home) {
            if let Some(home) = secret.home.as_ref().filter(|_| !is_home) {
                leaks.push(format!("{home} does not hold {}", secret.name));
            }
        }
        leaks
    }
}
