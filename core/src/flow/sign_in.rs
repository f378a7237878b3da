//! Signing in with an address and a password: one hash is computed whatever is wrong, and the answer is the same.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::proceed::Proved;
use super::turn::{About, Turn};
use super::{Accounts, SignIn, Visit};
use crate::crypto::password::{Verdict, hash_blocking, verify_blocking};
use crate::error::Result;
use crate::model::{EventKind, MailTemplate, Refusal, Ts, User, UserStatus, normalize_email};
use crate::store::accounts::passwords;
use crate::store::accounts::users::{self, Credited};
use crate::store::attempts;

const VERB: &str = "sign in";
/// The one failure that counts towards closing password sign-in: a password was guessed at.
const WRONG_PASSWORD: &str = "wrong_password";

impl Accounts {
    /// Signs in with an address and a password.
    ///
    /// Refused with [`Refusal::WrongCredentials`] whatever is wrong: the address, the password, a closed or locked
    /// account, an account without a password. Refused with [`Refusal::Wait`] after failures with this address from
    /// this network, whether or not anybody has it. After `failures_max` consecutive failures the account takes no
    /// password until it is reset or unlocked (NIST SP 800-63B-4 §3.2.2); passkeys, links, resets and live sessions
    /// go on. A stored hash weaker than ours is replaced.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// match accounts.sign_in("dora@mail.example", "her password".into(), visit).await? {
    ///     SignIn::Done(signed_in) => println!("until {}", signed_in.session.expires_at),
    ///     SignIn::SecondFactor(waiting) => println!("show one of {:?}", waiting.factors),
    ///     SignIn::NewPassword(_) | SignIn::Enrolment(_) => println!("one more step"),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn sign_in(
        &self,
        email: &str,
        password: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let found = self.by_address(email).await?;
        let user = found.as_ref().map(|c| &c.user);
        let key = self.attempt_key(VERB, email, visit)?;
        self.attempt(VERB, key, user.map(|u| &u.id), visit).await?;

        let known = offered(found.as_ref(), self.directory.now());
        let stored = known
            .as_ref()
            .ok()
            .map(|(_, hash)| hash.expose_secret().to_owned());
        let verdict = verify_blocking(stored, password.clone()).await?;
        let (who, hash) = match (known, verdict) {
            (Ok(known), Verdict::Match { .. }) => known,
            (Ok(_), Verdict::NoMatch) => {
                return self.turn().await?.failed(user, WRONG_PASSWORD, visit).await;
            }
            (Ok(_), Verdict::Unknown) => {
                return self
                    .turn()
                    .await?
                    .failed(user, "unreadable_hash", visit)
                    .await;
            }
            (Err(why), _) => return self.turn().await?.failed(user, why, visit).await,
        };
        let rehashed = match verdict {
            Verdict::Match { rehash: true } => {
                Some(hash_blocking(password, self.directory.entropy()).await?)
            }
            _ => None,
        };
        let mut turn = self.turn().await?;
        if !passwords::right(&mut turn.edit(), &who.user.id, hash, rehashed).await? {
            return turn.failed(user, "changed_meanwhile", visit).await;
        }
        attempts::clear(&mut turn.tx, key).await?;
        turn.proceed(who, Proved::first("password"), visit).await
    }

    /// The user with this address, as sign-ins see them.
    pub(super) async fn by_address(&self, email: &str) -> Result<Option<Credited>> {
        match normalize_email(email) {
            Some(normalized) => users::by_email(&mut self.directory.db(), &normalized).await,
            None => Ok(None),
        }
    }
}

/// The account and the hash that a password is compared with, or why there is none.
fn offered(found: Option<&Credited>, now: Ts) -> Result<(&Credited, &SecretString), &'static str> {
    let who = found.ok_or("unknown_address")?;
    if who.user.status != UserStatus::Active {
        return Err("closed");
    }
    if who.user.is_locked(now) {
        return Err("locked");
    }
    let hash = who.password_hash.0.as_ref().ok_or("no_password")?;
    Ok((who, hash))
}

impl Turn<'_> {
    /// Notes why a sign-in failed, for operators only; the failure that is one too many closes password sign-in.
    async fn failed<T>(
        mut self,
        user: Option<&User>,
        why: &'static str,
        visit: &Visit,
    ) -> Result<T> {
        let about = About::known(user.map(|u| &u.id));
        let detail = json!({ "why": why });
        self.event(EventKind::SignInFailed, about, visit, detail)
            .await?;
        if let Some(user) = user.filter(|_| why == WRONG_PASSWORD) {
            self.count_failure(user, visit).await?;
        }
        self.refuse(VERB, Refusal::WrongCredentials).await
    }

    /// Counts a guess at the user's password or code.
    pub(super) async fn count_failure(&mut self, user: &User, visit: &Visit) -> Result<()> {
        let most = self.accounts.settings.failures_max;
        if passwords::wrong(&mut self.edit(), &user.id, most).await? {
            let detail = json!({ "failures": most });
            self.event(EventKind::Locked, About::user(&user.id), visit, detail)
                .await?;
            self.tell(user, MailTemplate::AccountLocked, json!({}))
                .await?;
        }
        Ok(())
    }
}
