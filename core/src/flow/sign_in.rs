//! Signing in with an address and a password: one hash is computed whatever is wrong, and the answer is the same.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::proceed::Proved;
use super::turn::About;
use super::{Accounts, SignIn, Visit};
use crate::crypto::password::{Verdict, hash_blocking, verify_blocking};
use crate::error::Result;
use crate::model::{EventKind, Refusal, UserStatus, normalize_email};
use crate::store::accounts::users;

const VERB: &str = "sign in";

impl Accounts {
    /// Signs in with an address and a password.
    ///
    /// Refused with [`Refusal::WrongCredentials`] whatever is wrong: the address, the password, a closed or locked
    /// account, an account without a password.
    pub async fn sign_in(
        &self,
        email: &str,
        password: SecretString,
        visit: &Visit,
    ) -> Result<SignIn> {
        let normalized = normalize_email(email);
        let mut db = self.directory.db();
        let found = match &normalized {
            Some(normalized) => users::by_email(&mut db, normalized).await?,
            None => None,
        };
        let now = self.directory.now();
        let open = found
            .as_ref()
            .filter(|c| c.user.status == UserStatus::Active && !c.user.is_locked(now));
        let stored = open.and_then(|c| c.password_hash.0.as_ref());
        let stored = stored.map(|hash| hash.expose_secret().to_owned());
        let verdict = verify_blocking(stored, password.clone()).await?;
        let (Some(who), Verdict::Match { rehash }) = (open, verdict) else {
            let mut turn = self.turn().await?;
            let about = About {
                user: found.as_ref().map(|c| &c.user.id),
                session: None,
            };
            let detail = json!({ "why": "wrong_password" });
            turn.event(EventKind::SignInFailed, about, visit, detail)
                .await?;
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        };
        let rehashed = if rehash {
            Some(hash_blocking(password, self.directory.entropy()).await?)
        } else {
            None
        };
        let proved = Proved {
            by: "password",
            aal: 1,
            factor_at: None,
        };
        let turn = self.turn().await?;
        turn.proceed(who, proved, rehashed, visit).await
    }
}
