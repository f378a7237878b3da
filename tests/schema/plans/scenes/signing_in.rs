//! An operator comes aboard: enrols, signs in by authenticator and by recovery code, steps up, goes on.

use secrecy::SecretString;
use wardroom_core::Directory;
use wardroom_core::action::operator::{
    CreateOperator, Credentials, begin_enrolment, confirm_enrolment, resume, sign_in, step_up,
};
use wardroom_core::action::perform;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::model::OperatorRole;

use super::accounts::{admin, reason};
use super::{Scene, scene};

pub(super) fn all() -> Vec<(String, Scene)> {
    vec![scene(
        "begin_enrolment, confirm_enrolment, sign_in, step_up and resume",
        |d, round| Box::pin(come_aboard(d, round)),
    )]
}

async fn come_aboard(directory: &Directory, round: u64) {
    let name = format!("sailor{round}");
    let create = CreateOperator {
        name: name.clone(),
        email: None,
        role: OperatorRole::Support,
    };
    let made = perform(directory, &admin(), &reason(), &create)
        .await
        .unwrap()
        .outcome;
    let password = || SecretString::from("a long enough passphrase 7");
    let ring = KeyRing::parse(&SecretString::from(format!("1:{}", "A".repeat(43)))).unwrap();
    let code = made.code.grouped();
    let enrolling = begin_enrolment(directory, &name, &code, password())
        .await
        .unwrap();
    let now = directory.now().unix_seconds();
    let shown = enrolling.secret().code_at(now);
    let enrolled = confirm_enrolment(directory, &ring, &enrolling, &shown, None)
        .await
        .unwrap();
    // The clock stands, and a step is accepted once: by the authenticator's next.
    for second_factor in [
        enrolling.secret().code_at(now + 30),
        enrolled.codes[0].grouped(),
    ] {
        let credentials = Credentials {
            name: name.clone(),
            password: password(),
            second_factor,
        };
        let signed_in = sign_in(directory, &ring, &credentials, None).await.unwrap();
        resume(directory, &signed_in.token).await.unwrap();
    }
    let caller = enrolled.signed_in.caller;
    step_up(directory, &ring, &caller, &enrolled.codes[1].grouped())
        .await
        .unwrap();
}
