//! Answering a sign-in that asks for a new password first.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::crypto::password::{Verdict, verify_blocking};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::proceed::Proved;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{ChallengeKind, EndedWhy, EventKind, MailTemplate, Refusal, User};
use crate::store::accounts::users::{self, Credited};
use crate::store::accounts::{challenges, passwords};

const VERB: &str = "set a new password";

impl Accounts {
    /// Sets the password that [`SignIn::NewPassword`] asks for, ends every session and goes on with the sign-in.
    ///
    /// Refused with [`Refusal::Over`] when the challenge is unknown, answered or over; a password against
    /// the rules, or the one there is, is [`Error::Invalid`] and the challenge waits for another.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit, Waiting};
    /// # async fn example(accounts: &Accounts, waiting: Waiting, visit: &Visit) -> wardroom_core::Result<()> {
    /// let chosen = "a quieter night on deck".into();
    /// accounts.set_new_password(&waiting.challenge, chosen, visit).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn set_new_password(
        &self,
        challenge: &Token,
        password: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let kind = ChallengeKind::NewPassword;
        let (open, who) = turn.open_challenge(VERB, kind, challenge).await?;
        turn.commit().await?;
        self.refuse_same(&who, &password).await?;
        let hash = self.new_hash_for(password, &who).await?;

        let mut turn = self.turn().await?;
        // The user's row first, as everything that voids a challenge takes them.
        users::hold(&mut turn.edit(), &who.user.id).await?;
        if !challenges::spend(&mut turn.edit(), &open.id).await?
            || !turn.replace_password(&who.user, hash).await?
        {
            return turn.refuse(VERB, Refusal::Over).await;
        }
        let about = About::user(&who.user.id);
        turn.event(
            EventKind::PasswordChanged,
            about,
            visit,
            json!({ "by": "challenge" }),
        )
        .await?;
        turn.tell(&who.user, MailTemplate::PasswordChanged, json!({}))
            .await?;
        let proved = Proved::reached("new_password", open.aal, open.factor_at);
        turn.proceed_anew(&who.user.id, proved, visit).await
    }

    /// Refuses the password the user has already.
    pub(super) async fn refuse_same(&self, who: &Credited, password: &SecretString) -> Result<()> {
        let stored = who.password_hash.0.as_ref();
        let Some(stored) = stored.map(|hash| hash.expose_secret().to_owned()) else {
            return Ok(());
        };
        match verify_blocking(Some(stored), password.clone()).await? {
            Verdict::Match { .. } => Err(Error::invalid(
                "password",
                "it is the one there is; choose another",
            )),
            _ => Ok(()),
        }
    }
}

impl Turn<'_> {
    /// Sets the password and ends what was begun with the one before: every session, and what is pending.
    ///
    /// The user's row first: a sign-in with the old password waits for it, and then finds it changed.
    pub(in crate::flow) async fn replace_password(
        &mut self,
        user: &User,
        hash: String,
    ) -> Result<bool> {
        if !passwords::set(&mut self.edit(), &user.id, hash).await? {
            return Ok(false);
        }
        let changes = self.accounts.directory.layout().changes();
        let why = EndedWhy::PasswordChanged;
        changes
            .end_sessions_of(&mut self.edit(), &user.id, why)
            .await?;
        changes.cancel_pending(&mut self.edit(), &user.id).await?;
        Ok(true)
    }
}
