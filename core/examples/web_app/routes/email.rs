//! Registration, and proving an address.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use wardroom_core::flow::Registration;

use super::super::failure::Failure;
use super::super::request::{From, Signed};
use super::super::{Shared, cookies};
use super::sign_in::answer;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/register", post(register))
        .route("/api/bookings", post(book))
        .route("/api/verify/send", post(send))
        .route("/api/verify", post(verify))
        .route("/api/email", post(change))
        .route("/api/email/confirm", post(confirm))
}

#[derive(Deserialize)]
struct Register {
    email: String,
    password: SecretString,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Booking {
    email: String,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Email {
    email: String,
}

#[derive(Deserialize)]
struct Proof {
    email: String,
    code: String,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

/// 202 for a new address as for one that has an account: the mail tells its owner which.
async fn register(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Register>,
) -> Result<(StatusCode, CookieJar), Failure> {
    let new = Registration {
        email: given.email,
        password: Some(given.password),
        display_name: given.name,
    };
    let registered = app.accounts.register(new, &from.0).await?;
    let jar = jar.add(cookies::token(cookies::CHALLENGE, &registered.ticket));
    Ok((StatusCode::ACCEPTED, jar))
}

/// A customer who books without an account has one by address only, to be claimed later.
async fn book(
    State(app): State<Shared>,
    from: From,
    Json(given): Json<Booking>,
) -> Result<StatusCode, Failure> {
    app.accounts
        .book(&given.email, given.name.as_deref(), &from.0)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn send(
    State(app): State<Shared>,
    from: From,
    Json(given): Json<Email>,
) -> Result<StatusCode, Failure> {
    app.accounts.send_code(&given.email, &from.0).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn verify(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Proof>,
) -> Result<(CookieJar, Json<Value>), Failure> {
    let ticket = cookies::read(&jar, cookies::CHALLENGE);
    let came = app
        .accounts
        .verify_code(&given.email, &given.code, ticket.as_ref(), &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn change(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Email>,
) -> Result<StatusCode, Failure> {
    app.accounts
        .change_email(&signed.token, &given.email, &from.0)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn confirm(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    app.accounts
        .confirm_email(&signed.token, &given.code, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
