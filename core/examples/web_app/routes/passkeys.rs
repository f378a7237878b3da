//! Passkeys: registered, used to sign in with or without a password before, named, removed.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{post, put};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::PasskeyCeremony;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{Signed, Step, Unfinished};
use super::recovery::token;
use super::sign_in::Answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/passkeys", post(begin))
        .route("/api/passkeys/finish", post(finish))
        .route("/api/passkeys/{id}", put(rename).delete(remove))
        .route("/api/step-up/passkey", post(begin_step_up))
        .route("/api/step-up/passkey/finish", post(step_up))
        .route("/api/sign-in/passkey", post(begin_sign_in))
        .route("/api/sign-in/passkey/finish", post(finish_sign_in))
        .route("/api/sign-in/factor/passkey", post(ask))
        .route("/api/sign-in/factor/passkey/finish", post(answer_with))
}

#[derive(Deserialize)]
struct Finish {
    ceremony: String,
    #[serde(default)]
    label: String,
    answer: Value,
}

#[derive(Deserialize)]
struct Answered {
    answer: Value,
}

#[derive(Deserialize)]
struct Name {
    label: String,
}

fn shown(ceremony: &PasskeyCeremony) -> Json<Value> {
    Json(json!({ "ceremony": ceremony.ceremony.expose(), "options": ceremony.options }))
}

async fn begin(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    Ok(shown(&step.accounts().begin_passkey(&signed.token).await?))
}

async fn finish(
    step: Step,
    signed: Signed,
    Json(given): Json<Finish>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let ceremony = token(&given.ceremony)?;
    let id = step
        .accounts()
        .finish_passkey(
            &signed.token,
            &ceremony,
            &given.label,
            &given.answer,
            &step.visit,
        )
        .await?;
    Ok((StatusCode::CREATED, Json(json!({ "passkey": id }))))
}

async fn rename(
    step: Step,
    signed: Signed,
    Path(id): Path<String>,
    Json(given): Json<Name>,
) -> Result<StatusCode, Failure> {
    let id = step.id("passkey", &id)?;
    step.accounts()
        .rename_passkey(&signed.token, &id, &given.label, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(step: Step, signed: Signed, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    let id = step.id("passkey", &id)?;
    step.accounts()
        .remove_passkey(&signed.token, &id, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_step_up(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    Ok(shown(
        &step.accounts().begin_passkey_step_up(&signed.token).await?,
    ))
}

async fn step_up(
    step: Step,
    signed: Signed,
    Json(given): Json<Finish>,
) -> Result<StatusCode, Failure> {
    let ceremony = token(&given.ceremony)?;
    step.accounts()
        .step_up_with_passkey(&signed.token, &ceremony, &given.answer, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_sign_in(step: Step) -> Result<Json<Value>, Failure> {
    let begun = step.accounts().begin_passkey_sign_in(&step.visit);
    Ok(shown(&begun.await?))
}

async fn finish_sign_in(step: Step, Json(given): Json<Finish>) -> Answer {
    let ceremony = token(&given.ceremony)?;
    let came = step
        .accounts()
        .finish_passkey_sign_in(&ceremony, &given.answer, &step.visit)
        .await?;
    step.answer(came).await
}

async fn ask(step: Step, waiting: Unfinished) -> Result<Json<Value>, Failure> {
    Ok(Json(
        json!({ "options": step.accounts().ask_passkey(&waiting.0).await? }),
    ))
}

async fn answer_with(step: Step, waiting: Unfinished, Json(given): Json<Answered>) -> Answer {
    let came = step
        .accounts()
        .answer_with_passkey(&waiting.0, &given.answer, &step.visit)
        .await?;
    step.answer(came).await
}
