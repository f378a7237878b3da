//! The first sign-in: a one-time code lets an operator choose a password and enrol an authenticator.
//! Nothing is stored before the authenticator has shown a right code, so an abandoned enrolment begins anew.

use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::record::{attempt, done, refused};
use super::second_factor::{NO_SALT, place};
use super::session::{SignedIn, begin};
use super::sign_in::attempt_key;
use crate::crypto::keyring::KeyRing;
use crate::crypto::otpauth::otpauth_uri;
use crate::crypto::password::{PasswordRules, check_new_password, hash_blocking};
use crate::crypto::recovery_code::{CodeHash, CodeSalt, IssuedSet, RecoveryCode, find_blocking};
use crate::crypto::sealed::Sealed;
use crate::crypto::totp::TotpSecret;
use crate::db::Tx;
use crate::error::Result;
use crate::model::{Operator, OperatorId, OperatorStatus, Refusal};
use crate::store::Directory;
use crate::store::attempts::clear;
use crate::store::operator_factors::{self, NewFactor};
use crate::store::operators::{self, Credited};

const VERB: &str = "enrol";
const ISSUER: &str = "Wardroom";
const CODES: usize = 10;
const SALT_BYTES: usize = 16;

/// An enrolment under way, held by the terminal alone; dropping it leaves everything as it was.
#[derive(Debug)]
pub struct Enrolling {
    operator: Operator,
    code_hash: Vec<u8>,
    password_hash: SecretString,
    secret: TotpSecret,
}

impl Enrolling {
    /// Who enrols.
    pub fn operator(&self) -> &Operator {
        &self.operator
    }

    /// The secret to show as text.
    pub fn secret(&self) -> &TotpSecret {
        &self.secret
    }

    /// The address to show as a QR code.
    pub fn uri(&self) -> SecretString {
        otpauth_uri(&self.secret, ISSUER, &self.operator.name)
    }
}

/// An operator who is enrolled and signed in.
#[derive(Debug)]
pub struct Enrolled {
    /// The session, begun with the second factor shown.
    pub signed_in: SignedIn,
    /// Ten recovery codes, to be shown once.
    pub codes: Vec<RecoveryCode>,
}

/// Begins an enrolment: the code is right and still counts, the password is long enough.
pub async fn begin_enrolment(
    directory: &Directory,
    name: &str,
    code: &SecretString,
    password: SecretString,
) -> Result<Enrolling> {
    let rules = PasswordRules {
        not: &[name],
        ..PasswordRules::WITH_SECOND_FACTOR
    };
    check_new_password(&password, rules)?;
    let named = operators::by_name(&mut directory.db(), name).await?;
    let who = named.as_ref().map(|n| n.operator.clone());
    attempt(directory, VERB, who.as_ref(), attempt_key(name)).await?;

    let right = is_code(named.as_ref(), code).await?;
    let now = directory.now();
    let open = named.filter(|n| {
        right
            && n.operator.status == OperatorStatus::Enrolling
            && n.enrol_expires_at.is_some_and(|until| now < until)
    });
    let Some(Credited {
        operator,
        enrol_code_hash: Some(code_hash),
        ..
    }) = open
    else {
        let tx = directory.begin().await?;
        return refused(tx, directory, VERB, who.as_ref(), Refusal::WrongCredentials).await;
    };
    let password_hash = hash_blocking(password, directory.entropy()).await?.into();
    clear(&mut directory.db(), attempt_key(name)).await?;
    Ok(Enrolling {
        operator,
        code_hash,
        password_hash,
        secret: TotpSecret::generate(directory.entropy()),
    })
}

/// Ends the enrolment with a code the authenticator shows: the operator is active, signed in, and has recovery codes.
pub async fn confirm_enrolment(
    directory: &Directory,
    ring: &KeyRing,
    enrolling: &Enrolling,
    typed: &SecretString,
    host: Option<&str>,
) -> Result<Enrolled> {
    let who = &enrolling.operator;
    let now = directory.now();
    let shown = enrolling
        .secret
        .check(typed.expose_secret(), now.unix_seconds(), None);
    let Some(step) = shown else {
        // The secret is on the enroller's own screen: there is nothing to guess, so nothing is delayed.
        let tx = directory.begin().await?;
        return refused(tx, directory, VERB, Some(who), Refusal::WrongCredentials).await;
    };
    let codes = IssuedSet::generate_blocking(CODES, directory.entropy()).await?;
    let mut tx = directory.begin().await?;
    let password = enrolling.password_hash.expose_secret();
    if operators::enrol(&mut tx, &who.id, &enrolling.code_hash, password, now).await? == 0 {
        return refused(tx, directory, VERB, Some(who), Refusal::Changed).await;
    }
    operator_factors::remove_all(&mut tx, &who.id).await?;
    store_factor(&mut tx, directory, ring, &who.id, &enrolling.secret, step).await?;
    store_codes(&mut tx, directory, &who.id, &codes).await?;
    let operator = Operator {
        status: OperatorStatus::Active,
        last_sign_in_at: Some(now),
        ..who.clone()
    };
    let signed_in = begin(&mut tx, directory, operator, host).await?;
    done(
        &mut tx,
        directory,
        VERB,
        who,
        json!({ "recovery_codes": CODES }),
    )
    .await?;
    tx.commit().await?;
    Ok(Enrolled {
        signed_in,
        codes: codes.codes,
    })
}

/// Whether it is the operator's enrolment code; one hash is spent whether there is an operator or not.
async fn is_code(named: Option<&Credited>, typed: &SecretString) -> Result<bool> {
    let Ok(code) = RecoveryCode::parse(typed.expose_secret()) else {
        return Ok(false);
    };
    let stored = named.and_then(|n| n.enrol_code_hash.as_deref());
    let stored = stored.and_then(|bytes| bytes.split_at_checked(SALT_BYTES));
    let (salt, hashes) = match stored {
        Some((salt, hash)) => (salt, vec![CodeHash::from_stored(hash)?]),
        None => (&NO_SALT[..], Vec::new()),
    };
    let found = find_blocking(code, CodeSalt::from_stored(salt)?, hashes).await?;
    Ok(found.is_some())
}

async fn store_factor(
    tx: &mut Tx,
    directory: &Directory,
    ring: &KeyRing,
    operator: &OperatorId,
    secret: &TotpSecret,
    last_step: i64,
) -> Result<()> {
    let id = directory.fresh_uuid();
    let sealed = Sealed::seal(
        ring,
        place(id.as_bytes()),
        secret.expose(),
        directory.entropy(),
    )?;
    let factor = NewFactor {
        id,
        operator,
        sealed: sealed.as_bytes(),
        key_version: sealed.key_version().0,
        last_step,
        at: directory.now(),
    };
    operator_factors::add(tx, factor).await
}

async fn store_codes(
    tx: &mut Tx,
    directory: &Directory,
    operator: &OperatorId,
    set: &IssuedSet,
) -> Result<()> {
    for hash in &set.hashes {
        let id = directory.fresh_uuid();
        let (salt, at) = (set.salt.as_bytes(), directory.now());
        operator_factors::add_code(tx, id, operator, salt, hash.as_bytes(), at).await?;
    }
    Ok(())
}
