//! Ways back in by mail: a reset, a sign-in link. A link opens a page that posts its token; no GET consumes one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use wardroom_core::Error;
use wardroom_core::crypto::token::{Token, TokenKind};

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::From;
use super::sign_in::answer;

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

type Answer = Result<(CookieJar, Json<Value>), Failure>;

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

async fn request_reset(
    State(app): State<Shared>,
    from: From,
    Json(given): Json<Email>,
) -> Result<StatusCode, Failure> {
    app.accounts.request_reset(&given.email, &from.0).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn reset(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Reset>,
) -> Answer {
    let token = token(&given.token)?;
    let came = match &given.recovery_code {
        Some(code) => {
            app.accounts
                .reset_with_recovery_code(&token, code, given.password, &from.0)
                .await?
        }
        None => {
            app.accounts
                .reset_password(&token, given.password, &from.0)
                .await?
        }
    };
    answer(&app, jar, came).await
}

async fn request_link(
    State(app): State<Shared>,
    from: From,
    Json(given): Json<Email>,
) -> Result<StatusCode, Failure> {
    app.accounts.request_link(&given.email, &from.0).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn link(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Link>,
) -> Answer {
    let came = app
        .accounts
        .sign_in_with_link(&token(&given.token)?, &from.0)
        .await?;
    answer(&app, jar, came).await
}
