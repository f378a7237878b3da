//! The heartbeat: the one place that knows a scheduler crate. It sends a tick and decides nothing.

use tokio::sync::mpsc;
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

/// Every ten seconds, in UTC. A cron job and not a repeated one: those never run again after a stall of the runtime.
const EVERY: &str = "*/10 * * * * *";

/// A running heartbeat; the first tick comes at once.
pub(crate) struct Heartbeat {
    ticks: mpsc::Receiver<()>,
    scheduler: JobScheduler,
}

impl Heartbeat {
    /// Starts it.
    pub(crate) async fn start() -> Result<Self, JobSchedulerError> {
        // One place: ticks missed during a long round are one tick.
        let (send, ticks) = mpsc::channel(1);
        let _ = send.try_send(());
        let scheduler = JobScheduler::new().await?;
        let job = Job::new(EVERY, move |_, _| {
            let _ = send.try_send(());
        })?;
        scheduler.add(job).await?;
        scheduler.start().await?;
        Ok(Self { ticks, scheduler })
    }

    /// Waits for the next tick.
    pub(crate) async fn tick(&mut self) {
        if self.ticks.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    /// Ends it.
    pub(crate) async fn stop(mut self) {
        if let Err(e) = self.scheduler.shutdown().await {
            tracing::debug!(error = %e, "the heartbeat did not end cleanly");
        }
    }
}
