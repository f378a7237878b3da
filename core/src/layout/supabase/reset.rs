//! A password reset the application takes for one it mailed itself: in the two places it looks at, never in one.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::crypto::foreign::supabase::{OTP_DIGITS, Otp};
use crate::db::{Conn, sql};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::layout::{AppSettings, Edit, Link};
use crate::model::{Id, User};

const VERB: &str = "users mail-reset";
/// What hosted projects have; the application by itself gives a day.
const LASTS: Duration = Duration::from_hours(1);

// The instant is never absent beside a token: whoever follows the link has it read without a look whether it is there.
const MARK: &str = "UPDATE {sb_user} SET {sb_user.recovery_token} = $2,
    {sb_user.recovery_sent_at} = {^sb_user.recovery_sent_at:$3}, {sb_user.updated_at} = {^sb_user.updated_at:$3}
    WHERE {sb_user.id} = $1 AND {sb_user.email} = $4 AND {sb_user.email} <> '' AND NOT {sb_user.is_sso_user}
    AND {sb_user.deleted_at} IS NULL AND ({sb_user.banned_until} IS NULL OR {@sb_user.banned_until} <= $3)";
const FORGET: &str =
    "DELETE FROM {sb_token} WHERE {sb_token.user_id} = $1 AND {sb_token.kind} = 'recovery_token'";
const PLANT: &str = "INSERT INTO {sb_token} ({sb_token.id}, {sb_token.user_id}, {sb_token.kind}, {sb_token.hash},
    {sb_token.relates_to}, {sb_token.created_at}, {sb_token.updated_at})
    VALUES ($1, $2, 'recovery_token', $3, lower($4), {^sb_token.created_at:$5}, {^sb_token.updated_at:$5})";

/// Why no reset can be mailed: nothing says where its link leads.
pub(super) fn refusal(app: &AppSettings) -> Option<&'static str> {
    let leads = app.base_url.is_some() || app.reset_page.is_some();
    (!leads).then_some(
        "nothing says where the link leads; set base_url (the address that ends in /auth/v1) or reset_page in the profile",
    )
}

pub(super) async fn plant(edit: &mut Edit<'_>, user: &User, entropy: &dyn Entropy) -> Result<Link> {
    let app = edit.layout.app();
    if let Some(why) = refusal(&app) {
        return Err(unsupported(edit, why));
    }
    // The longest it takes: the link is all that is mailed, nobody types it.
    let stored = Otp::generate(*OTP_DIGITS.end(), entropy)?.stored(&user.email);
    let token = stored.expose_secret();
    let mark = sql(MARK)
        .bind(&user.id.0)
        .bind(token)
        .bind(edit.now())
        .bind(&user.email);
    if edit.tx.execute(mark).await? == 0 {
        let why = "the user is banned or deleted, signs in by single sign-on, or has another address by now";
        return Err(unsupported(edit, why));
    }
    edit.tx.execute(sql(FORGET).bind(&user.id.0)).await?;
    let plant = sql(PLANT)
        .bind(random_id(entropy))
        .bind(&user.id.0)
        .bind(token)
        .bind(&user.email)
        .bind(edit.now());
    edit.tx.execute(plant).await?;
    Ok(Link {
        url: link(&app, token),
        expires_at: edit.now.plus(LASTS),
    })
}

fn unsupported(edit: &Edit<'_>, why: &'static str) -> Error {
    Error::Unsupported {
        action: VERB,
        layout: edit.layout.name(),
        why,
    }
}

/// Its ids are random, of version 4.
fn random_id(entropy: &dyn Entropy) -> Id {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    Id::Uuid(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Its own door, which signs the user in on the way to their page; or the page alone, which does that itself.
fn link(app: &AppSettings, token: &str) -> SecretString {
    let page = app.reset_page.as_deref();
    match (app.base_url.as_deref(), page) {
        (Some(base), Some(page)) => {
            let base = base.trim_end_matches('/');
            format!(
                "{base}/verify?token={token}&type=recovery&redirect_to={}",
                escaped(page)
            )
        }
        (Some(base), None) => {
            let base = base.trim_end_matches('/');
            format!("{base}/verify?token={token}&type=recovery")
        }
        (None, page) => {
            let page = page.unwrap_or_default();
            let sign = if page.contains('?') { '&' } else { '?' };
            format!("{page}{sign}token_hash={token}&type=recovery")
        }
    }
    .into()
}

/// A part of an address within another (RFC 3986 §2.1).
fn escaped(text: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let escape = |b: u8| match b {
        b if is_plain(b) => char::from(b).to_string(),
        b => format!("%{b:02X}"),
    };
    text.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(base: Option<&str>, page: Option<&str>) -> AppSettings {
        AppSettings {
            base_url: base.map(str::to_owned),
            reset_page: page.map(str::to_owned),
            ..AppSettings::default()
        }
    }

    #[test]
    fn the_link_leads_through_its_own_door_or_to_the_page() {
        let page = "https://app.example/new password?a=1&b=2";
        for (base, page, url) in [
            (
                Some("https://x.supabase.co/auth/v1/"),
                None,
                "https://x.supabase.co/auth/v1/verify?token=T&type=recovery",
            ),
            (
                Some("https://x.supabase.co/auth/v1"),
                Some(page),
                "https://x.supabase.co/auth/v1/verify?token=T&type=recovery\
                 &redirect_to=https%3A%2F%2Fapp.example%2Fnew%20password%3Fa%3D1%26b%3D2",
            ),
            (
                None,
                Some("https://app.example/reset"),
                "https://app.example/reset?token_hash=T&type=recovery",
            ),
            (
                None,
                Some("https://app.example/reset?x=1"),
                "https://app.example/reset?x=1&token_hash=T&type=recovery",
            ),
        ] {
            let app = settings(base, page);
            assert_eq!(refusal(&app), None);
            assert_eq!(link(&app, "T").expose_secret(), url);
        }
        assert!(refusal(&settings(None, None)).is_some());
    }
}
