//! Accounts of other services: to sign in with, linked, unlinked.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::ProvenIdentity;
use wardroom_core::model::IdentityId;

use super::super::failure::Failure;
use super::super::request::{Signed, Step};
use super::super::{App, Shared};
use super::sign_in::Answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/sign-in/identity", post(sign_in))
        .route("/api/identities", get(list).post(link))
        .route("/api/identities/{id}", delete(unlink))
}

#[derive(Deserialize)]
struct Shown {
    provider: String,
    id_token: String,
}

fn proven(app: &App, shown: &Shown) -> Result<ProvenIdentity, Failure> {
    let provider = app.providers.iter().find(|p| p.name == shown.provider);
    provider
        .and_then(|p| p.proven(&shown.id_token))
        .ok_or(Failure::SignedOut)
}

async fn sign_in(step: Step, Json(shown): Json<Shown>) -> Answer {
    let came = step
        .accounts()
        .sign_in_with_identity(&proven(&step.app, &shown)?, &step.visit)
        .await?;
    step.answer(came).await
}

async fn list(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let linked = step.accounts().identities(signed.user()).await?;
    Ok(Json(json!({ "identities": linked })))
}

async fn link(
    step: Step,
    signed: Signed,
    Json(shown): Json<Shown>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let linked = step
        .accounts()
        .link_identity(&signed.token, &proven(&step.app, &shown)?, &step.visit)
        .await?;
    Ok((StatusCode::CREATED, Json(json!(linked))))
}

async fn unlink(step: Step, signed: Signed, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    let id = IdentityId(step.id("identity", &id)?);
    step.accounts()
        .unlink_identity(&signed.token, &id, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
