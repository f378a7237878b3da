//! An address is registered, proved, signed in with by code, changed; and something else is typed where it belongs.

use wardroom_core::flow::Registration;
use wardroom_core::model::MailTemplate;

use super::Driver;
use crate::application::visit;
use crate::drive;
use crate::letters::secret;

pub(super) async fn play(driver: &mut Driver<'_>) {
    let here = visit();
    let (address, elsewhere) = (driver.address("erin"), driver.address("erin.new"));
    let new = Registration {
        email: address.clone(),
        password: Some(driver.password("a lantern over the stern")),
        display_name: Some("Erin".into()),
    };
    driver.prints("a registration", &new);
    let registered = drive!(driver.register(new, &here)).unwrap();
    driver.token("a registration's ticket", &registered.ticket);
    let code = secret(driver.stage, MailTemplate::VerifyEmail, &address).await;
    let ticket = Some(&registered.ticket);
    let answer = drive!(driver.verify_code(&address, &code, ticket, &here));
    driver.inside(answer);

    drive!(driver.send_code(&address, &here)).unwrap();
    let code = secret(driver.stage, MailTemplate::SignInCode, &address).await;
    let answer = drive!(driver.verify_code(&address, &code, None, &here));
    let erin = driver.inside(answer).token;
    drive!(driver.change_email(&erin, &elsewhere, &here)).unwrap();
    let code = secret(driver.stage, MailTemplate::VerifyEmailChange, &elsewhere).await;
    drive!(driver.confirm_email(&erin, &code, &here)).unwrap();
    mistyped(driver).await;
}

/// A password in the field above its own.
async fn mistyped(driver: &mut Driver<'_>) {
    let here = visit();
    let typed = driver.named("typed-where-the-address-belongs");
    driver.trail.secret("what was typed as an address", &typed);
    let new = Registration {
        email: typed.clone(),
        password: None,
        display_name: None,
    };
    drive!(driver.register(new, &here)).unwrap_err();
    let password = driver.password("the next field over, too");
    drive!(driver.sign_in(&typed, password, &here)).unwrap_err();
    drive!(driver.send_code(&typed, &here)).unwrap();
    drive!(driver.request_link(&typed, &here)).unwrap();
    drive!(driver.request_reset(&typed, &here)).unwrap();
    drive!(driver.verify_code(&typed, &typed, None, &here)).unwrap_err();
}
