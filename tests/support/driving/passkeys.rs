//! Passkeys: registered, signed in with, shown as the second factor, shown again, removed.

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value as Json;

use super::Driver;
use crate::application::visit;
use crate::drive;
use crate::security_key::SecurityKey;

pub(super) async fn play(driver: &mut Driver<'_>) {
    let here = visit();
    let address = driver.address("hugo");
    let (_, hugo) = driver.newcomer(&address).await;
    let mut key = SecurityKey::new(Some(0));
    let begun = drive!(driver.begin_passkey(&hugo.token)).unwrap();
    driver.token("a passkey ceremony", &begun.ceremony);
    let answer = key.create(&begun.options);
    let kept = drive!(driver.finish_passkey(&hugo.token, &begun.ceremony, "key", &answer, &here));
    let passkey = kept.unwrap();
    drive!(driver.rename_passkey(&hugo.token, &passkey, "old key", &here)).unwrap();

    let begun = drive!(driver.begin_passkey_sign_in(&here)).unwrap();
    driver.token("a passkey ceremony", &begun.ceremony);
    let answer = signed(driver, &mut key, &begun.options);
    let answer = drive!(driver.finish_passkey_sign_in(&begun.ceremony, &answer, &here));
    driver.inside(answer);

    let answer = driver.sign_in(&address).await;
    let waiting = driver.waiting(answer);
    let options = drive!(driver.ask_passkey(&waiting.challenge)).unwrap();
    let answer = signed(driver, &mut key, &options);
    let answer = drive!(driver.answer_with_passkey(&waiting.challenge, &answer, &here));
    driver.inside(answer);

    let begun = drive!(driver.begin_passkey_step_up(&hugo.token)).unwrap();
    driver.token("a passkey ceremony", &begun.ceremony);
    let answer = signed(driver, &mut key, &begun.options);
    drive!(driver.step_up_with_passkey(&hugo.token, &begun.ceremony, &answer, &here)).unwrap();
    drive!(driver.remove_passkey(&hugo.token, &passkey, &here)).unwrap();
}

/// What the key answers; its signature counts once, as a password does.
fn signed(driver: &mut Driver<'_>, key: &mut SecurityKey, options: &Json) -> Json {
    let answer = key.get(options);
    let signature = answer["response"]["signature"].as_str().unwrap();
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    driver.trail.secret("a passkey's signature", signature);
    answer
}
