//! What screens change, all of it through the one door: one variant per action.

use wardroom_core::action::{self, EndSession, Given};
use wardroom_core::model::{Caller, SessionId};
use wardroom_core::{Directory, Result};

/// A change an operator asked for.
#[derive(Clone, Debug)]
pub enum Write {
    /// End one session.
    EndSession(Caller, SessionId),
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// One session ended; what is still possible.
    SessionEnded(Vec<String>),
}

impl Write {
    pub(super) async fn run(self, directory: &Directory) -> Result<Written> {
        match self {
            Self::EndSession(caller, session) => {
                let given = Given::default();
                let done =
                    action::perform(directory, &caller, &given, &EndSession { session }).await?;
                Ok(Written::SessionEnded(done.remains))
            }
        }
    }
}
