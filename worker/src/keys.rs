//! The directory's key ring, from a file that only its owner can read, or from the environment.

use secrecy::SecretString;
use wardroom_core::Result;
use wardroom_core::crypto::keyring::KeyRing;

use crate::cli::Keys;

/// The variable that may hold the ring's text, where a file would be in the way.
const TEXT: &str = "WARDROOM_KEYS";

/// The key ring, if one was given; the file comes first.
pub(crate) fn read(args: &Keys) -> Result<Option<KeyRing>> {
    if let Some(path) = &args.keys {
        return Ok(Some(KeyRing::load(path)?));
    }
    let text = std::env::var(TEXT).ok().map(SecretString::from);
    Ok(text.map(|text| KeyRing::parse(&text)).transpose()?)
}
