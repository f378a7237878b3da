//! Registration, and proving an address.

use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use wardroom_core::flow::Registration;

use super::super::failure::Failure;
use super::super::request::{Signed, Step};
use super::super::{Shared, cookies};
use super::sign_in::Answer;

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
    step: Step,
    Json(given): Json<Register>,
) -> Result<(StatusCode, CookieJar), Failure> {
    let new = Registration {
        email: given.email,
        password: Some(given.password),
        display_name: given.name,
    };
    let registered = step.accounts().register(new, &step.visit).await?;
    let ticket = cookies::token(cookies::CHALLENGE, &registered.ticket);
    Ok((StatusCode::ACCEPTED, step.jar.add(ticket)))
}

/// A customer who books without an account has one by address only, to be claimed later.
async fn book(step: Step, Json(given): Json<Booking>) -> Result<StatusCode, Failure> {
    step.accounts()
        .book(&given.email, given.name.as_deref(), &step.visit)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn send(step: Step, Json(given): Json<Email>) -> Result<StatusCode, Failure> {
    step.accounts().send_code(&given.email, &step.visit).await?;
    Ok(StatusCode::ACCEPTED)
}

async fn verify(step: Step, Json(given): Json<Proof>) -> Answer {
    let ticket = cookies::read(&step.jar, cookies::CHALLENGE);
    let came = step
        .accounts()
        .verify_code(&given.email, &given.code, ticket.as_ref(), &step.visit)
        .await?;
    step.answer(came).await
}

async fn change(
    step: Step,
    signed: Signed,
    Json(given): Json<Email>,
) -> Result<StatusCode, Failure> {
    step.accounts()
        .change_email(&signed.token, &given.email, &step.visit)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn confirm(
    step: Step,
    signed: Signed,
    Json(given): Json<Code>,
) -> Result<StatusCode, Failure> {
    step.accounts()
        .confirm_email(&signed.token, &given.code, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
