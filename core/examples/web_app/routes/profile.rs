//! The signed-in user's own profile: 200, 201, 401, 404, 409 and 422 each mean what they say.

use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use wardroom_core::model::{Profile, ProfileForm};

use super::super::Shared;
use super::super::failure::Failure;
use super::super::request::{Step, User};

pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/api/profile", get(read).post(create).put(update))
}

async fn read(step: Step, user: User) -> Result<Json<Profile>, Failure> {
    Ok(Json(step.accounts().profile(&user.0).await?))
}

async fn create(
    step: Step,
    user: User,
    Json(says): Json<ProfileForm>,
) -> Result<(StatusCode, Json<Profile>), Failure> {
    let made = step
        .accounts()
        .create_profile(&user.0, says, &step.visit)
        .await?;
    Ok((StatusCode::CREATED, Json(made)))
}

async fn update(
    step: Step,
    user: User,
    Json(says): Json<ProfileForm>,
) -> Result<Json<Profile>, Failure> {
    Ok(Json(
        step.accounts()
            .update_profile(&user.0, says, &step.visit)
            .await?,
    ))
}
