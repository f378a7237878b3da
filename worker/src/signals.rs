//! SIGTERM and SIGINT: the first finishes the batch at hand, a second ends the process at once.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use wardroom_core::sweep::Stop;

use crate::exit::{Exit, Failure};

/// Signals being listened for.
pub(crate) struct Signals {
    second: watch::Receiver<u8>,
    stop: Stopping,
}

/// The wish to stop, for the sweeps between two batches and for whoever waits.
#[derive(Clone)]
pub(crate) struct Stopping {
    pub(crate) stop: Stop,
    count: watch::Receiver<u8>,
}

impl Signals {
    /// Begins to listen.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let install = |kind| {
            signal(kind).map_err(|e| Failure::new(Exit::Unexpected, format!("signals: {e}")))
        };
        let (term, int) = (
            install(SignalKind::terminate())?,
            install(SignalKind::interrupt())?,
        );
        let (tell, count) = watch::channel(0);
        let stop = Stop::default();
        tokio::spawn(count_them(term, int, tell, stop.clone()));
        Ok(Self {
            second: count.clone(),
            stop: Stopping { stop, count },
        })
    }

    /// What to hand to those who work.
    pub(crate) fn stop(&self) -> Stopping {
        self.stop.clone()
    }

    /// Waits for the second signal.
    pub(crate) async fn second(&mut self) {
        reached(&mut self.second, 2).await;
    }
}

impl Stopping {
    /// Waits for the first signal.
    pub(crate) async fn wished(&mut self) {
        reached(&mut self.count, 1).await;
    }
}

async fn count_them(mut term: Signal, mut int: Signal, tell: watch::Sender<u8>, stop: Stop) {
    loop {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        stop.request();
        tell.send_modify(|count| *count = count.saturating_add(1));
        tracing::info!("asked to stop: finishing the batch at hand");
    }
}

async fn reached(count: &mut watch::Receiver<u8>, wanted: u8) {
    if count.wait_for(|count| *count >= wanted).await.is_err() {
        // The counter is gone with its runtime: no signal will come.
        std::future::pending::<()>().await;
    }
}
