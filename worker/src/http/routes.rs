//! The three pages and the listener they are on.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use super::Health;

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A listener that answers.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) address: SocketAddr,
    task: AbortHandle,
}

impl Server {
    /// Ends it.
    pub(crate) fn stop(&self) {
        self.task.abort();
    }
}

/// Listens and answers until it is stopped.
pub(crate) async fn serve(address: SocketAddr, health: Arc<Health>) -> io::Result<Server> {
    let pages = Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
        .with_state(health);
    listen(address, pages, "health and metrics").await
}

/// Listens and answers with `pages`; `what` they are is for the log.
pub(super) async fn listen(
    address: SocketAddr,
    pages: Router,
    what: &'static str,
) -> io::Result<Server> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    let task = tokio::spawn(async move {
        if let Err(e) = axum::serve(listener, pages).await {
            tracing::error!(error = %e, what, "no longer answers");
        }
    });
    Ok(Server {
        address,
        task: task.abort_handle(),
    })
}

/// Fields in the order in which they are read.
#[derive(Serialize)]
struct Healthz {
    status: &'static str,
    database: &'static str,
}

#[derive(Serialize)]
struct Readyz {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

const WELL: Healthz = Healthz {
    status: "ok",
    database: "connected",
};
const UNWELL: Healthz = Healthz {
    status: "unavailable",
    database: "disconnected",
};

async fn healthz(State(health): State<Arc<Health>>) -> impl IntoResponse {
    if health.is_connected().await {
        (StatusCode::OK, Json(WELL))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(UNWELL))
    }
}

async fn readyz(State(health): State<Arc<Health>>) -> impl IntoResponse {
    let why = health.unready();
    let (code, status) = match why {
        None => (StatusCode::OK, "ready"),
        Some(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready"),
    };
    (code, Json(Readyz { status, why }))
}

async fn metrics(State(health): State<Arc<Health>>) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, OPEN_METRICS)],
        health.metrics.text(),
    )
}
