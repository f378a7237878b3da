//! The service: at every tick a round, until a signal.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::task::JoinSet;
use wardroom_core::job::{self, Beat};
use wardroom_core::model::Trigger;
use wardroom_core::sweep;

use crate::exit::{Exit, Failure};
use crate::heartbeat::Heartbeat;
use crate::worker::Worker;
use crate::{http, systemd, upkeep};

/// Serves until the first signal, then finishes the batch at hand.
pub(crate) async fn run(
    worker: Worker,
    listen: SocketAddr,
    jwks: Option<SocketAddr>,
) -> Result<Exit, Failure> {
    let worker = Arc::new(worker);
    let health = Arc::new(http::Health::new(
        worker.directory.clone(),
        worker.metrics.clone(),
    ));
    let server = http::serve(listen, health.clone()).await.map_err(|e| {
        let why = format!("{listen}: {e}; another address: --listen 127.0.0.1:0");
        Failure::new(Exit::Listen, why)
    })?;
    let published = match jwks {
        Some(address) => Some(publish(&worker, address).await?),
        None => None,
    };
    let mut heartbeat = Heartbeat::start()
        .await
        .map_err(|e| Failure::new(Exit::Unexpected, format!("the heartbeat: {e}")))?;
    let Beat { name, version, .. } = &worker.beat;
    tracing::info!(worker = name, version, listen = %server.address, "serving");
    systemd::ready();
    let mut stopping = worker.stopping.clone();
    let mut rounds = JoinSet::new();
    let mut mails = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            () = stopping.wished() => break,
            () = heartbeat.tick() => {}
        }
        systemd::alive();
        if !upkeep::round(&worker).await {
            health.rounded(false);
        }
        // A round lasts as long as its sweeps; ticks meanwhile only show that the worker lives.
        while rounds.try_join_next().is_some() {}
        if rounds.is_empty() {
            rounds.spawn(round(worker.clone(), health.clone()));
        }
        // Apart from the sweeps: a slow mail server must not hold them up, nor they a sign-in code.
        while mails.try_join_next().is_some() {}
        if mails.is_empty() {
            mails.spawn(mail(worker.clone()));
        }
    }
    systemd::stopping();
    heartbeat.stop().await;
    while rounds.join_next().await.is_some() {}
    while mails.join_next().await.is_some() {}
    server.stop();
    published.inspect(http::Server::stop);
    if let Err(e) = job::leave(&worker.directory, &worker.beat).await {
        tracing::warn!(error = %e, "the worker stays on the screens for a while");
    }
    tracing::info!("stopped");
    Ok(Exit::Done)
}

/// Sends the mail that is due.
async fn mail(worker: Arc<Worker>) {
    if let Err(e) = worker.send_mail().await {
        tracing::warn!(error = %e, "mail waits for the next round");
    }
}

/// Publishes the keys that check access tokens.
async fn publish(worker: &Worker, address: SocketAddr) -> Result<http::Server, Failure> {
    let published = http::publish(address, worker.directory.clone()).await;
    let published = published.map_err(|e| {
        let why = format!("{address}: {e}; another address: --jwks-listen 127.0.0.1:0");
        Failure::new(Exit::Listen, why)
    })?;
    tracing::info!(jwks = %published.address, "publishing the keys");
    Ok(published)
}

/// Runs every sweep whose time has come, one after another.
async fn round(worker: Arc<Worker>, health: Arc<http::Health>) {
    let outcome = sweeps(&worker).await;
    if let Err(e) = &outcome {
        tracing::error!(error = %e, "this round was cut short; the next one tries again");
    }
    health.rounded(outcome.is_ok());
}

async fn sweeps(worker: &Worker) -> wardroom_core::Result<()> {
    for standing in worker.directory.retention().await? {
        worker.metrics.stands(&standing);
        if let Some(why) = &standing.problem {
            tracing::warn!(
                sweep = standing.policy.sweep,
                why,
                "its policy cannot be read"
            );
        }
        let now = worker.directory.database_now().await?;
        let due = standing.starts_at().is_some_and(|at| at <= now);
        if due && !worker.is_stopping() {
            let sweep = sweep::find(&worker.directory, standing.policy.sweep)?;
            worker.sweep(sweep, Trigger::Schedule).await?;
        }
    }
    Ok(())
}
