//! Password resets: a row the application takes as its own, in the place of those before.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::crypto::foreign::better_auth::{reset_token, text_id};
use crate::db::{Conn, Statement, sql};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Edit, Link};
use crate::model::{IdKind, User};

/// The application's own default.
const LIFE: Duration = Duration::from_hours(1);
/// What the identifier of a reset begins with, before its token.
const NAMED: &str = "reset-password:";

pub(super) const NO_PAGE: &str = "nothing says on which page the application takes a new password; set reset_page in the profile";

const FORGET: &str = "DELETE FROM {ba_verification} WHERE {ba_verification.value} = $1
    AND {ba_verification.identifier} LIKE 'reset-password:%'";

// Prisma's tables have no defaults: every column is given.
const PLANT: &str = "INSERT INTO {ba_verification} ({ba_verification.identifier}, {ba_verification.value},
    {ba_verification.expires_at}, {ba_verification.created_at}, {ba_verification.updated_at}, {ba_verification.id})
    VALUES ($1, $2, {^ba_verification.expires_at:$3}, {^ba_verification.created_at:$4},
    {^ba_verification.updated_at:$4}, $5)";
// Numbers are the database's to give.
const PLANT_NUMBERED: &str =
    "INSERT INTO {ba_verification} ({ba_verification.identifier}, {ba_verification.value},
    {ba_verification.expires_at}, {ba_verification.created_at}, {ba_verification.updated_at})
    VALUES ($1, $2, {^ba_verification.expires_at:$3}, {^ba_verification.created_at:$4},
    {^ba_verification.updated_at:$4})";

pub(super) async fn plant(edit: &mut Edit<'_>, user: &User, entropy: &dyn Entropy) -> Result<Link> {
    let app = edit.layout.app();
    let token = reset_token(entropy);
    let Some(url) = url(&app, &token) else {
        return Err(Error::Unsupported {
            action: "users mail-reset",
            layout: edit.layout.name(),
            why: NO_PAGE,
        });
    };
    let expires_at = edit.now.plus(LIFE);
    let id = user.id.to_string();
    edit.tx.execute(sql(FORGET).bind(&id)).await?;
    let identifier = format!("{NAMED}{}", token.expose_secret());
    let row = |text| -> Statement {
        let row = sql(text).bind(&identifier).bind(&id);
        row.bind(expires_at).bind(edit.now)
    };
    let statement = match edit.layout.ids() {
        IdKind::Integer => row(PLANT_NUMBERED),
        IdKind::Text => row(PLANT).bind(text_id(entropy)),
        IdKind::Uuid => row(PLANT).bind(uuid_v4(entropy)),
    };
    edit.tx.execute(statement).await?;
    Ok(Link { url, expires_at })
}

/// The application's page with the token. Its own route would have to be told that page as well.
fn url(app: &AppSettings, token: &SecretString) -> Option<SecretString> {
    let page = app.reset_page.as_deref()?;
    let url = Zeroizing::new(format!("{page}?token={}", token.expose_secret()));
    Some(url.as_str().into())
}

/// A random UUID (RFC 9562 §5.4), as the database makes them.
fn uuid_v4(entropy: &dyn Entropy) -> uuid::Uuid {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}
