//! Finishing to register a passkey: the browser's answer is checked, and the public key kept.

use serde_json::{Value as Json, json};
use webauthn_rs::prelude::{Credential, Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

use super::relying_party::{aaguid, json as to_json, library, read};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::factor::label;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, Visit};
use crate::model::{ChallengeKind, EventKind, Id, MailTemplate, Refusal, User};
use crate::store::accounts::passkeys::{self, NewPasskey};
use crate::store::accounts::{challenges, sessions};

const VERB: &str = "add a passkey";

impl Accounts {
    /// Registers the passkey begun with [`Accounts::begin_passkey`], and counts as a step-up of this session.
    ///
    /// Nothing is asked about the make of the authenticator: attestation is not verified.
    pub async fn finish_passkey(
        &self,
        session: &Token,
        ceremony: &Token,
        label_given: &str,
        answer: &Json,
        visit: &Visit,
    ) -> Result<Id> {
        let label = label(label_given)?;
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let mut turn = self.turn().await?;
        let holder = turn.proven(VERB, session).await?;
        let user = &holder.who.user;
        let about = About::session(&user.id, &holder.session.id);
        let kind = ChallengeKind::PasskeyRegistration;
        let (challenge, asked) = turn.open_challenge(VERB, kind, ceremony).await?;
        let counted = challenges::attempt(&mut turn.edit(), &challenge.id).await?;
        if !counted || asked.user.id != user.id {
            return turn.refuse(VERB, Refusal::Over).await;
        }
        let state: Option<PasskeyRegistration> = turn.ceremony_state(&challenge.id).await?;
        let site = self.relying_party()?;
        let passkey = state.and_then(|s| site.finish_passkey_registration(&answer, &s).ok());
        let Some(passkey) = passkey else {
            return turn.wrong_factor(VERB, about, "passkey", visit).await;
        };
        let raised = sessions::stepped_up(&mut turn.edit(), &holder.session.id).await?;
        if !raised || !challenges::spend(&mut turn.edit(), &challenge.id).await? {
            return turn.refuse(VERB, Refusal::Over).await;
        }
        let id = turn.keep_passkey(user, passkey, &answer, label).await?;
        let detail = json!({ "factor": id });
        turn.event(EventKind::PasskeyRegistered, about, visit, detail)
            .await?;
        let told = json!({ "label": label });
        turn.tell(user, MailTemplate::PasskeyRegistered, told)
            .await?;
        turn.commit().await?;
        Ok(id)
    }
}

impl Turn<'_> {
    async fn keep_passkey(
        &mut self,
        user: &User,
        passkey: Passkey,
        answer: &RegisterPublicKeyCredential,
        label: &str,
    ) -> Result<Id> {
        let public_key = serde_json::to_vec(&passkey).map_err(|_| library("keep a passkey"))?;
        let credential = Credential::from(passkey);
        let known = passkeys::by_credential(&mut self.tx, &credential.cred_id).await?;
        if known.is_some() {
            return Err(Error::Conflict {
                what: "the passkey",
                value: label.to_owned(),
            });
        }
        let id = self.fresh_id();
        let transports = answer.response.transports.as_deref().unwrap_or_default();
        let new = NewPasskey {
            id: &id,
            user: &user.id,
            credential_id: &credential.cred_id,
            public_key,
            sign_count: credential.counter,
            aaguid: aaguid(answer),
            transports: to_json(&transports)?,
            backed_up: credential.backup_state,
            label,
        };
        passkeys::add(&mut self.edit(), new).await?;
        Ok(id)
    }
}
