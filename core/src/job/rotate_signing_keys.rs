//! Turns over the keys that sign access tokens: the next is published before it signs, the last until all it signed has expired.

use std::time::Duration;

use serde_json::json;

use super::system::record;
use crate::crypto::jwt::PrivateKey;
use crate::crypto::keyring::KeyRing;
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{KeyState, KeyStep, LONGEST_ACCESS_TOKEN, Ts};
use crate::store::Directory;
use crate::store::signing_keys::{self as keys, Standing};

/// Whoever keeps the published keys reads them anew within a day: before that no key signs.
const LEAD: Duration = Duration::from_hours(24);
/// An application may go on with the key it holds for a minute; its tokens then live as long as any.
const SLACK: Duration = Duration::from_hours(1);

const VERB: &str = "signing-keys rotate";

/// One step that a key took.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rotation {
    /// The key.
    pub kid: String,
    /// What became of it.
    pub step: KeyStep,
}

/// Takes every step that is due; several workers may try at once, each step is taken once.
///
/// Each algorithm that has an active key is turned over: applications make the first one when they need it. A key
/// signs for `life`; `now` is the database's.
pub async fn rotate_signing_keys(
    directory: &Directory,
    ring: &KeyRing,
    now: Ts,
    life: Duration,
) -> Result<Vec<Rotation>> {
    let mut steps = Vec::new();
    let lead = LEAD.min(life / 2);
    for active in keys::standing(&mut directory.db(), KeyState::Active).await? {
        let due = active.since.plus(life);
        if now < due.minus(lead) {
            continue;
        }
        let next = keys::standing(&mut directory.db(), KeyState::Next).await?;
        let next = next.into_iter().find(|k| k.algorithm == active.algorithm);
        let step = match next {
            None => publish(directory, ring, now, &active).await?,
            Some(next) if now >= due && now >= next.since.plus(lead) => {
                switch(directory, now, &active, &next).await?
            }
            Some(_) => None,
        };
        steps.extend(step);
    }
    let gone = keys::remove_expired(&mut directory.db(), directory.layout(), now).await?;
    let removed = |kid| Rotation {
        kid,
        step: KeyStep::Removed,
    };
    steps.extend(gone.into_iter().map(removed));
    Ok(steps)
}

/// Publishes the key that will follow `active`; `None` if another worker was first.
async fn publish(
    directory: &Directory,
    ring: &KeyRing,
    now: Ts,
    active: &Standing,
) -> Result<Option<Rotation>> {
    let entropy = directory.entropy();
    let key = PrivateKey::generate_blocking(active.algorithm, entropy).await?;
    let mut tx = directory.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout: directory.layout(),
        now,
    };
    // The active row is the lock: of two workers the second waits here, then finds the other's key.
    let held = keys::hold(&mut edit, &active.kid).await?;
    let next = keys::standing(edit.tx, KeyState::Next).await?;
    if !held || next.iter().any(|k| k.algorithm == active.algorithm) {
        tx.rollback().await?;
        return Ok(None);
    }
    keys::add(&mut edit, ring, entropy, &key, KeyState::Next).await?;
    let kid = key.public().kid().to_owned();
    step(&mut tx, directory, kid.clone(), KeyStep::Published).await?;
    tx.commit().await?;
    Ok(Some(Rotation {
        kid,
        step: KeyStep::Published,
    }))
}

/// Lets `next` sign in the place of `active`; `None` if another worker was first.
async fn switch(
    directory: &Directory,
    now: Ts,
    active: &Standing,
    next: &Standing,
) -> Result<Option<Rotation>> {
    let mut tx = directory.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout: directory.layout(),
        now,
    };
    let until = now.plus(LONGEST_ACCESS_TOKEN).plus(SLACK);
    if !keys::retire(&mut edit, &active.kid, until).await?
        || !keys::activate(&mut edit, &next.kid).await?
    {
        tx.rollback().await?;
        return Ok(None);
    }
    step(&mut tx, directory, next.kid.clone(), KeyStep::Activated).await?;
    tx.commit().await?;
    Ok(Some(Rotation {
        kid: next.kid.clone(),
        step: KeyStep::Activated,
    }))
}

async fn step(
    tx: &mut crate::db::Tx,
    directory: &Directory,
    kid: String,
    step: KeyStep,
) -> Result<()> {
    let target = Some(("signing_key", kid));
    record(tx, directory, VERB, target, json!({ "step": step }))
        .await
        .map(drop)
}
