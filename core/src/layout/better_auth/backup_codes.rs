//! Backup codes: read first, which proves the secret, and replaced only where nobody changed them meanwhile.

use secrecy::{ExposeSecret, SecretString};

use crate::crypto::foreign::better_auth::{Secrets, backup_codes};
use crate::db::{Conn, sql};
use crate::entropy::Entropy;
use crate::error::{Error, Result};
use crate::layout::foreign::Recognised;
use crate::layout::{AppSettings, CodeStorage, Edit};
use crate::model::{Id, UserId};

const PRESENT: &str = "SELECT {f.ba_two_factor.id} AS id, {f.ba_two_factor.backup_codes} AS codes
    FROM {ba_two_factor} f WHERE {f.ba_two_factor.user_id} = $1";

// The application writes under the same condition: of a code used and a set issued at one moment one wins.
const REPLACE: &str = "UPDATE {ba_two_factor} SET {ba_two_factor.backup_codes} = $3
    WHERE {ba_two_factor.id} = $1 AND {ba_two_factor.backup_codes} = $2";

/// Why none can be issued in this directory.
pub(super) fn refusal(found: &Recognised) -> Option<&'static str> {
    if !found.has("ba_two_factor") {
        return Some("the application has no two-factor plugin");
    }
    match found.app.code_storage {
        CodeStorage::Custom => Some("the application stores its codes by functions of its own"),
        CodeStorage::Encrypted if found.app.secret_file.is_none() && found.app.secret.is_none() => {
            Some(
                "its codes are sealed under the application's secret; set secret_file in the profile",
            )
        }
        CodeStorage::Encrypted | CodeStorage::Plain => None,
    }
}

pub(super) async fn issue(
    edit: &mut Edit<'_>,
    user: &UserId,
    entropy: &dyn Entropy,
) -> Result<Vec<SecretString>> {
    let secrets = secrets(&edit.layout.app())?;
    let present: Option<(Id, String)> = edit.tx.optional(sql(PRESENT).bind(&user.0)).await?;
    let (id, old) = present.ok_or_else(|| Error::not_found("enrolled second factor of", user))?;
    backup_codes::read(&old, secrets.as_ref())?;
    let codes = backup_codes::generate(entropy);
    let new = backup_codes::write(&old, &codes, secrets.as_ref(), entropy)?;
    let statement = sql(REPLACE).bind(&id).bind(old).bind(new.expose_secret());
    if edit.tx.execute(statement).await? == 0 {
        return Err(Error::Conflict {
            what: "the backup codes of",
            value: user.to_string(),
        });
    }
    Ok(codes)
}

/// What the secret's file holds: `BETTER_AUTH_SECRET`, or `BETTER_AUTH_SECRETS` with the former in a second line.
fn secrets(app: &AppSettings) -> Result<Option<Secrets>> {
    let Some(text) = &app.secret else {
        return Ok(None);
    };
    let mut lines = text.expose_secret().lines().map(SecretString::from);
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return Ok(None);
    };
    let secrets = if is_versioned(&first) {
        Secrets::versioned(&first, second.as_ref())?
    } else {
        Secrets::one(&first)?
    };
    Ok(Some(secrets))
}

/// Whether it begins as `2:…,1:…` does.
fn is_versioned(line: &SecretString) -> bool {
    let number = line
        .expose_secret()
        .split_once(':')
        .map(|(number, _)| number);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
