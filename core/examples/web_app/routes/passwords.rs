//! Changing a password while signed in.

use axum::routing::post;
use axum::{Json, Router};
use secrecy::SecretString;
use serde::Deserialize;

use super::super::Shared;
use super::super::request::{Signed, Step};
use super::sign_in::Answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/api/password", post(change))
}

#[derive(Deserialize)]
struct Change {
    current: Option<SecretString>,
    new: SecretString,
}

async fn change(step: Step, signed: Signed, Json(given): Json<Change>) -> Answer {
    let came = step
        .accounts()
        .change_password(&signed.token, given.current, given.new, &step.visit)
        .await?;
    step.answer(came).await
}
