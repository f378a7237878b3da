//! Where a user is signed in, and ending it from here.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use wardroom_core::model::SessionId;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{From, Signed};

/// More than anyone reads.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/sessions", get(list))
        .route("/api/sessions/{id}", delete(end))
        .route("/api/sessions/end-others", post(end_others))
}

async fn list(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    let page = app
        .accounts
        .own_sessions(&signed.token, None, SHOWN)
        .await?;
    Ok(Json(
        json!({ "this": signed.session.id, "sessions": page.rows }),
    ))
}

async fn end(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let id = SessionId(app.accounts.directory().layout().parse_id("session", &id)?);
    app.accounts
        .end_session(&signed.token, &id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn end_others(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
) -> Result<Json<Value>, Failure> {
    let ended = app
        .accounts
        .end_other_sessions(&signed.token, &from.0)
        .await?;
    Ok(Json(json!({ "ended": ended })))
}
