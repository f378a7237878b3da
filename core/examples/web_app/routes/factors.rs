//! Authenticators, recovery codes, and showing a second factor again.

use axum::extract::Path;
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
use super::super::request::{Signed, Step};

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

async fn begin(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let begun = step.accounts().begin_totp(&signed.token, "authenticator");
    Ok(Json(shown(&begun.await?)))
}

async fn confirm(
    step: Step,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    step.accounts()
        .confirm_totp(&signed.token, &given.code, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(step: Step, signed: Signed, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    let id = step.id("factor", &id)?;
    step.accounts()
        .remove_totp(&signed.token, &id, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn left(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let left = step.accounts().recovery_codes_left(&signed.token).await?;
    Ok(Json(json!({ "left": left })))
}

async fn issue(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let codes = step
        .accounts()
        .issue_recovery_codes(&signed.token, &step.visit)
        .await?;
    Ok(Json(json!({ "recovery_codes": written(&codes) })))
}

async fn step_up(
    step: Step,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    step.accounts()
        .step_up_with_totp(&signed.token, &given.code, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
