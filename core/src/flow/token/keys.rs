//! The keys tokens are checked with, decoded and kept: asked for again when they grow old or a name is not among them.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use super::remote::Remote;
use crate::crypto::jwt::PublicKey;
use crate::error::{Error, Result};
use crate::flow::Settings;
use crate::model::Ts;
use crate::store::Directory;

/// How long keys are kept, and how often they may be asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// Older keys are asked for again, behind the back of whoever needs one now.
    fresh: Duration,
    /// Older keys count no more, whatever becomes of the asking.
    hard: Duration,
    /// Between two times of asking, also for a name nobody has: a stranger can make up as many as they like.
    rest: Duration,
}

/// The directory's own keys: a read of a few rows.
const OWN: Patience = Patience {
    fresh: Duration::from_mins(1),
    hard: Duration::from_hours(1),
    rest: Duration::from_secs(5),
};

/// Another issuer's: fewer questions, and no longer than it publishes a key before that signs.
const THEIRS: Patience = Patience {
    fresh: Duration::from_mins(5),
    hard: Duration::from_hours(12),
    rest: Duration::from_secs(30),
};

/// Where the keys are asked for.
enum Source {
    Own,
    Remote(Box<Remote>),
}

type ByName = HashMap<String, Arc<PublicKey>>;

#[derive(Clone, Default)]
struct Held {
    keys: Arc<ByName>,
    read_at: Option<Ts>,
    asked_at: Option<Ts>,
}

/// The published keys of one issuer.
pub(crate) struct Keys {
    directory: Directory,
    source: Source,
    patience: Patience,
    held: RwLock<Held>,
    asking: tokio::sync::Mutex<()>,
}

impl Keys {
    /// The keys published at `jwks_url`; with none, those that `directory` publishes itself.
    pub(crate) fn new(directory: Directory, settings: &Settings) -> Result<Self> {
        let (url, authorities) = (&settings.jwks_url, &settings.jwks_ca_file);
        let (source, patience) = if url.is_empty() {
            (Source::Own, OWN)
        } else {
            let remote = Remote::new(url, authorities)?;
            (Source::Remote(Box::new(remote)), THEIRS)
        };
        Ok(Self {
            directory,
            source,
            patience,
            held: RwLock::default(),
            asking: tokio::sync::Mutex::default(),
        })
    }

    /// The key of this name, if the issuer publishes one.
    pub(super) async fn named(self: &Arc<Self>, kid: &str) -> Result<Option<Arc<PublicKey>>> {
        let now = self.directory.now();
        let mut held = self.held();
        let age = held.read_at.map(|at| now.since(at));
        if age.is_none_or(|age| age > self.patience.hard) {
            self.ask(now).await?;
            held = self.held();
        } else if age.is_some_and(|age| age > self.patience.fresh) && self.may_ask(&held, now) {
            let keys = Arc::clone(self);
            tokio::spawn(async move { keys.ask(now).await });
        }
        if let Some(key) = held.keys.get(kid) {
            return Ok(Some(key.clone()));
        }
        // What cannot be asked for now is unknown: the keys at hand still count.
        if self.may_ask(&held, now) && self.ask(now).await.is_ok() {
            return Ok(self.held().keys.get(kid).cloned());
        }
        Ok(None)
    }

    /// Lets the next name be asked for at once: a key was made just now.
    pub(super) async fn forget(&self) {
        let _one = self.asking.lock().await;
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.asked_at = None;
    }

    fn held(&self) -> Held {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.clone()
    }

    fn may_ask(&self, held: &Held, now: Ts) -> bool {
        held.asked_at
            .is_none_or(|at| now.since(at) >= self.patience.rest)
    }

    /// Asks the issuer; of several at once, one does.
    async fn ask(&self, now: Ts) -> Result<()> {
        let _one = self.asking.lock().await;
        let held = self.held();
        if !self.may_ask(&held, now) {
            let known = held
                .read_at
                .is_some_and(|at| now.since(at) <= self.patience.hard);
            return if known { Ok(()) } else { Err(unreachable()) };
        }
        self.set(|held| held.asked_at = Some(now));
        let read = match &self.source {
            Source::Own => self.directory.published_keys().await,
            Source::Remote(remote) => remote.load().await,
        };
        let read = read.map_err(|error| {
            tracing::warn!(event = "keys_unread", error = %error);
            match self.source {
                Source::Own => error,
                Source::Remote(_) => unreachable(),
            }
        })?;
        let by_name = |key: PublicKey| (key.kid().to_owned(), Arc::new(key));
        let keys: ByName = read.into_iter().map(by_name).collect();
        self.set(|held| {
            held.keys = Arc::new(keys);
            held.read_at = Some(now);
        });
        Ok(())
    }

    fn set(&self, change: impl FnOnce(&mut Held)) {
        change(&mut self.held.write().unwrap_or_else(PoisonError::into_inner));
    }
}

fn unreachable() -> Error {
    Error::Busy {
        what: "the issuer of access tokens",
        until: None,
    }
}
