//! What follows when somebody has proved who they are: a session, or what is still missing before one.

use super::turn::{About, Turn};
use super::{Accounts, Visit};
use crate::crypto::token::{Token, TokenKind};
use crate::error::Result;
use crate::model::{
    ChallengeKind, EventKind, FactorKind, Refusal, Session, SessionId, Ts, User, UserId,
};
use crate::store::accounts::challenges::{self, NewChallenge};
use crate::store::accounts::sessions::{self, NewSession};
use crate::store::accounts::users::{self, Credited};

/// What came of a sign-in.
#[derive(Debug)]
pub enum SignIn {
    /// A session began.
    Done(Box<SignedIn>),
    /// A second factor is missing; answer the challenge with one.
    SecondFactor(Waiting),
    /// The password must be replaced before a session begins.
    NewPassword(Waiting),
    /// A role asks for a second factor and there is none: enrol one before a session begins.
    Enrolment(Waiting),
}

/// Somebody who is signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The user.
    pub user: User,
    /// The session.
    pub session: Session,
    /// The session's own credential, for applications that keep sessions on the server.
    pub token: Token,
    /// The first refresh token of the session's family.
    pub refresh: Token,
}

/// A sign-in that waits for something more.
#[derive(Debug)]
pub struct Waiting {
    /// What to answer with; keep it where the session's credential would go.
    pub challenge: Token,
    /// Until when an answer is taken.
    pub expires_at: Ts,
    /// The kinds of second factor that are enrolled.
    pub factors: Vec<FactorKind>,
}

/// What has been proved so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proved {
    /// How, in one word for the event.
    pub(super) by: &'static str,
    /// Authenticator assurance level (NIST 800-63B).
    pub(super) aal: i64,
    /// When a second factor was shown.
    pub(super) factor_at: Option<Ts>,
}

impl Proved {
    /// One factor was shown.
    pub(super) fn first(by: &'static str) -> Self {
        Self::reached(by, 1, None)
    }

    /// A second factor was shown at `now`.
    pub(super) fn second(by: &'static str, now: Ts) -> Self {
        Self::reached(by, 2, Some(now))
    }

    /// What an earlier step reached goes on: its level, and when a second factor was shown.
    pub(super) fn reached(by: &'static str, aal: i64, factor_at: Option<Ts>) -> Self {
        Self { by, aal, factor_at }
    }
}

impl Turn<'_> {
    /// Begins a session for `who`, or a challenge for what is still missing; commits.
    ///
    /// Refuses an account that is not open: disabled, erased, or locked by an operator.
    pub(super) async fn proceed(
        mut self,
        who: &Credited,
        proved: Proved,
        visit: &Visit,
    ) -> Result<SignIn> {
        if !who.user.is_open(self.now) {
            return self.refuse("sign in", Refusal::WrongCredentials).await;
        }
        let kind = if proved.aal < 2 && who.has_factor() {
            Some(ChallengeKind::SecondFactor)
        } else if who.user.must_change_password {
            Some(ChallengeKind::NewPassword)
        } else if who.needs_factor && !who.has_factor() {
            Some(ChallengeKind::Enrolment)
        } else {
            None
        };
        if let Some(kind) = kind {
            let waiting = self.wait(who, kind, proved).await?;
            self.commit().await?;
            return Ok(match kind {
                ChallengeKind::NewPassword => SignIn::NewPassword(waiting),
                ChallengeKind::Enrolment => SignIn::Enrolment(waiting),
                _ => SignIn::SecondFactor(waiting),
            });
        }
        let noted = users::signed_in(&mut self.edit(), &who.user.id).await?;
        if !noted {
            return self.refuse("sign in", Refusal::WrongCredentials).await;
        }
        let signed_in = self.open_session(&who.user, proved, visit).await?;
        self.commit().await?;
        Ok(SignIn::Done(Box::new(signed_in)))
    }

    /// As [`Turn::proceed`], with the user as this transaction left them.
    pub(super) async fn proceed_anew(
        mut self,
        user: &UserId,
        proved: Proved,
        visit: &Visit,
    ) -> Result<SignIn> {
        match users::by_id(&mut self.tx, user).await? {
            Some(who) => self.proceed(&who, proved, visit).await,
            None => self.refuse("sign in", Refusal::WrongCredentials).await,
        }
    }

    /// Begins a challenge for what is still missing.
    pub(super) async fn wait(
        &mut self,
        who: &Credited,
        kind: ChallengeKind,
        proved: Proved,
    ) -> Result<Waiting> {
        let token = Token::generate(TokenKind::Plain, self.accounts.directory.entropy());
        let expires_at = self.now.plus(self.accounts.settings.challenge_life);
        let id = self.fresh_id();
        let new = NewChallenge {
            id: &id,
            user: Some(&who.user.id),
            kind,
            token: token.hash(),
            aal: proved.aal,
            factor_at: proved.factor_at,
            state: None,
            expires_at,
        };
        challenges::begin(&mut self.edit(), new).await?;
        let kinds = [
            (who.totp, FactorKind::Totp),
            (who.passkeys, FactorKind::Passkey),
        ];
        Ok(Waiting {
            challenge: token,
            expires_at,
            factors: kinds
                .into_iter()
                .filter_map(|(n, kind)| (n > 0).then_some(kind))
                .collect(),
        })
    }

    /// Begins a session with its first refresh token, and writes the event.
    pub(super) async fn open_session(
        &mut self,
        user: &User,
        proved: Proved,
        visit: &Visit,
    ) -> Result<SignedIn> {
        let entropy = self.accounts.directory.entropy();
        let token = Token::generate(TokenKind::Plain, entropy);
        let refresh = Token::generate(TokenKind::Plain, entropy);
        let id = SessionId(self.fresh_id());
        let expires_at = self.accounts.session_end(self.now, self.now);
        let network = visit.network(self.accounts)?;
        let new = NewSession {
            id: &id,
            user: &user.id,
            token: token.hash(),
            aal: proved.aal,
            factor_at: proved.factor_at,
            network,
            user_agent: visit.user_agent(),
            expires_at,
        };
        sessions::begin(&mut self.edit(), &new).await?;
        let family = self.fresh_id();
        sessions::first_refresh(&mut self.edit(), &family, &id, refresh.hash(), expires_at).await?;
        let about = About::session(&user.id, &id);
        let detail = serde_json::json!({ "by": proved.by, "aal": proved.aal });
        self.event(EventKind::SignIn, about, visit, detail).await?;
        let session = Session {
            id: id.clone(),
            user_id: user.id.clone(),
            aal: proved.aal,
            factor_at: proved.factor_at,
            user_agent: visit.user_agent().map(str::to_owned),
            ip_hash: network.map(|n| n.as_bytes().to_vec()),
            created_at: self.now,
            seen_at: self.now,
            idle_from: Some(self.now),
            expires_at,
            revoked_at: None,
            revoked_why: None,
        };
        Ok(SignedIn {
            user: user.clone(),
            session,
            token,
            refresh,
        })
    }
}

impl Accounts {
    /// When a session that began at `created` and is used at `now` ends if it is not used again.
    ///
    /// The idle limit is written into the row's own end, so that whoever reads the row needs no setting.
    pub(super) fn session_end(&self, created: Ts, now: Ts) -> Ts {
        let absolute = created.plus(self.settings.session_life);
        absolute.min(now.plus(self.settings.session_idle))
    }
}
