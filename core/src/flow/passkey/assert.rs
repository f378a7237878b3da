//! Checking what a browser answers for a passkey: the signature, and that its counter went on.

use serde_json::{Value as Json, json};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, PublicKeyCredential, WebauthnError,
};

use super::relying_party::{credential, handle, read};
use crate::error::Result;
use crate::flow::Visit;
use crate::flow::turn::{About, Turn};
use crate::model::{Challenge, EventKind, MailTemplate, User, UserId};
use crate::store::accounts::passkeys::{self, StoredPasskey};
use crate::store::users::user_in;

/// What came of an answer.
#[derive(Debug)]
pub(super) enum Asserted {
    /// It is this user's passkey.
    Right(UserId),
    /// It is not; whose it would have been, where that is known.
    Wrong(Option<UserId>),
    /// Its counter did not go on: somebody has a copy. The event is written and the user told.
    Copied,
}

impl Turn<'_> {
    /// Checks the answer to the ceremony whose state `challenge` keeps; without a user anybody's passkey may answer.
    pub(super) async fn assert(
        &mut self,
        challenge: &Challenge,
        answer: &Json,
        visit: &Visit,
    ) -> Result<Asserted> {
        let answer: PublicKeyCredential = read(answer)?;
        let expected = challenge.user_id.as_ref();
        let stored = passkeys::by_credential(&mut self.tx, answer.get_credential_id()).await?;
        let stored = stored.filter(|p| expected.is_none_or(|user| *user == p.user_id));
        let state = self.ceremony_state(&challenge.id).await?;
        let (Some(stored), Some(state)) = (stored, state) else {
            return Ok(Asserted::Wrong(expected.cloned()));
        };
        let Some(user) = user_in(&mut self.tx, &stored.user_id).await? else {
            return Ok(Asserted::Wrong(None));
        };
        if !handled(&answer, &stored.user_id, expected.is_none()) {
            return Ok(Asserted::Wrong(Some(user.id)));
        }
        match self.verify(&answer, state, &stored)? {
            Ok(seen) => self.note_use(user, &stored, &seen, visit).await,
            Err(WebauthnError::CredentialPossibleCompromise) => {
                self.copied(user, &stored, visit).await
            }
            Err(_) => Ok(Asserted::Wrong(Some(user.id))),
        }
    }

    fn verify(
        &self,
        answer: &PublicKeyCredential,
        state: DiscoverableAuthentication,
        stored: &StoredPasskey,
    ) -> Result<Result<AuthenticationResult, WebauthnError>> {
        let (site, key) = (self.accounts.relying_party()?, credential(stored)?);
        Ok(site.finish_discoverable_authentication_v2(answer, state, &key))
    }

    async fn note_use(
        &mut self,
        user: User,
        stored: &StoredPasskey,
        seen: &AuthenticationResult,
        visit: &Visit,
    ) -> Result<Asserted> {
        let (count, backed_up) = (seen.counter(), seen.backup_state());
        if passkeys::used(&mut self.edit(), &stored.id, count, backed_up).await? {
            return Ok(Asserted::Right(user.id));
        }
        // Another use with this counter was quicker.
        self.copied(user, stored, visit).await
    }

    async fn copied(
        &mut self,
        user: User,
        stored: &StoredPasskey,
        visit: &Visit,
    ) -> Result<Asserted> {
        let detail = json!({ "factor": stored.id, "why": "its counter did not go on" });
        let about = About::user(&user.id);
        self.event(EventKind::PasskeyRefused, about, visit, detail)
            .await?;
        self.tell(&user, MailTemplate::PasskeyRefused, json!({}))
            .await?;
        Ok(Asserted::Copied)
    }
}

/// Whether the user handle is the user's; a passkey that names its owner must (WebAuthn level 2, section 7.2 step 6).
fn handled(answer: &PublicKeyCredential, user: &UserId, required: bool) -> bool {
    match answer.get_user_unique_id() {
        Some(given) => given == handle(user).as_bytes(),
        None => !required,
    }
}
