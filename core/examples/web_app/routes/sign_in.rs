//! Signing in, step by step: each step ends in a session or says what is still missing.

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use axum_extra::extract::CookieJar;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::{Value, json};
use wardroom_core::flow::SignIn;

use super::super::failure::Failure;
use super::super::request::{From, Unfinished};
use super::super::{App, Shared, cookies};

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

/// Cookies and body for what came of a sign-in.
pub(super) async fn answer(
    app: &App,
    jar: CookieJar,
    came: SignIn,
) -> Result<(CookieJar, Json<Value>), Failure> {
    let (next, waiting) = match came {
        SignIn::Done(done) => {
            let access = app.accounts.access_token(&done.session).await?;
            let jar = cookies::cleared(jar, &[cookies::CHALLENGE])
                .add(cookies::token(cookies::SESSION, &done.token))
                .add(cookies::token(cookies::REFRESH, &done.refresh))
                .add(cookies::access(&access));
            return Ok((jar, Json(json!({ "next": null, "user": done.user.id }))));
        }
        SignIn::SecondFactor(waiting) => ("second_factor", waiting),
        SignIn::NewPassword(waiting) => ("new_password", waiting),
        SignIn::Enrolment(waiting) => ("enrolment", waiting),
    };
    let jar = jar.add(cookies::token(cookies::CHALLENGE, &waiting.challenge));
    Ok((
        jar,
        Json(json!({ "next": next, "factors": waiting.factors })),
    ))
}

type Answer = Result<(CookieJar, Json<Value>), Failure>;

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

async fn password(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    Json(given): Json<Credentials>,
) -> Answer {
    let came = app
        .accounts
        .sign_in(&given.email, given.password, &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn totp(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<Code>,
) -> Answer {
    let came = app
        .accounts
        .answer_with_totp(&waiting.0, &given.code, &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn recovery_code(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<Code>,
) -> Answer {
    let came = app
        .accounts
        .answer_with_recovery_code(&waiting.0, &given.code, &from.0)
        .await?;
    answer(&app, jar, came).await
}

async fn new_password(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<NewPassword>,
) -> Answer {
    let came = app
        .accounts
        .set_new_password(&waiting.0, given.password, &from.0)
        .await?;
    answer(&app, jar, came).await
}

/// The code an operator gave on the telephone opens an enrolment, nothing else.
async fn enrolment_code(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<Code>,
) -> Answer {
    let waiting = app
        .accounts
        .redeem_enrolment_code(&waiting.0, &given.code, &from.0)
        .await?;
    answer(&app, jar, SignIn::Enrolment(waiting)).await
}

async fn begin_enrolment(
    State(app): State<Shared>,
    waiting: Unfinished,
) -> Result<Json<Value>, Failure> {
    let begun = app
        .accounts
        .begin_enrolment(&waiting.0, "authenticator")
        .await?;
    Ok(Json(super::factors::shown(&begun)))
}

async fn confirm_enrolment(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
    waiting: Unfinished,
    Json(given): Json<Code>,
) -> Answer {
    let enrolled = app
        .accounts
        .confirm_enrolment(&waiting.0, &given.code, &from.0)
        .await?;
    let codes = super::factors::written(&enrolled.codes);
    let (jar, Json(mut body)) = answer(&app, jar, enrolled.sign_in).await?;
    body["recovery_codes"] = codes;
    Ok((jar, Json(body)))
}

async fn refresh(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
) -> Result<CookieJar, Failure> {
    let token = cookies::read(&jar, cookies::REFRESH).ok_or(Failure::SignedOut)?;
    let fresh = app.accounts.refresh(&token, &from.0).await?;
    let access = app.accounts.access_token(&fresh.session).await?;
    Ok(jar
        .add(cookies::token(cookies::REFRESH, &fresh.refresh))
        .add(cookies::access(&access)))
}

async fn sign_out(
    State(app): State<Shared>,
    jar: CookieJar,
    from: From,
) -> Result<CookieJar, Failure> {
    if let Some(token) = cookies::read(&jar, cookies::SESSION) {
        app.accounts.sign_out(&token, &from.0).await?;
    }
    let all = [
        cookies::SESSION,
        cookies::ACCESS,
        cookies::REFRESH,
        cookies::CHALLENGE,
    ];
    Ok(cookies::cleared(jar, &all))
}
