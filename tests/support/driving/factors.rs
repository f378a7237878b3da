//! Second factors by code: an authenticator enrolled, shown, lost; recovery codes; the code support reads out.

use secrecy::ExposeSecret;
use wardroom_core::action::codes::{FinishCodes, IssueOneTimeCode};
use wardroom_core::action::perform;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::crypto::token::Token;
use wardroom_core::flow::Waiting;
use wardroom_core::model::{MailTemplate, UserId};

use super::Driver;
use crate::application::{PASSWORD, visit};
use crate::cast::reason;
use crate::drive;
use crate::letters::link;
use crate::phone::Phone;

pub(super) async fn play(driver: &mut Driver<'_>) {
    let address = driver.address("gwen");
    let (id, gwen) = driver.newcomer(&address).await;
    let (phone, codes) = enrol(driver, &gwen.token).await;
    shown_again(driver, &gwen.token, &phone, &codes[0]).await;
    let codes = helped_by_support(driver, &id).await;
    let gwen = lost(driver, &codes).await;
    drive!(driver.recovery_codes_left(&gwen)).unwrap();
}

/// Signs gwen in with the password she began with, which is not enough.
async fn again(driver: &mut Driver<'_>) -> Waiting {
    let address = driver.address("gwen");
    let answer = driver.sign_in(&address).await;
    driver.waiting(answer)
}

/// An authenticator that counts, and the codes that stand in for it.
async fn enrol(driver: &mut Driver<'_>, session: &Token) -> (Phone, Vec<RecoveryCode>) {
    let here = visit();
    let begun = drive!(driver.begin_totp(session, "phone")).unwrap();
    let phone = driver.phone(&begun);
    let code = driver.shows(&phone);
    drive!(driver.confirm_totp(session, &code, &here)).unwrap();
    let codes = drive!(driver.issue_recovery_codes(session, &here)).unwrap();
    driver.codes(&codes);
    (phone, codes)
}

async fn shown_again(driver: &mut Driver<'_>, session: &Token, phone: &Phone, code: &RecoveryCode) {
    let here = visit();
    let wrong = phone.never_shows(driver.stage.now());
    drive!(driver.step_up_with_totp(session, &wrong, &here)).unwrap_err();
    let shown = driver.shows(phone);
    drive!(driver.step_up_with_totp(session, &shown, &here)).unwrap();
    let waiting = again(driver).await;
    let shown = driver.shows(phone);
    let answer = drive!(driver.answer_with_totp(&waiting.challenge, &shown, &here));
    driver.inside(answer);
    let waiting = again(driver).await;
    let typed = code.grouped();
    let answer = drive!(driver.answer_with_recovery_code(&waiting.challenge, &typed, &here));
    driver.inside(answer);
}

/// The code of the call; what is enrolled with it brings codes of its own.
async fn helped_by_support(driver: &mut Driver<'_>, user: &UserId) -> Vec<RecoveryCode> {
    let (here, directory) = (visit(), &driver.stage.directory);
    let by = driver.support.clone();
    let issue = IssueOneTimeCode { user: user.clone() };
    let issued = perform(directory, &by, &reason(), &issue).await.unwrap();
    driver.prints("an issued code", &issued);
    let issued = issued.outcome;
    driver.codes(&issued.codes);
    let (user, set) = (user.clone(), issued.set);
    let finish = FinishCodes { user, set };
    perform(directory, &by, &reason(), &finish).await.unwrap();

    let waiting = again(driver).await;
    let code = issued.codes[0].grouped();
    let opened = drive!(driver.redeem_enrolment_code(&waiting.challenge, &code, &here)).unwrap();
    driver.token("an enrolment's challenge", &opened.challenge);
    let begun = drive!(driver.begin_enrolment(&opened.challenge, "new phone")).unwrap();
    let phone = driver.phone(&begun);
    let code = driver.shows(&phone);
    let enrolled = drive!(driver.confirm_enrolment(&opened.challenge, &code, &here)).unwrap();
    driver.codes(&enrolled.codes);
    driver.inside(Ok(enrolled.sign_in));
    enrolled.codes
}

/// The phone is lost twice: once with the password known, once without.
async fn lost(driver: &mut Driver<'_>, codes: &[RecoveryCode]) -> Token {
    let (here, address) = (visit(), driver.address("gwen"));
    let waiting = again(driver).await;
    let typed = codes[0].grouped();
    let answer = drive!(driver.reset_second_factors(&waiting.challenge, &typed, &here));
    let inside = driver.inside(answer);
    let (_, codes) = enrol(driver, &inside.token).await;

    drive!(driver.request_reset(&address, &here)).unwrap();
    let mailed = link(driver.stage, MailTemplate::PasswordResetLink, &address).await;
    let (typed, new) = (
        codes[0].grouped(),
        driver.password("a watch without a moon"),
    );
    assert_ne!(new.expose_secret(), PASSWORD);
    let answer = drive!(driver.reset_with_recovery_code(&mailed, &typed, new, &here));
    let inside = driver.inside(answer).token;
    let begun = drive!(driver.begin_totp(&inside, "third phone")).unwrap();
    let phone = driver.phone(&begun);
    let code = driver.shows(&phone);
    drive!(driver.confirm_totp(&inside, &code, &here)).unwrap();
    drive!(driver.remove_totp(&inside, &begun.factor, &here)).unwrap();
    inside
}
