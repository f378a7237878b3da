//! The cookies: `__Host-` binds them to this host and to TLS, `HttpOnly` keeps scripts away from them.

use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use secrecy::ExposeSecret;
use wardroom_core::crypto::token::{Token, TokenKind};
use wardroom_core::flow::AccessToken;

/// The session's own credential: account verbs ask for it.
pub(super) const SESSION: &str = "__Host-session";
/// The short-lived access token: quick to check, for everything else.
pub(super) const ACCESS: &str = "__Host-access";
/// The refresh token, exchanged for new ones.
pub(super) const REFRESH: &str = "__Host-refresh";
/// An unfinished sign-in.
pub(super) const CHALLENGE: &str = "__Host-challenge";

/// A cookie that ends with the browser's session, whatever the server still knows.
pub(super) fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}

pub(super) fn token(name: &'static str, token: &Token) -> Cookie<'static> {
    cookie(name, token.expose().to_owned())
}

pub(super) fn access(token: &AccessToken) -> Cookie<'static> {
    cookie(ACCESS, token.text.expose_secret().to_owned())
}

/// The token in a cookie; anything else than a token's form is no token.
pub(super) fn read(jar: &CookieJar, name: &str) -> Option<Token> {
    let cookie = jar.get(name)?;
    Token::parse(TokenKind::Plain, cookie.value()).ok()
}

/// Forgets these.
pub(super) fn cleared(jar: CookieJar, names: &[&'static str]) -> CookieJar {
    names.iter().fold(jar, |jar, name| {
        let mut gone = cookie(name, String::new());
        gone.make_removal();
        jar.add(gone)
    })
}
