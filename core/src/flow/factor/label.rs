//! What a user calls a factor.

use crate::error::{Error, Result};

/// The most characters of a label.
const MOST: usize = 64;

/// The label as it is kept: trimmed, short, without control characters.
pub(in crate::flow) fn label(given: &str) -> Result<&str> {
    let label = given.trim();
    if label.chars().count() > MOST || label.chars().any(char::is_control) {
        let why = format!("give at most {MOST} characters, none of them a control character");
        return Err(Error::invalid("label", why));
    }
    Ok(label)
}
