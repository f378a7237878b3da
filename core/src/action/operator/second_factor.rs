//! The second factor as it is typed: a code of the authenticator, or one of the operator's recovery codes.

use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::crypto::keyring::{KeyRing, Purpose};
use crate::crypto::recovery_code::{CodeHash, CodeSalt, RecoveryCode, find_blocking};
use crate::crypto::sealed::{Place, Sealed};
use crate::crypto::totp::TotpSecret;
use crate::db::Tx;
use crate::error::Result;
use crate::model::{OperatorId, Ts};
use crate::store::Directory;
use crate::store::operator_factors::{self, HashedCode, SealedFactor};

/// The salt that is hashed with where there is nobody to compare with.
pub(super) const NO_SALT: [u8; 16] = [0; 16];

/// A second factor that was recognised and still has to be spent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Recognised {
    Step { factor: Uuid, step: i64 },
    Code(Uuid),
}

impl Recognised {
    /// What the audit says was shown.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Step { .. } => "totp",
            Self::Code(_) => "recovery_code",
        }
    }
}

/// Where an operator's authenticator secret belongs.
pub(super) fn place(row: &[u8; 16]) -> Place<'_> {
    Place {
        purpose: Purpose::OperatorFactor,
        label: "operator_factors.secret",
        row,
    }
}

/// What of `of`'s was typed, if anything; a recovery code costs one hash whether there is anybody or not.
///
/// With `look` false nothing is unsealed and nothing is found, in the same time.
pub(super) async fn recognise(
    directory: &Directory,
    ring: &KeyRing,
    of: Option<&OperatorId>,
    typed: &SecretString,
    look: bool,
) -> Result<Option<Recognised>> {
    let of = of.filter(|_| look);
    if let Ok(code) = RecoveryCode::parse(typed.expose_secret()) {
        let codes = match of {
            Some(of) => operator_factors::unused_codes(&mut directory.db(), of).await?,
            None => Vec::new(),
        };
        return find_code(code, &codes).await;
    }
    let Some(of) = of else {
        return Ok(None);
    };
    let factors = operator_factors::factors(&mut directory.db(), of).await?;
    find_step(ring, &factors, typed, directory.now())
}

/// Spends what was recognised, once; false when somebody else just did.
pub(super) async fn spend(tx: &mut Tx, recognised: Recognised, now: Ts) -> Result<bool> {
    let spent = match recognised {
        Recognised::Step { factor, step } => {
            operator_factors::accept_step(tx, factor, step).await?
        }
        Recognised::Code(row) => operator_factors::use_code(tx, row, now).await?,
    };
    Ok(spent == 1)
}

async fn find_code(code: RecoveryCode, codes: &[HashedCode]) -> Result<Option<Recognised>> {
    // A set shares one salt and there is one set, so one hash tells.
    let salt = codes.first().map_or(&NO_SALT[..], |c| c.salt.as_slice());
    let set: Vec<&HashedCode> = codes.iter().filter(|c| c.salt == salt).collect();
    let hashes = set
        .iter()
        .map(|c| CodeHash::from_stored(&c.code_hash))
        .collect::<Result<Vec<_>, _>>()?;
    let found = find_blocking(code, CodeSalt::from_stored(salt)?, hashes).await?;
    Ok(found
        .and_then(|at| set.get(at))
        .map(|c| Recognised::Code(c.id)))
}

fn find_step(
    ring: &KeyRing,
    factors: &[SealedFactor],
    typed: &SecretString,
    now: Ts,
) -> Result<Option<Recognised>> {
    for factor in factors {
        let sealed = Sealed::from_stored(factor.secret_sealed.clone())?;
        let secret = sealed.open(ring, place(factor.id.as_bytes()))?;
        let secret = TotpSecret::from_bytes(secret.expose_secret())?;
        let last = factor.last_step.map(i64::from);
        if let Some(step) = secret.check(typed.expose_secret(), now.unix_seconds(), last) {
            return Ok(Some(Recognised::Step {
                factor: factor.id,
                step,
            }));
        }
    }
    Ok(None)
}
