//! The directory a console operates, and the others it can go to.

use std::sync::Arc;

use futures::future::BoxFuture;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::model::{Caller, Safe};
use wardroom_core::{Directory, Result};

use super::widget::frame::Environment;

/// A directory that is open, and who operates it.
pub struct Opened {
    /// The directory.
    pub directory: Directory,
    /// Its name on the screen.
    pub name: Safe,
    /// Engine and version on the screen.
    pub engine: Safe,
    /// Where it stands.
    pub environment: Environment,
    /// The operators' own keys; without them nobody can sign in from here.
    pub keys: Option<Arc<KeyRing>>,
    /// Who is signed in already: a saved login, or the demo's operator. `None` shows the sign-in.
    pub caller: Option<Caller>,
    /// Why nobody can sign in: the directory has no bookkeeping and is open read-only, unsigned and masked.
    pub unsigned: Option<Safe>,
    /// Why nothing may be changed though somebody is signed in.
    pub read_only: Option<Safe>,
    /// Opens the directory for a sign-in alone, where `directory` itself can only read.
    pub door: Option<Door>,
}

/// Opens a directory once more for as long as a sign-in takes: only Wardroom's own tables are written through it.
pub type Door = Arc<dyn Fn() -> BoxFuture<'static, Result<Directory>> + Send + Sync>;

/// Every directory one can go to.
pub trait Directories: Send + Sync {
    /// Their names, in the order they are shown.
    fn names(&self) -> Vec<String>;

    /// The same with what can be known without opening them; looks for saved sessions.
    fn list(&self) -> Vec<Listed>;

    /// Opens one; why not, where that fails.
    fn open(&self, name: String) -> BoxFuture<'static, std::result::Result<Opened, Safe>>;
}

/// A directory as the list of them shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub environment: Environment,
    /// Its address, without a password.
    pub address: Safe,
    /// Whether there is a session to take up.
    pub has_session: bool,
    /// Whether nothing can be changed in it.
    pub is_read_only: bool,
}
