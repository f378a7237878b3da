//! Errors as answers: a status and one word; the sentence only where it is the caller's own mistake.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use wardroom_core::Error;
use wardroom_core::model::Refusal;

/// An answer that is no success.
#[derive(Debug)]
pub(super) enum Failure {
    /// What the accounts say.
    Accounts(Error),
    /// Nobody is signed in.
    SignedOut,
    /// The request comes from another site.
    OtherSite,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Accounts(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, word, says) = match &self {
            Self::SignedOut => (StatusCode::UNAUTHORIZED, "signed_out", None),
            Self::OtherSite => (StatusCode::FORBIDDEN, "other_site", None),
            Self::Accounts(error) => told(error),
        };
        let mut answer = (status, Json(json!({ "error": word, "message": says }))).into_response();
        if let Self::Accounts(Error::Refused { refusal, .. }) = self
            && let Some(seconds) = refusal.retry_after()
        {
            answer
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer
    }
}

fn told(error: &Error) -> (StatusCode, &'static str, Option<String>) {
    let says = Some(error.to_string());
    match error {
        Error::NotFound { .. } => (StatusCode::NOT_FOUND, "not_found", says),
        Error::Conflict { .. } => (StatusCode::CONFLICT, "conflict", says),
        Error::Invalid { .. } | Error::Crypto(_) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "invalid", says)
        }
        Error::Token(_) => (StatusCode::UNAUTHORIZED, "signed_out", None),
        Error::Refused { refusal, .. } => {
            let status = match refusal {
                Refusal::WrongCredentials | Refusal::SessionOver | Refusal::Over => {
                    StatusCode::UNAUTHORIZED
                }
                Refusal::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::FORBIDDEN,
            };
            (status, refusal.word(), None)
        }
        Error::Busy { .. } => (StatusCode::SERVICE_UNAVAILABLE, "busy", None),
        other => {
            tracing::error!(error = %other, "a request failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "failed", None)
        }
    }
}
