//! Changing one's password: with the one there is, from a live session, which is replaced as well.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::crypto::password::{Verdict, verify_blocking};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::holder::Holder;
use crate::flow::proceed::Proved;
use crate::flow::turn::About;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{EventKind, MailTemplate, Refusal};
use crate::store::attempts;

const VERB: &str = "change the password";

impl Accounts {
    /// Changes the password of whoever holds `session`, ends every session and begins a new one.
    ///
    /// `current` is the password there is; an account without one sets its first after a fresh sign-in or step-up,
    /// refused with [`Refusal::StepUp`] otherwise. A wrong one is [`Refusal::WrongCredentials`], throttled as a
    /// sign-in is; [`Refusal::SessionOver`] when the session is over.
    ///
    /// ```no_run
    /// # use wardroom_core::crypto::token::Token;
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit};
    /// # async fn example(accounts: &Accounts, session: &Token, visit: &Visit) -> wardroom_core::Result<()> {
    /// let (current, new) = ("her password".into(), "a quieter night on deck".into());
    /// if let SignIn::Done(anew) = accounts.change_password(session, Some(current), new, visit).await? {
    ///     println!("the session is {} now", anew.session.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn change_password(
        &self,
        session: &Token,
        current: Option<SecretString>,
        new: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let mut turn = self.turn().await?;
        let holder = turn.held(VERB, session).await?;
        if !holder.who.user.has_password && !turn.is_fresh(&holder) {
            return turn.refuse(VERB, Refusal::StepUp).await;
        }
        turn.commit().await?;
        self.check_current(&holder, current, visit).await?;
        self.refuse_same(&holder.who, &new).await?;
        let hash = self.new_hash_for(new, &holder.who).await?;

        let mut turn = self.turn().await?;
        let Holder { session: held, who } = holder;
        // Again, under the write: it may have been ended while the hash was computed.
        let still = turn.holder(session).await?;
        if still.is_none() || !turn.replace_password(&who.user, hash).await? {
            return turn.refuse(VERB, Refusal::SessionOver).await;
        }
        let about = About::session(&who.user.id, &held.id);
        let detail = json!({ "by": "current_password" });
        turn.event(EventKind::PasswordChanged, about, visit, detail)
            .await?;
        turn.tell(&who.user, MailTemplate::PasswordChanged, json!({}))
            .await?;
        let proved = Proved::reached("changed_password", held.aal, held.factor_at);
        turn.proceed_anew(&who.user.id, proved, visit).await
    }

    /// Refuses a current password that is wrong, whatever its account has.
    async fn check_current(
        &self,
        holder: &Holder,
        typed: Option<SecretString>,
        visit: &Visit,
    ) -> Result<()> {
        let user = &holder.who.user;
        let Some(stored) = holder.who.password_hash.0.as_ref() else {
            return Ok(());
        };
        let typed = typed.ok_or_else(|| Error::invalid("current", "give the password there is"))?;
        let key = self.attempt_key(VERB, &user.email, visit)?;
        self.attempt(VERB, key, Some(&user.id), visit).await?;
        let stored = stored.expose_secret().to_owned();
        let verdict = verify_blocking(Some(stored), typed).await?;
        let mut turn = self.turn().await?;
        if let Verdict::Match { .. } = verdict {
            attempts::clear(&mut turn.tx, key).await?;
            return turn.commit().await;
        }
        turn.count_failure(user, visit).await?;
        turn.refuse(VERB, Refusal::WrongCredentials).await
    }
}
