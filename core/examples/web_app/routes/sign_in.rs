//! Signing in, step by step: each step ends in a session or says what is still missing.

use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::SignIn;

use super::super::failure::Failure;
use super::super::request::{Step, Unfinished};
use super::super::{Shared, cookies};

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/sign-in", post(password))
        .route("/api/sign-in/totp", post(totp))
        .route("/api/sign-in/recovery-code", post(recovery_code))
        .route("/api/sign-in/new-password", post(new_password))
        .route("/api/sign-in/enrolment-code", post(enrolment_code))
        .route("/api/sign-in/enrolment", post(begin_enrolment))
        .route("/api/sign-in/enrolment/confirm", post(confirm_enrolment))
        .route("/api/refresh", post(refresh))
        .route("/api/sign-out", post(sign_out))
}

/// Cookies and body.
pub(super) type Answer = Result<(CookieJar, Json<Value>), Failure>;

impl Step {
    /// Cookies and body for what came of it.
    pub(super) async fn answer(self, came: SignIn) -> Answer {
        let (next, waiting) = match came {
            SignIn::Done(done) => {
                let access = self.accounts().access_token(&done.session).await?;
                let jar = cookies::cleared(self.jar, &[cookies::CHALLENGE])
                    .add(cookies::token(cookies::SESSION, &done.token))
                    .add(cookies::token(cookies::REFRESH, &done.refresh))
                    .add(cookies::access(&access));
                return Ok((jar, Json(json!({ "next": null, "user": done.user.id }))));
            }
            SignIn::SecondFactor(waiting) => ("second_factor", waiting),
            SignIn::NewPassword(waiting) => ("new_password", waiting),
            SignIn::Enrolment(waiting) => ("enrolment", waiting),
        };
        let challenge = cookies::token(cookies::CHALLENGE, &waiting.challenge);
        let body = json!({ "next": next, "factors": waiting.factors });
        Ok((self.jar.add(challenge), Json(body)))
    }
}

#[derive(Deserialize)]
struct Credentials {
    email: String,
    password: SecretString,
}

#[derive(Deserialize)]
struct Code {
    code: SecretString,
}

#[derive(Deserialize)]
struct NewPassword {
    password: SecretString,
}

async fn password(step: Step, Json(given): Json<Credentials>) -> Answer {
    let came = step
        .accounts()
        .sign_in(&given.email, given.password, &step.visit)
        .await?;
    step.answer(came).await
}

async fn totp(step: Step, waiting: Unfinished, Json(given): Json<Code>) -> Answer {
    let came = step
        .accounts()
        .answer_with_totp(&waiting.0, &given.code, &step.visit)
        .await?;
    step.answer(came).await
}

async fn recovery_code(step: Step, waiting: Unfinished, Json(given): Json<Code>) -> Answer {
    let came = step
        .accounts()
        .answer_with_recovery_code(&waiting.0, &given.code, &step.visit)
        .await?;
    step.answer(came).await
}

async fn new_password(step: Step, waiting: Unfinished, Json(given): Json<NewPassword>) -> Answer {
    let came = step
        .accounts()
        .set_new_password(&waiting.0, given.password, &step.visit)
        .await?;
    step.answer(came).await
}

/// The code an operator gave on the telephone opens an enrolment, nothing else.
async fn enrolment_code(step: Step, waiting: Unfinished, Json(given): Json<Code>) -> Answer {
    let waiting = step
        .accounts()
        .redeem_enrolment_code(&waiting.0, &given.code, &step.visit)
        .await?;
    step.answer(SignIn::Enrolment(waiting)).await
}

async fn begin_enrolment(step: Step, waiting: Unfinished) -> Result<Json<Value>, Failure> {
    let begun = step
        .accounts()
        .begin_enrolment(&waiting.0, "authenticator")
        .await?;
    Ok(Json(super::factors::shown(&begun)))
}

async fn confirm_enrolment(step: Step, waiting: Unfinished, Json(given): Json<Code>) -> Answer {
    let enrolled = step
        .accounts()
        .confirm_enrolment(&waiting.0, &given.code, &step.visit)
        .await?;
    let codes = super::factors::written(&enrolled.codes);
    let (jar, Json(mut body)) = step.answer(enrolled.sign_in).await?;
    body["recovery_codes"] = codes;
    Ok((jar, Json(body)))
}

async fn refresh(step: Step) -> Result<CookieJar, Failure> {
    let token = cookies::read(&step.jar, cookies::REFRESH).ok_or(Failure::SignedOut)?;
    let fresh = step.accounts().refresh(&token, &step.visit).await?;
    let access = step.accounts().access_token(&fresh.session).await?;
    Ok(step
        .jar
        .add(cookies::token(cookies::REFRESH, &fresh.refresh))
        .add(cookies::access(&access)))
}

async fn sign_out(step: Step) -> Result<CookieJar, Failure> {
    if let Some(token) = cookies::read(&step.jar, cookies::SESSION) {
        step.accounts().sign_out(&token, &step.visit).await?;
    }
    let all = [
        cookies::SESSION,
        cookies::ACCESS,
        cookies::REFRESH,
        cookies::CHALLENGE,
    ];
    Ok(cookies::cleared(step.jar, &all))
}
