//! One worker: its directory, its name, what it counts, and how it runs one sweep.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::signature::SigningKey;
use wardroom_core::job::{self, Beat, Delivered};
use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Report, Sweep};
use wardroom_core::{Directory, Error, Result};

use crate::metrics::Metrics;
use crate::pass::Pass;
use crate::post::Mail;
use crate::signals::Stopping;
use crate::{cli, keys, post};

/// How long a key signs access tokens, unless told otherwise.
const SIGNS: Duration = Duration::from_hours(24 * 90);

/// A worker.
pub(crate) struct Worker {
    pub(crate) directory: Directory,
    pub(crate) beat: Beat,
    pub(crate) stopping: Stopping,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) seal_key: Option<SigningKey>,
    pub(crate) keep_audit: Option<Duration>,
    pub(crate) signing_key_life: Duration,
    pub(crate) pass: Mutex<Pass>,
    /// The directory's, for what the application sealed.
    pub(crate) ring: Option<KeyRing>,
    /// How mail leaves; only with a key ring.
    pub(crate) mail: Option<Mail>,
}

impl Worker {
    /// A worker on `directory`; reads the keys it was given.
    pub(crate) fn new(directory: Directory, stopping: Stopping, args: &cli::Run) -> Result<Self> {
        let audit = &args.audit;
        let ring = keys::read(&args.keys)?;
        let folder = &args.keys.mail_folder;
        let beat = crate::name::beat(&directory);
        let seal_key = audit.audit_key.as_deref().map(SigningKey::load);
        Ok(Self {
            directory,
            beat,
            stopping,
            metrics: Arc::new(Metrics::new()),
            seal_key: seal_key.transpose()?,
            keep_audit: audit.keep_audit,
            pass: Mutex::default(),
            signing_key_life: args.signing.signing_key_life.unwrap_or(SIGNS),
            mail: ring.as_ref().map(|_| post::open(folder)).transpose()?,
            ring,
        })
    }

    /// Whether it was asked to stop.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.stop.is_requested()
    }

    /// Runs one sweep; `None` when another worker is at it.
    pub(crate) async fn sweep(
        &self,
        sweep: &'static Sweep,
        trigger: Trigger,
    ) -> Result<Option<Report>> {
        let order = Order {
            worker: self.beat.name.clone(),
            trigger,
            as_of: None,
        };
        let report = match sweep::run(&self.directory, sweep, &order, &self.stopping.stop).await {
            Ok(report) => report,
            Err(Error::Busy { what, .. }) => {
                tracing::debug!(sweep = sweep.name, what, "left alone: busy");
                return Ok(None);
            }
            Err(e) => return Err(e),
        };
        self.metrics.ran(&report);
        tell(&report);
        Ok(Some(report))
    }
}

impl Worker {
    /// Sends the mail that is due, if this worker was given what that needs.
    pub(crate) async fn send_mail(&self) -> Result<()> {
        let Some(mail) = &self.mail else {
            return Ok(());
        };
        let ring = self.ring.as_ref();
        // Beside an application's tables nothing is sealed; in our own what is sealed waits for the ring, in its order.
        if ring.is_none() && !self.directory.layout().is_foreign() {
            return Ok(());
        }
        let now = self.directory.database_now().await?;
        let stop = || self.is_stopping();
        let delivered =
            job::send_mail(&self.directory, ring, &mail.site, &*mail.post, now, stop).await?;
        self.metrics.delivered(delivered);
        if delivered != Delivered::default() {
            let Delivered { sent, later, dead } = delivered;
            tracing::info!(sent, later, dead, "mail");
        }
        Ok(())
    }
}

fn tell(report: &Report) {
    let Report {
        sweep,
        outcome,
        rows,
        batches,
        longest_batch_us,
        lag_seconds,
        took_ms,
        why,
    } = report;
    let outcome_word = outcome.word();
    if *outcome == Outcome::Failed {
        tracing::error!(sweep, rows, batches, took_ms, why, "a run failed");
    } else {
        tracing::info!(
            sweep,
            outcome = outcome_word,
            rows,
            batches,
            longest_batch_us,
            lag_seconds,
            took_ms,
            why,
            "a run ended"
        );
    }
}
