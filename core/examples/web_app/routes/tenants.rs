//! Tenants and who belongs to them; a partner's invitation.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::By;
use wardroom_core::model::InvitationId;

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{From, Signed};
use super::recovery::token;
use super::sign_in::answer;

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

async fn mine(State(app): State<Shared>, signed: Signed) -> Result<Json<Value>, Failure> {
    let memberships = app.accounts.memberships(&signed.session.user_id).await?;
    Ok(Json(json!({ "memberships": memberships })))
}

async fn create(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(new): Json<NewTenant>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let owner = &signed.session.user_id;
    let tenant = app
        .accounts
        .create_tenant(owner, &new.slug, &new.name, &from.0)
        .await?;
    Ok((StatusCode::CREATED, Json(json!(tenant))))
}

async fn pending(
    State(app): State<Shared>,
    signed: Signed,
    Path(slug): Path<String>,
) -> Result<Json<Value>, Failure> {
    let tenant = app.accounts.tenant(&slug).await?;
    let by = By::User(&signed.session.user_id);
    let page = app
        .accounts
        .pending_invitations(by, Some(&tenant.id), None, SHOWN)
        .await?;
    Ok(Json(json!({ "invitations": page.rows })))
}

async fn invite(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(slug): Path<String>,
    Json(new): Json<Invite>,
) -> Result<StatusCode, Failure> {
    let tenant = app.accounts.tenant(&slug).await?;
    let by = By::User(&signed.session.user_id);
    app.accounts
        .invite(by, &new.email, &new.role, Some(&tenant.id), &from.0)
        .await?;
    Ok(StatusCode::ACCEPTED)
}

async fn revoke(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<StatusCode, Failure> {
    let id = InvitationId(
        app.accounts
            .directory()
            .layout()
            .parse_id("invitation", &id)?,
    );
    app.accounts
        .revoke_invitation(By::User(&signed.session.user_id), &id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn accept(
    State(app): State<Shared>,
    from: From,
    signed: Signed,
    Json(given): Json<Accept>,
) -> Result<StatusCode, Failure> {
    let token = token(&given.token)?;
    app.accounts
        .accept_invitation(&token, &signed.session.user_id, &from.0)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn join(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Join>,
) -> Result<(CookieJar, Json<Value>), Failure> {
    let token = token(&given.token)?;
    let came = app
        .accounts
        .join_by_invitation(&token, given.password, given.name.as_deref(), &from.0)
        .await?;
    answer(&app, jar, came).await
}
