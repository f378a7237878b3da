//! Whether it lives, and the keys its tokens are checked with.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::super::Shared;
use super::super::failure::Failure;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/.well-known/jwks.json", get(jwks))
}

async fn healthz(State(app): State<Shared>) -> Result<Json<Value>, Failure> {
    app.accounts.directory().database_now().await?;
    Ok(Json(json!({ "status": "ok", "database": "connected" })))
}

async fn jwks(State(app): State<Shared>) -> Result<Json<Value>, Failure> {
    Ok(Json(app.accounts.jwks().await?))
}
