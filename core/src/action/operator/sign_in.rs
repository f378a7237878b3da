//! Signing in: name, password and second factor, in the same time and with the same answer whatever is wrong.

use std::fmt;

use secrecy::SecretString;
use serde_json::json;

use super::record::{attempt, done, refused};
use super::second_factor::{recognise, spend};
use super::session::{SignedIn, begin};
use crate::crypto::keyring::KeyRing;
use crate::crypto::password::{Verdict, hash_blocking, verify_blocking};
use crate::error::Result;
use crate::model::{OperatorStatus, Refusal};
use crate::store::Directory;
use crate::store::attempts::{AttemptKey, clear};
use crate::store::operators::{self, Credited, folded};

pub(super) const VERB: &str = "login";

/// What an operator signs in with.
#[derive(Clone)]
pub struct Credentials {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub password: SecretString,
    /// A code of the authenticator, or a recovery code.
    pub second_factor: SecretString,
}

// Not even the name: people type passwords where names belong.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(…)")
    }
}

/// What failures are counted under: the name as typed, so that one nobody has is delayed the same.
pub(super) fn attempt_key(name: &str) -> AttemptKey {
    AttemptKey::new(VERB, &folded(name))
}

/// Begins a session for `host`, or refuses without saying which of the three was wrong.
pub async fn sign_in(
    directory: &Directory,
    ring: &KeyRing,
    given: &Credentials,
    host: Option<&str>,
) -> Result<SignedIn> {
    let key = attempt_key(&given.name);
    let named = operators::by_name(&mut directory.db(), &given.name).await?;
    let who = named.as_ref().map(|n| &n.operator);
    attempt(directory, VERB, who, key).await?;

    let active = named
        .as_ref()
        .filter(|n| n.operator.status == OperatorStatus::Active);
    let stored = active.and_then(|n| n.password_hash.clone());
    let verdict = verify_blocking(stored, given.password.clone()).await?;
    let right = matches!(verdict, Verdict::Match { .. });
    let id = active.map(|n| &n.operator.id);
    let recognised = recognise(directory, ring, id, &given.second_factor, right).await?;
    let rehashed = match verdict {
        Verdict::Match { rehash: true } if recognised.is_some() => {
            Some(hash_blocking(given.password.clone(), directory.entropy()).await?)
        }
        _ => None,
    };

    let mut tx = directory.begin().await?;
    let now = directory.now();
    let (Some(Credited { operator, .. }), Some(recognised)) = (active, recognised) else {
        return refused(tx, directory, VERB, who, Refusal::WrongCredentials).await;
    };
    // Asked again inside the transaction: disabled meanwhile, or the code spent by somebody quicker.
    if operators::signed_in(&mut tx, &operator.id, now, rehashed).await? == 0
        || !spend(&mut tx, recognised, now).await?
    {
        tx.rollback().await?;
        let tx = directory.begin().await?;
        return refused(tx, directory, VERB, who, Refusal::WrongCredentials).await;
    }
    clear(&mut tx, key).await?;
    let signed_in = begin(&mut tx, directory, operator.clone(), host).await?;
    let shown = json!({ "second_factor": recognised.word() });
    done(&mut tx, directory, VERB, operator, shown).await?;
    tx.commit().await?;
    Ok(signed_in)
}
