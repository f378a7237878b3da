//! Reads the text of one key; each says what would be accepted.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use jiff::tz::TimeZone;

use crate::model::parse_life;

/// PostgreSQL cuts longer names off, so that two of them could become one.
const LONGEST_NAME: usize = 63;

pub(super) fn zone(text: &str) -> Result<TimeZone, String> {
    TimeZone::get(text).map_err(|_| "give a zone such as UTC or Europe/Zurich".to_owned())
}

pub(super) fn path(text: &str) -> Result<Option<PathBuf>, String> {
    plain(text)?;
    Ok(Some(PathBuf::from(text)))
}

/// Without the slash at its end, so that a path can be added.
pub(super) fn address(text: &str) -> Result<Option<String>, String> {
    const HOW: &str = "give an address such as https://app.example/api/auth, without ? and #";
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    let is_address = rest.is_some_and(|rest| {
        let host = rest.split('/').next().unwrap_or_default();
        // An account in it would be a secret in every link; white space would end a link in a mail.
        !host.is_empty()
            && !host.contains('@')
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"<>".contains(c))
    });
    if !is_address {
        return Err(HOW.to_owned());
    }
    Ok(Some(text.trim_end_matches('/').to_owned()))
}

/// As it is written: a page may end in a slash.
pub(super) fn page(text: &str) -> Result<Option<String>, String> {
    address(text).map(|_| Some(text.to_owned()))
}

pub(super) fn provider(text: &str) -> Result<Option<String>, String> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if text.is_empty() || !text.chars().all(is_id) {
        return Err("give the provider's id, such as nodemailer or resend".to_owned());
    }
    Ok(Some(text.to_owned()))
}

pub(super) fn life(text: &str) -> Result<Option<Duration>, String> {
    Ok(Some(parse_life(text)?))
}

pub(super) fn word<W: FromStr<Err = String>>(text: &str) -> Result<W, String> {
    text.parse()
}

pub(super) fn switch(text: &str) -> Result<bool, String> {
    text.parse()
        .map_err(|_| "expected true or false".to_owned())
}

/// A table's or a column's name; quoting is the business of statements.
pub(super) fn identifier(text: &str) -> Result<String, String> {
    plain(text)?;
    if text.len() > LONGEST_NAME {
        return Err(format!("a name has at most {LONGEST_NAME} bytes"));
    }
    Ok(text.to_owned())
}

fn plain(text: &str) -> Result<(), String> {
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("give a text without control characters".to_owned());
    }
    Ok(())
}
