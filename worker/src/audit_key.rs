//! `audit-key`: the key that seals the audit is made where it is used, and only its public half is shown.

use std::io::{self, Write};
use std::path::Path;

use wardroom_core::crypto::signature::SigningKey;
use wardroom_core::entropy::OsEntropy;
use wardroom_core::{Error, Result};

use crate::exit::{Exit, Failure};

/// Makes the key and says how a seal is checked without the database.
pub(crate) fn make(file: &Path) -> Result<Exit, Failure> {
    let public = create(file)?;
    // A closed pipe changes nothing: the key is made.
    let _ = writeln!(io::stdout(), "{public}");
    Ok(Exit::Done)
}

fn create(file: &Path) -> Result<String> {
    let key = SigningKey::generate(&OsEntropy).map_err(Error::from)?;
    key.create(file)?;
    Ok(key.public().to_string())
}
