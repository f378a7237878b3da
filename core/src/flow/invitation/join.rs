//! Accepting an invitation with a new account.

use secrecy::SecretString;

use super::offer::{opened, spent};
use crate::crypto::token::Token;
use crate::error::{Error, Result};
use crate::flow::proceed::Proved;
use crate::flow::{Accounts, SignIn, Visit};
use crate::model::{Refusal, UserId, checked_name};
use crate::store::accounts::{newcomers, tenants, users};
use crate::store::users::by_normalized;

const VERB: &str = "join by invitation";

impl Accounts {
    /// Accepts the invitation with a new account: the link proves the address, `password` is what they sign in with
    /// from now on.
    ///
    /// What follows is what follows every sign-in: a session, or an enrolment where the role asks for a second factor
    /// (then a shorter password suffices). Refused with [`Refusal::LinkOver`] where the link does not count, and with
    /// [`Refusal::SignInFirst`] where the address has an account: its owner signs in, proves the address if it is not,
    /// and accepts.
    ///
    /// ```no_run
    /// # use wardroom_core::{crypto::token::Token, flow::{Accounts, SignIn, Visit}};
    /// # async fn example(accounts: Accounts, token: Token, typed: &str, visit: Visit) -> wardroom_core::Result<()> {
    /// match accounts.join_by_invitation(&token, typed.into(), Some("Ana"), &visit).await? {
    ///     SignIn::Enrolment(waiting) => { /* show the enrolment of a second factor */ }
    ///     other => { /* as after any sign-in */ }
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn join_by_invitation(
        &self,
        token: &Token,
        password: SecretString,
        display_name: Option<&str>,
        visit: &Visit,
    ) -> Result<SignIn> {
        let named = display_name.filter(|name| !name.trim().is_empty());
        let name = named.map(|name| checked_name("display_name", name));
        let name = name.transpose()?;
        let mut db = self.directory.db();
        let seen = opened(&mut db, self.directory.now(), VERB, token).await?;
        if by_normalized(&mut db, &seen.email).await?.is_some() {
            return Err(Error::Refused {
                action: VERB,
                refusal: Refusal::SignInFirst,
            });
        }
        let role = tenants::role(&mut db, &seen.role).await?;
        let with_factor = role.is_some_and(|role| role.requires_second_factor);
        let hash = self.new_hash(password, &seen.email, with_factor).await?;

        let mut turn = self.turn().await?;
        let now = turn.now;
        let invitation = opened(&mut turn.tx, now, VERB, token).await?;
        let user = UserId(turn.fresh_id());
        let email = &invitation.email;
        if !newcomers::add(&mut turn.edit(), &user, email, name, hash).await? {
            return turn.refuse(VERB, Refusal::SignInFirst).await;
        }
        turn.accept(VERB, &invitation, &user, "made", visit).await?;
        let who = users::by_id(&mut turn.tx, &user).await?;
        let who = who.ok_or_else(|| spent(VERB))?;
        turn.proceed(&who, Proved::first("invitation"), visit).await
    }
}
