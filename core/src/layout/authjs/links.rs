//! Mail links: whoever holds one signs in as its address, so a new one is for the mail alone.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::crypto::foreign::authjs::{LinkToken, Secrets};
use crate::db::{Conn, sql};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Edit, Link};
use crate::model::{User, UserId};

/// Shorter than the day Auth.js gives its own: it was asked for just now.
const LIFE: Duration = Duration::from_hours(1);

const CANCEL: &str = "DELETE FROM {as_token} WHERE {as_token.identifier} =
    (SELECT {u.as_user.email} FROM {as_user} u WHERE {u.as_user.id} = $1)";
const PLANT: &str =
    "INSERT INTO {as_token} ({as_token.identifier}, {as_token.token}, {as_token.expires})
    VALUES ($1, $2, {^as_token.expires:$3})";

/// What the profile must say before a link can be made.
pub(super) const MISSING: &str =
    "to mail a sign-in link, set secret_file, base_url and email_provider in the profile";

/// Takes back every link to a user; how many there were.
pub(super) async fn cancel(edit: &mut Edit<'_>, user: &UserId) -> Result<u64> {
    if !edit.layout.has("as_token") {
        return Ok(0);
    }
    edit.tx.execute(sql(CANCEL).bind(&user.0)).await
}

/// Plants a link in the place of those there are.
pub(super) async fn plant(edit: &mut Edit<'_>, user: &User, entropy: &dyn Entropy) -> Result<Link> {
    let app = edit.layout.app();
    let layout = edit.layout.name();
    let refused = |why| Error::Unsupported {
        action: "users mail-reset",
        layout,
        why,
    };
    if user.email.is_empty() {
        return Err(refused("the user has no address"));
    }
    let site = Site::of(&app).ok_or_else(|| refused(MISSING))?;
    let token = LinkToken::generate(entropy);
    let stored = token.stored(&Secrets::new(std::slice::from_ref(site.secret))?);
    let expires_at = edit.now.plus(LIFE);
    cancel(edit, &user.id).await?;
    let planted = sql(PLANT).bind(&user.email).bind(stored).bind(expires_at);
    edit.tx.execute(planted).await?;
    Ok(Link {
        url: site.link(&token, &user.email),
        expires_at,
    })
}

/// Where the application takes links, and what it hashes their tokens with.
struct Site<'a> {
    base: &'a str,
    provider: &'a str,
    secret: &'a SecretString,
}

impl<'a> Site<'a> {
    fn of(app: &'a AppSettings) -> Option<Self> {
        Some(Self {
            base: app.base_url.as_deref()?.trim_end_matches('/'),
            provider: app.email_provider.as_deref()?,
            secret: app.secret.as_ref()?,
        })
    }

    /// As `sendToken` of @auth/core 0.41 writes it.
    fn link(&self, token: &LinkToken, email: &str) -> SecretString {
        let (base, provider) = (self.base, self.provider);
        // Behind the scheme, up to the first slash: Auth.js sends nobody to another site.
        let host = base.find("://").map_or(0, |at| at + 3);
        let end = base[host..].find('/').map_or(base.len(), |at| host + at);
        let home = escaped(&base[..end]);
        let (token, email) = (token.expose().expose_secret(), escaped(email));
        format!("{base}/callback/{provider}?callbackUrl={home}&token={token}&email={email}").into()
    }
}

/// Percent-encoded but for the unreserved characters (RFC 3986 §2.3).
fn escaped(text: &str) -> String {
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(escape).collect()
}
