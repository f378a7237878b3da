//! What would change, said before it does.

use serde::Serialize;

use crate::crypto::digest::sha256;
use crate::model::counted;
use crate::store::Directory;

/// What an action would do, to be read before it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Exactly what will change, one line each.
    pub changes: Vec<String>,
    /// What should make the operator hesitate.
    pub warnings: Vec<String>,
    /// What stays as it is, or possible, afterwards.
    pub remains: Vec<String>,
}

impl Preview {
    /// A preview with one change.
    pub fn of(change: impl Into<String>) -> Self {
        Self::default().and(change)
    }

    /// Adds a change.
    pub fn and(mut self, change: impl Into<String>) -> Self {
        self.changes.push(change.into());
        self
    }

    /// Adds a change to some of a kind, where there are any.
    pub fn counted(self, count: i64, what: [&str; 2]) -> Self {
        if count == 0 {
            return self;
        }
        self.and(counted(count, what))
    }

    /// Adds warnings.
    pub fn warned(mut self, warnings: Vec<String>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// Adds what stays as it is, or possible.
    pub fn left(mut self, sentence: impl Into<String>) -> Self {
        self.remains.push(sentence.into());
        self
    }

    /// Adds what goes on after sessions end in an application that is not Wardroom's own, where nobody would think of it.
    pub(super) fn lingering(self, directory: &Directory) -> Self {
        if !directory.layout().is_foreign() {
            return self;
        }
        let lingers = directory.lingers(directory.now());
        lingers.into_iter().fold(self, Self::left)
    }

    /// Adds what should make the operator hesitate.
    pub fn warn(mut self, warning: impl Into<String>) -> Self {
        self.warnings.push(warning.into());
        self
    }

    /// A short mark of the changes shown: an action that would now change something else is refused.
    pub fn mark(&self) -> [u8; 32] {
        sha256(self.changes.join("\n").as_bytes())
    }
}
