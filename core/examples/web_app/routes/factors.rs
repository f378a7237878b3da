//! Authenticators, recovery codes, and showing a second factor again.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::flow::TotpEnrolment;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{From, Signed};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/totp", post(begin))
        .route("/api/totp/confirm", post(confirm))
        .route("/api/totp/{id}", delete(remove))
        .route("/api/recovery-codes", get(left).post(issue))
        .route("/api/step-up/totp", post(step_up))
}

/// An enrolment as the page shows it, once.
pub(super) fn shown(begun: &TotpEnrolment) -> Value {
    let secret = begun.secret.expose_secret();
    json!({ "factor": begun.factor, "secret": secret, "uri": begun.uri.expose_secret() })
}

/// Recovery codes as the page shows them, once.
pub(super) fn written(codes: &[RecoveryCode]) -> Value {
    codes
        .iter()
        .map(|code| code.grouped().expose_secret().to_owned())
        .collect()
}

#[derive(Deserialize)]
struct Code {
    code: SecretString,
}

async fn begin(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    Ok(Json(shown(
        &app.accounts
            .begin_totp(&signed.token, "authenticator")
            .await?,
    )))
}

async fn confirm(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    app.accounts
        .confirm_totp(&signed.token, &given.code, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let id = app.accounts.directory().layout().parse_id("factor", &id)?;
    app.accounts
        .remove_totp(&signed.token, &id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn left(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    let left = app.accounts.recovery_codes_left(&signed.token).await?;
    Ok(Json(json!({ "left": left })))
}

async fn issue(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
) -> Result<Json<Value>, Failure> {
    let codes = app
        .accounts
        .issue_recovery_codes(&signed.token, &from.0)
        .await?;
    Ok(Json(json!({ "recovery_codes": written(&codes) })))
}

async fn step_up(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    app.accounts
        .step_up_with_totp(&signed.token, &given.code, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
