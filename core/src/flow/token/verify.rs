//! Checking an access token: one answer outside, every reason inside.

use std::time::Duration;

use super::Claims;
use super::access::TYPE;
use super::claims::{Wire, at};
use crate::crypto::jwt::Header;
use crate::error::{Error, Result};
use crate::flow::Accounts;
use crate::model::{SessionId, TokenFault, Ts};

/// A token that lives longer is not believed without asking its session.
const ASKED_BEYOND: Duration = Duration::from_mins(10);
/// How far the clock of whoever signed may run ahead of ours. The end has no such grace.
const AHEAD: Duration = Duration::from_secs(10);

impl Accounts {
    /// What `token` says, if it counts now.
    ///
    /// Otherwise [`Error::Token`]: its sentence is the same for every [`TokenFault`], and so must the answer be (401).
    /// A token that lives longer than ten minutes counts only as long as its session. Other errors are ours, not the
    /// token's: the database or the issuer's keys cannot be reached.
    ///
    /// ```no_run
    /// # use wardroom_core::{flow::Accounts, Result};
    /// # async fn request(accounts: &Accounts, bearer: &str) -> Result<()> {
    /// let claims = accounts.verify_access_token(bearer).await?;
    /// let user = claims.user(accounts)?;
    /// # Ok(()) }
    /// ```
    pub async fn verify_access_token(&self, token: &str) -> Result<Claims> {
        let verified = self.verified(token).await;
        if let Err(Error::Token(fault)) = &verified {
            // Not by default: whoever sends rubbish would fill the log.
            tracing::debug!(event = "access_token_refused", fault = fault.word());
        }
        verified
    }

    async fn verified(&self, token: &str) -> Result<Claims> {
        let header = Header::of_token(token).map_err(Error::Token)?;
        let algorithm = header.algorithm().map_err(Error::Token)?;
        if !header.is_type(TYPE) {
            return Err(Error::Token(TokenFault::Type));
        }
        let kid = header.kid.as_deref();
        let kid = kid.ok_or(Error::Token(TokenFault::UnknownKey))?;
        let key = self.keys.named(kid).await?;
        let key = key.ok_or(Error::Token(TokenFault::UnknownKey))?;
        if key.algorithm() != algorithm {
            return Err(Error::Token(TokenFault::Algorithm));
        }
        let wire: Wire = self.expected.check(token, &key).map_err(Error::Token)?;
        let now = self.directory.now();
        in_time(&wire, now).map_err(Error::Token)?;
        if at(wire.exp).since(at(wire.iat)) > ASKED_BEYOND
            && !self.session_lives(&wire, now).await?
        {
            return Err(Error::Token(TokenFault::SessionOver));
        }
        Ok(wire.into_claims())
    }

    async fn session_lives(&self, wire: &Wire, now: Ts) -> Result<bool> {
        let Some(sid) = &wire.sid else {
            return Ok(false);
        };
        let Ok(id) = self.directory.layout().parse_id("session", sid) else {
            return Ok(false);
        };
        let session = self.directory.session(&SessionId(id)).await?;
        Ok(session.is_some_and(|session| session.is_live(now)))
    }
}

fn in_time(wire: &Wire, now: Ts) -> Result<(), TokenFault> {
    let soon = now.plus(AHEAD);
    if now >= at(wire.exp) {
        return Err(TokenFault::Expired);
    }
    if at(wire.iat) > soon || wire.nbf.is_some_and(|nbf| at(nbf) > soon) {
        return Err(TokenFault::NotYet);
    }
    Ok(())
}
