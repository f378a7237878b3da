//! Answering a code: it proves the address, and signs in.

use serde_json::json;

use crate::crypto::short_code::{CodePlace, ShortCode};
use crate::crypto::token::Token;
use crate::error::Result;
use crate::flow::proceed::Proved;
use crate::flow::turn::{About, Turn};
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{EventKind, Refusal, User, UserStatus, VerificationKind};
use crate::store::accounts::users;
use crate::store::accounts::verifications::{self, OpenVerification};
use crate::store::attempts;

const VERB: &str = "verify a code";

impl Accounts {
    /// Takes the code that was mailed to `email`, proves the address by it, and signs in.
    ///
    /// The first proof of an address discards every password, session, second factor and identity set before it;
    /// only the password chosen with the registration's `ticket` counts from then on. Refused with
    /// [`Refusal::WrongCredentials`] whether the code is wrong, over, was answered too often, or there is no such
    /// account; a wrong one counts as a failed sign-in does.
    ///
    /// ```no_run
    /// # use wardroom_core::flow::{Accounts, SignIn, Visit};
    /// # async fn example(accounts: &Accounts, visit: &Visit) -> wardroom_core::Result<()> {
    /// let next = accounts.verify_code("guest@mail.example", "123 456", None, visit).await?;
    /// if let SignIn::Done(signed_in) = next {
    ///     println!("{} is claimed", signed_in.user.id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn verify_code(
        &self,
        email: &str,
        code: &str,
        ticket: Option<&Token>,
        visit: &Visit,
    ) -> Result<SignIn> {
        let found = self.by_address(email).await?;
        let user = found.as_ref().map(|c| &c.user);
        let key = self.attempt_key(VERB, email, visit)?;
        self.attempt(VERB, key, user.map(|u| &u.id), visit).await?;

        let mut turn = self.turn().await?;
        let now = turn.now;
        let open = user.filter(|u| u.status == UserStatus::Active && !u.is_locked(now));
        let Some(user) = open else {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        };
        // The user's row first, as everything that voids a code takes them.
        users::hold(&mut turn.edit(), &user.id).await?;
        let kind = VerificationKind::opening(user);
        if turn.code_answered(user, kind, code, visit).await?.is_none() {
            return turn.refuse(VERB, Refusal::WrongCredentials).await;
        }
        attempts::clear(&mut turn.tx, key).await?;
        let redeemed = turn.redeem(ticket, &user.id).await?;
        turn.claim(&user.id, redeemed, visit).await?;
        turn.proceed_anew(&user.id, Proved::first("code"), visit)
            .await
    }
}

impl Turn<'_> {
    /// Uses up the user's open code of this kind if `typed` is it; nothing otherwise, which is counted and noted.
    pub(super) async fn code_answered(
        &mut self,
        user: &User,
        kind: VerificationKind,
        typed: &str,
        visit: &Visit,
    ) -> Result<Option<OpenVerification>> {
        let open = verifications::open(&mut self.edit(), &user.id, kind).await?;
        if let Some(open) = open {
            let right = self.is_right(&open, typed).await?;
            if right && verifications::spend(&mut self.edit(), &open.id).await? {
                return Ok(Some(open));
            }
            self.count_failure(user, visit).await?;
        }
        let detail = json!({ "kind": kind });
        self.event(
            EventKind::VerificationFailed,
            About::user(&user.id),
            visit,
            detail,
        )
        .await?;
        Ok(None)
    }

    async fn is_right(&mut self, open: &OpenVerification, typed: &str) -> Result<bool> {
        let most = self.accounts.settings.verification_attempts;
        if !verifications::attempt(&mut self.edit(), &open.id, most).await? {
            return Ok(false);
        }
        let Ok(code) = ShortCode::parse(typed) else {
            return Ok(false);
        };
        let row = open.id.to_bytes();
        let place = CodePlace {
            row: &row,
            address: &open.email,
        };
        Ok(code.matches(&self.accounts.ring, place, &open.code_hash)?)
    }
}
