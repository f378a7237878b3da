//! Tenants and who belongs to them; a partner's invitation.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::By;
use wardroom_core::model::InvitationId;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{Signed, Step};
use super::recovery::token;
use super::sign_in::Answer;

/// More than anyone reads.
const SHOWN: usize = 100;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/tenants", get(mine).post(create))
        .route("/api/tenants/{slug}/invitations", get(pending).post(invite))
        .route("/api/invitations/{id}", delete(revoke))
        .route("/api/invitations/accept", post(accept))
        .route("/api/invitations/join", post(join))
}

#[derive(Deserialize)]
struct NewTenant {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct Invite {
    email: String,
    role: String,
}

#[derive(Deserialize)]
struct Accept {
    token: String,
}

#[derive(Deserialize)]
struct Join {
    token: String,
    password: SecretString,
    name: Option<String>,
}

async fn mine(step: Step, signed: Signed) -> Result<Json<Value>, Failure> {
    let memberships = step.accounts().memberships(signed.user()).await?;
    Ok(Json(json!({ "memberships": memberships })))
}

async fn create(
    step: Step,
    signed: Signed,
    Json(new): Json<NewTenant>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let owner = signed.user();
    let tenant = step
        .accounts()
        .create_tenant(owner, &new.slug, &new.name, &step.visit)
        .await?;
    Ok((StatusCode::CREATED, Json(json!(tenant))))
}

async fn pending(
    step: Step,
    signed: Signed,
    Path(slug): Path<String>,
) -> Result<Json<Value>, Failure> {
    let tenant = step.accounts().tenant(&slug).await?;
    let by = By::User(signed.user());
    let page = step
        .accounts()
        .pending_invitations(by, Some(&tenant.id), None, SHOWN)
        .await?;
    Ok(Json(json!({ "invitations": page.rows })))
}

async fn invite(
    step: Step,
    signed: Signed,
    Path(slug): Path<String>,
    Json(new): Json<Invite>,
) -> Result<StatusCode, Failure> {
    let tenant = step.accounts().tenant(&slug).await?;
    let by = By::User(signed.user());
    step.accounts()
        .invite(by, &new.email, &new.role, Some(&tenant.id), &step.visit)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn revoke(step: Step, signed: Signed, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    let id = InvitationId(step.id("invitation", &id)?);
    step.accounts()
        .revoke_invitation(By::User(signed.user()), &id, &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn accept(
    step: Step,
    signed: Signed,
    Json(given): Json<Accept>,
) -> Result<StatusCode, Failure> {
    let token = token(&given.token)?;
    step.accounts()
        .accept_invitation(&token, signed.user(), &step.visit)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn join(step: Step, Json(given): Json<Join>) -> Answer {
    let token = token(&given.token)?;
    let came = step
        .accounts()
        .join_by_invitation(&token, given.password, given.name.as_deref(), &step.visit)
        .await?;
    step.answer(came).await
}
