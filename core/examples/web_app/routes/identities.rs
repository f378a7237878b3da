//! Accounts of other services: to sign in with, linked, unlinked.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::ProvenIdentity;
use wardroom_core::model::IdentityId;

use super::super::failure::Failure;
use super::super::request::{From, Signed};
use super::super::{App, Shared};
use super::sign_in::answer;

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

async fn sign_in(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(shown): Json<Shown>,
) -> Result<(CookieJar, Json<Value>), Failure> {
    let came = app
        .accounts
        .sign_in_with_identity(&proven(&app, &shown)?, &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn list(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    let linked = app.accounts.identities(&signed.session.user_id).await?;
    Ok(Json(json!({ "identities": linked })))
}

async fn link(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(shown): Json<Shown>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let linked = app
        .accounts
        .link_identity(&signed.token, &proven(&app, &shown)?, &from.0)
        .await?;
    Ok((StatusCode::CREATED, Json(json!(linked))))
}

async fn unlink(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let id = IdentityId(
        app.accounts
            .directory()
            .layout()
            .parse_id("identity", &id)?,
    );
    app.accounts
        .unlink_identity(&signed.token, &id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
