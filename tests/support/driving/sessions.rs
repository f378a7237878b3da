//! Sessions and tokens: used, refreshed, asked for again, replayed, listed, ended; access tokens, real and forged.

use secrecy::ExposeSecret;
use wardroom_core::model::Refusal;

use super::Driver;
use super::driver::GRACE;
use crate::application::{refusal, visit};
use crate::drive;

pub(super) async fn play(driver: &mut Driver<'_>) {
    let here = visit();
    let address = driver.address("ivan");
    let (_, ivan) = driver.newcomer(&address).await;
    let session = drive!(driver.authenticate(&ivan.token)).unwrap();
    access(driver, &session).await;
    let next = drive!(driver.refresh(&ivan.refresh, &here)).unwrap();
    driver.token("a refresh token that follows", &next.refresh);
    let again = drive!(driver.refresh(&ivan.refresh, &here)).unwrap();
    assert_eq!(again.refresh.expose(), next.refresh.expose());
    driver.stage.wait(GRACE);
    let replayed = drive!(driver.refresh(&ivan.refresh, &here));
    assert_eq!(refusal(replayed), Refusal::SessionOver);

    let (answer, other) = (
        driver.sign_in(&address).await,
        driver.sign_in(&address).await,
    );
    let (ivan, other) = (driver.inside(answer), driver.inside(other));
    let page = drive!(driver.own_sessions(&ivan.token, None, 9)).unwrap();
    assert_eq!(page.rows.len(), 2);
    drive!(driver.end_session(&ivan.token, &other.session.id, &here)).unwrap();
    drive!(driver.end_other_sessions(&ivan.token, &here)).unwrap();
    drive!(driver.sign_out(&ivan.token, &here)).unwrap();
}

async fn access(driver: &mut Driver<'_>, session: &wardroom_core::model::Session) {
    let token = drive!(driver.access_token(session)).unwrap();
    let text = token.text.expose_secret();
    driver.trail.secret("an access token", text);
    let (said, signature) = text.rsplit_once('.').unwrap();
    driver
        .trail
        .secret("an access token's signature", signature);
    drive!(driver.verify_access_token(text)).unwrap();
    let forged = format!("{said}.{}", signature.to_lowercase());
    driver.trail.secret("a forged access token", &forged);
    drive!(driver.verify_access_token(&forged)).unwrap_err();
    drive!(driver.jwks()).unwrap();
}
