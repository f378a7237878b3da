//! Sends what is due. A mail may arrive twice when a worker dies between sending and saying so; never not at all.

use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value as Json};

use super::letters::letter;
use super::outbox::{self, Claimed};
use super::plant::plant;
use super::post::{Outgoing, Post, Undelivered};
use super::render::{Site, render};
use crate::crypto::keyring::{KeyRing, Purpose};
use crate::crypto::sealed::{Place, Sealed};
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{MailTemplate, Ts};
use crate::store::Directory;
use crate::store::accounts::mail::LABEL;

/// How long a claim holds: longer than the slowest server takes to answer.
const CLAIM: Duration = Duration::from_mins(10);
/// After this many attempts a mail is given up.
const ATTEMPTS: i64 = 8;

/// What one round of the post did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Delivered {
    /// Mails that left.
    pub sent: u64,
    /// Mails that are tried again.
    pub later: u64,
    /// Mails that were given up.
    pub dead: u64,
}

/// Sends what is due at `now`, the database's, one after another until `stop` says so.
///
/// Without a key ring what carries a sealed secret is given up: there is none beside an application's tables.
/// Several workers may send at once: each mail is one's.
pub async fn send_mail(
    directory: &Directory,
    ring: impl Into<Option<&KeyRing>>,
    site: &Site,
    post: &dyn Post,
    now: Ts,
    stop: impl Fn() -> bool,
) -> Result<Delivered> {
    let ring = ring.into();
    let mut delivered = Delivered::default();
    while !stop() {
        let Some(mail) = claim(directory, now).await? else {
            break;
        };
        let outcome = match write(directory, ring, site, &mail, now).await? {
            Ok(written) => post.send(&written).await,
            Err(why) => Err(Undelivered::Never(why.to_owned())),
        };
        settle(directory, &mail, outcome, now, &mut delivered).await?;
    }
    Ok(delivered)
}

async fn settle(
    directory: &Directory,
    mail: &Claimed,
    outcome: Result<(), Undelivered>,
    now: Ts,
    delivered: &mut Delivered,
) -> Result<()> {
    let mut tx = directory.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout: directory.layout(),
        now,
    };
    match outcome {
        Ok(()) => delivered.sent += outbox::sent(&mut edit, mail).await?,
        Err(Undelivered::Later(why)) if mail.attempts < ATTEMPTS => {
            let again = now.plus(rest(mail.attempts));
            delivered.later += outbox::later(&mut edit, mail, again, why).await?;
        }
        Err(Undelivered::Later(why) | Undelivered::Never(why)) => {
            tracing::warn!(template = mail.template, mail = %mail.id, why, "a mail was given up");
            delivered.dead += outbox::dead(&mut edit, mail, why).await?;
        }
    }
    tx.commit().await
}

async fn claim(directory: &Directory, now: Ts) -> Result<Option<Claimed>> {
    let mut tx = directory.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout: directory.layout(),
        now,
    };
    let claimed = outbox::claim(&mut edit, now.plus(CLAIM)).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// 1, 2, 4 … minutes.
fn rest(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(u32::MAX).min(10);
    Duration::from_mins(1 << doublings)
}

async fn write(
    directory: &Directory,
    ring: Option<&KeyRing>,
    site: &Site,
    mail: &Claimed,
    now: Ts,
) -> Result<Result<Outgoing, &'static str>> {
    let Some(template) = mail.template() else {
        return Ok(Err("this version knows no mail of that name"));
    };
    if now.since(mail.created_at) > letter(template).patience {
        return Ok(Err("too late to be of use"));
    }
    let secret = match template {
        MailTemplate::AppReset => plant(directory, mail, now).await?.map(Some),
        _ => secret(ring, mail, template),
    };
    let none = Map::new();
    let params = mail.params.as_object().unwrap_or(&none);
    let (id, recipient) = (mail.id.to_string(), mail.recipient.clone());
    Ok(secret.map(|secret| render(site, id, recipient, template, params, secret.as_ref())))
}

/// The secret a mail carries, opened.
fn secret(
    ring: Option<&KeyRing>,
    mail: &Claimed,
    template: MailTemplate,
) -> Result<Option<SecretString>, &'static str> {
    let Some(name) = template.carries() else {
        return Ok(None);
    };
    let sealed = mail
        .body_sealed
        .clone()
        .ok_or("what it should carry is missing")?;
    let ring = ring.ok_or("what it carries needs the directory's key ring")?;
    let row = mail.id.to_bytes();
    let place = Place {
        purpose: Purpose::Mail,
        label: LABEL,
        row: &row,
    };
    let opened = Sealed::from_stored(sealed)
        .and_then(|sealed| sealed.open(ring, place))
        .map_err(|_| "what it carries cannot be opened with this key ring")?;
    let body: Json = serde_json::from_slice(opened.expose_secret())
        .map_err(|_| "what it carries cannot be read")?;
    body[name]
        .as_str()
        .map(|text| Some(text.into()))
        .ok_or("what it should carry is missing")
}
