//! The application's handle on its accounts.

use std::sync::Arc;

use super::Settings;
use super::token::{Keys, Signer};
use super::turn::Turn;
use crate::crypto::jwt::Expected;
use crate::crypto::keyring::KeyRing;
use crate::error::Result;
use crate::model::{PERMISSIONS, Permission};
use crate::store::Directory;

/// An application's door to its accounts. Cheap to clone; every clone shares the pool and the keys.
#[derive(Clone)]
pub struct Accounts {
    pub(super) directory: Directory,
    pub(super) ring: Arc<KeyRing>,
    pub(super) settings: Arc<Settings>,
    /// Who may do what: Wardroom's actions and the application's.
    pub(super) permissions: Arc<[Permission]>,
    /// Whose access tokens are taken, the keys that check them and the one that signs them.
    pub(super) expected: Arc<Expected>,
    pub(super) keys: Arc<Keys>,
    pub(super) signer: Arc<Signer>,
}

impl Accounts {
    /// Opens the accounts of `directory`; the settings are checked.
    pub fn new(directory: Directory, ring: KeyRing, settings: Settings) -> Result<Self> {
        settings.check()?;
        let expected = Expected::new(settings.issuer(), settings.audience());
        Ok(Self {
            expected: Arc::new(expected),
            keys: Arc::new(Keys::new(directory.clone(), &settings)?),
            signer: Arc::default(),
            directory,
            ring: Arc::new(ring),
            settings: Arc::new(settings),
            permissions: PERMISSIONS.into(),
        })
    }

    /// The directory under it: reads for everyone.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The settings it was opened with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Begins a transaction that counts from now.
    pub(super) async fn turn(&self) -> Result<Turn<'_>> {
        Turn::begin(self).await
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Accounts")
            .field("directory", &self.directory)
            .field("ring", &self.ring)
            .finish_non_exhaustive()
    }
}
