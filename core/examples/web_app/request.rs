//! What handlers take from a request: where it comes from, and who is signed in.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{header, request::Parts};
use axum_extra::extract::CookieJar;
use wardroom_core::crypto::token::Token;
use wardroom_core::flow::{Accounts, Visit};
use wardroom_core::model::{Id, Session, UserId};

use super::Shared;
use super::cookies;
use super::failure::Failure;

/// What every step takes: the application, the cookies it was sent, and where the request comes from.
pub(super) struct Step {
    pub(super) app: Shared,
    pub(super) jar: CookieJar,
    /// Behind a proxy, take the address it vouches for instead.
    pub(super) visit: Visit,
}

impl FromRequestParts<Shared> for Step {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|a| a.to_str().ok());
        Ok(Self {
            app: app.clone(),
            jar: CookieJar::from_headers(&parts.headers),
            visit: Visit::new(peer.map(|p| p.0.ip()), agent),
        })
    }
}

impl Step {
    pub(super) fn accounts(&self) -> &Accounts {
        &self.app.accounts
    }

    /// The id of a `what` in an address, in the form this directory's ids have.
    pub(super) fn id(&self, what: &'static str, text: &str) -> Result<Id, Failure> {
        Ok(self.accounts().directory().layout().parse_id(what, text)?)
    }
}

/// Who is signed in, by the session itself: for everything that changes an account.
pub(super) struct Signed {
    pub(super) token: Token,
    pub(super) session: Session,
}

impl Signed {
    pub(super) fn user(&self) -> &UserId {
        &self.session.user_id
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = cookies::read(&jar, cookies::SESSION).ok_or(Failure::SignedOut)?;
        let session = app.accounts.authenticate(&token).await?;
        Ok(Self { token, session })
    }
}

/// Who is signed in, by the access token alone: no query, for everything else.
pub(super) struct User(pub(super) UserId);

impl FromRequestParts<Shared> for User {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let bearer = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|h| h.to_str().ok());
        let bearer = bearer.and_then(|h| h.strip_prefix("Bearer "));
        let text = bearer.or_else(|| {
            jar.get(cookies::ACCESS)
                .map(axum_extra::extract::cookie::Cookie::value)
        });
        let claims = app
            .accounts
            .verify_access_token(text.unwrap_or_default())
            .await?;
        Ok(Self(claims.user(&app.accounts)?))
    }
}

/// The unfinished sign-in a browser holds.
pub(super) struct Unfinished(pub(super) Token);

impl<S: Send + Sync> FromRequestParts<S> for Unfinished {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        cookies::read(&jar, cookies::CHALLENGE)
            .map(Self)
            .ok_or(Failure::SignedOut)
    }
}
