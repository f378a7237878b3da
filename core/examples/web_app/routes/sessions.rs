//! Where a user is signed in, and ending it from here.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use wardroom_core::model::SessionId;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{Signed, Step};

/// More than anyone reads.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/sessions", get(list))
        .route("/api/sessions/{id}", delete(end))
        .route("/api/sessions/end-others", post(end_others))
}

async fn list(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let page = step
        .accounts()
        .own_sessions(&signed.token, None, SHOWN)
        .await?;
    Ok(Json(
        json!({ "this": signed.session.id, "sessions": page.rows }),
    ))
}

async fn end(step: Step, signed: Signed, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    let id = SessionId(step.id("session", &id)?);
    step.accounts()
        .end_session(&signed.token, &id, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn end_others(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let ended = step
        .accounts()
        .end_other_sessions(&signed.token, &step.visit)
        .await?;
    Ok(Json(json!({ "ended": ended })))
}
