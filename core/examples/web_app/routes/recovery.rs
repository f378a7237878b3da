//! Ways back in by mail: a reset, a sign-in link. A link opens a page that posts its token; no GET consumes one.

use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use secrecy::SecretString;
use serde::Deserialize;
use wardroom_core::Error;
use wardroom_core::crypto::token::{Token, TokenKind};

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::Step;
use super::sign_in::Answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/reset/request", post(request_reset))
        .route("/api/reset", post(reset))
        .route("/api/link/request", post(request_link))
        .route("/api/link", post(link))
}

/// The token of a link, in its exact form.
pub(super) fn token(text: &str) -> Result<Token, Failure> {
    Token::parse(TokenKind::Plain, text).map_err(|e| Failure::Accounts(Error::from(e)))
}

#[derive(Deserialize)]
struct Email {
    email: String,
}

#[derive(Deserialize)]
struct Reset {
    token: String,
    password: SecretString,
    /// Removes second factors that are out of reach as well.
    recovery_code: Option<SecretString>,
}

#[derive(Deserialize)]
struct Link {
    token: String,
}

async fn request_reset(step: Step, Json(given): Json<Email>) -> Result<StatusCode, Failure> {
    step.accounts()
        .request_reset(&given.email, &step.visit)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn reset(step: Step, Json(given): Json<Reset>) -> Answer {
    let token = token(&given.token)?;
    let came = match &given.recovery_code {
        Some(code) => {
            step.accounts()
                .reset_with_recovery_code(&token, code, given.password, &step.visit)
                .await?
        }
        None => {
            step.accounts()
                .reset_password(&token, given.password, &step.visit)
                .await?
        }
    };
    step.answer(came).await
}

async fn request_link(step: Step, Json(given): Json<Email>) -> Result<StatusCode, Failure> {
    step.accounts()
        .request_link(&given.email, &step.visit)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn link(step: Step, Json(given): Json<Link>) -> Answer {
    let came = step
        .accounts()
        .sign_in_with_link(&token(&given.token)?, &step.visit)
        .await?;
    step.answer(came).await
}
