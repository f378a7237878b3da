//! Passwords: wrong, right, changed, replaced where they must be, reset by mail; and a sign-in by link.

use std::time::Duration;
use wardroom_core::db::sql;
use wardroom_core::model::MailTemplate;

use super::Driver;
use crate::application::{PASSWORD, visit};
use crate::drive;
use crate::letters::link;

const MUST: &str = "UPDATE {user} SET {user.must_change_password} = TRUE WHERE {user.id} = $1";

pub(super) async fn play(driver: &mut Driver<'_>) {
    let here = visit();
    let address = driver.address("fred");
    let (id, fred) = driver.newcomer(&address).await;
    let wrong = driver.password("a noisy night in the hold");
    drive!(driver.sign_in(&address, wrong, &here)).unwrap_err();
    driver.stage.wait(Duration::from_mins(1));

    let (old, new) = (PASSWORD.into(), driver.password("a quieter night on deck"));
    let answer = drive!(driver.change_password(&fred.token, Some(old), new, &here));
    let fred = driver.inside(answer);
    let wrong = driver.password("what was the password again");
    let new = driver.password("never to be set at all");
    drive!(driver.change_password(&fred.token, Some(wrong), new, &here)).unwrap_err();

    driver.stage.run(sql(MUST).bind(&id.0)).await;
    let current = driver.password("a quieter night on deck");
    let answer = drive!(driver.sign_in(&address, current, &here));
    let waiting = driver.waiting(answer);
    let short = driver.password("nine mile");
    drive!(driver.set_new_password(&waiting.challenge, short, &here)).unwrap_err();
    let new = driver.password("the quietest night of all");
    let answer = drive!(driver.set_new_password(&waiting.challenge, new, &here));
    driver.inside(answer);

    drive!(driver.request_reset(&address, &here)).unwrap();
    let mailed = link(driver.stage, MailTemplate::PasswordResetLink, &address).await;
    let new = driver.password("a night like any other");
    let answer = drive!(driver.reset_password(&mailed, new, &here));
    driver.inside(answer);

    drive!(driver.request_link(&address, &here)).unwrap();
    let mailed = link(driver.stage, MailTemplate::MagicLink, &address).await;
    let answer = drive!(driver.sign_in_with_link(&mailed, &here));
    driver.inside(answer);
}
