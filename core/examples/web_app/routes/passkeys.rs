//! Passkeys: registered, used to sign in with or without a password before, named, removed.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{post, put};
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::PasskeyCeremony;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{From, Signed, Unfinished};
use super::recovery::token;
use super::sign_in::answer;

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

type Answer = Result<(CookieJar, Json<Value>), Failure>;

fn shown(ceremony: &PasskeyCeremony) -> Json<Value> {
    Json(json!({ "ceremony": ceremony.ceremony.expose(), "options": ceremony.options }))
}

async fn begin(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    Ok(shown(&app.accounts.begin_passkey(&signed.token).await?))
}

async fn finish(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Finish>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let ceremony = token(&given.ceremony)?;
    let id = app
        .accounts
        .finish_passkey(
            &signed.token,
            &ceremony,
            &given.label,
            &given.answer,
            &from.0,
        )
        .await?;
    Ok((StatusCode::CREATED, Json(json!({ "passkey": id }))))
}

async fn rename(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
    Json(given): Json<Name>,
) -> Result<StatusCode, Failure> {
    let id = app.accounts.directory().layout().parse_id("passkey", &id)?;
    app.accounts
        .rename_passkey(&signed.token, &id, &given.label, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn remove(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let id = app.accounts.directory().layout().parse_id("passkey", &id)?;
    app.accounts
        .remove_passkey(&signed.token, &id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_step_up(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    Ok(shown(
        &app.accounts.begin_passkey_step_up(&signed.token).await?,
    ))
}

async fn step_up(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Finish>,
) -> Result<StatusCode, Failure> {
    let ceremony = token(&given.ceremony)?;
    app.accounts
        .step_up_with_passkey(&signed.token, &ceremony, &given.answer, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn begin_sign_in(State(app): State<Shared>) -> Result<Json<Value>, Failure> {
    Ok(shown(&app.accounts.begin_passkey_sign_in().await?))
}

async fn finish_sign_in(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Finish>,
) -> Answer {
    let ceremony = token(&given.ceremony)?;
    let came = app
        .accounts
        .finish_passkey_sign_in(&ceremony, &given.answer, &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn ask(State(app): State<Shared>, waiting: Unfinished) -> Result<Json<Value>, Failure> {
    Ok(Json(
        json!({ "options": app.accounts.ask_passkey(&waiting.0).await? }),
    ))
}

async fn answer_with(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<Answered>,
) -> Answer {
    let came = app
        .accounts
        .answer_with_passkey(&waiting.0, &given.answer, &from.0)
        .await?;
    answer(&app, jar, came).await
}
