//! Changing a password while signed in.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{From, Signed};
use super::sign_in::answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/api/password", post(change))
}

#[derive(Deserialize)]
struct Change {
    current: Option<SecretString>,
    new: SecretString,
}

async fn change(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    signed: Signed,
    Json(given): Json<Change>,
) -> Result<(CookieJar, Json<Value>), Failure> {
    let came = app
        .accounts
        .change_password(&signed.token, given.current, given.new, &from.0)
        .await?;
    answer(&app, jar, came).await
}
