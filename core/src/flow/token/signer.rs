//! The key that signs: read from the directory, opened once, and kept for a minute at a time.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::crypto::jwt::PrivateKey;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{JwtAlgorithm, KeyState, Ts};
use crate::store::signing_keys;

/// After this the directory is asked again which key signs: so long may a retired one go on.
const FRESH: Duration = Duration::from_mins(1);

/// Holds the private key in memory; its `Debug` shows nothing.
#[derive(Default)]
pub(crate) struct Signer {
    held: RwLock<Option<(Ts, Arc<PrivateKey>)>>,
    asking: tokio::sync::Mutex<()>,
}

impl Signer {
    /// The key that signs now; the first call on a new directory makes it.
    pub(super) async fn key(&self, accounts: &Accounts, now: Ts) -> Result<Arc<PrivateKey>> {
        if let Some(key) = self.fresh(now) {
            return Ok(key);
        }
        let _one = self.asking.lock().await;
        if let Some(key) = self.fresh(now) {
            return Ok(key);
        }
        let key = self.read_or_make(accounts).await?;
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some((now, key.clone()));
        Ok(key)
    }

    fn fresh(&self, now: Ts) -> Option<Arc<PrivateKey>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let (read_at, key) = held.as_ref()?;
        (now.since(*read_at) < FRESH && *read_at <= now).then(|| key.clone())
    }

    async fn read_or_make(&self, accounts: &Accounts) -> Result<Arc<PrivateKey>> {
        let algorithm = accounts.settings.algorithm()?;
        if let Some(key) = self.read(accounts, algorithm).await? {
            return Ok(key);
        }
        make(accounts, algorithm).await?;
        // Of several that made one at the same moment, one was kept: all sign with that.
        let made = self.read(accounts, algorithm).await?;
        made.ok_or_else(|| Error::not_found("signing key", algorithm))
    }

    async fn read(
        &self,
        accounts: &Accounts,
        algorithm: JwtAlgorithm,
    ) -> Result<Option<Arc<PrivateKey>>> {
        let mut db = accounts.directory.db();
        let Some((kid, sealed)) = signing_keys::active(&mut db, algorithm).await? else {
            return Ok(None);
        };
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let same = held.as_ref().filter(|(_, key)| key.public().kid() == kid);
        if let Some((_, key)) = same {
            return Ok(Some(key.clone()));
        }
        let key = PrivateKey::open(&sealed, &accounts.ring, algorithm, &kid)?;
        Ok(Some(Arc::new(key)))
    }
}

async fn make(accounts: &Accounts, algorithm: JwtAlgorithm) -> Result<()> {
    let entropy = accounts.directory.entropy();
    let key = PrivateKey::generate_blocking(algorithm, entropy).await?;
    let mut turn = accounts.turn().await?;
    let (ring, state) = (&accounts.ring, KeyState::Active);
    let kept = signing_keys::add(&mut turn.edit(), ring, entropy, &key, state).await?;
    turn.commit().await?;
    if kept {
        tracing::info!(
            event = "signing_key_made",
            kid = key.public().kid(),
            algorithm = algorithm.word()
        );
        accounts.keys.forget().await;
    }
    Ok(())
}
