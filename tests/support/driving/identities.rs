//! Identities, with the tokens their provider gave: signed in with, linked, read back, unlinked.

use secrecy::ExposeSecret;
use wardroom_core::flow::ProvenIdentity;

use super::Driver;
use crate::application::visit;
use crate::drive;

fn proven(driver: &mut Driver<'_>, provider: &str, tokens: &'static str) -> ProvenIdentity {
    driver.trail.secret("a provider's tokens", tokens);
    let proven = ProvenIdentity {
        provider: provider.into(),
        subject: driver.named("theirs"),
        email: Some(driver.address("hal")),
        email_verified: true,
        tokens: Some(tokens.into()),
    };
    driver.prints("a proven identity", &proven);
    proven
}

pub(super) async fn play(driver: &mut Driver<'_>) {
    let here = visit();
    let github = proven(driver, "github", "gho-what-github-gave-first");
    let answer = drive!(driver.sign_in_with_identity(&github, &here));
    let hal = driver.inside(answer);
    let again = proven(driver, "github", "gho-what-github-gave-later");
    let answer = drive!(driver.sign_in_with_identity(&again, &here));
    driver.inside(answer);
    let google = proven(driver, "google", "ya29-what-google-gave");
    let linked = drive!(driver.link_identity(&hal.token, &google, &here)).unwrap();
    let kept = drive!(driver.provider_tokens(&hal.user.id, &linked.id)).unwrap();
    assert_eq!(kept.unwrap().expose_secret(), "ya29-what-google-gave");
    drive!(driver.unlink_identity(&hal.token, &linked.id, &here)).unwrap();
}
