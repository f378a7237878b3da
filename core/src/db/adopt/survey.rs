//! A walk over every row, in the order of their ids: hash forms, addresses that are none, addresses that are one.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::bench::dynamic;
use crate::db::{Conn, Db};
use crate::error::Result;
use crate::model::{Id, normalize_email};

const PAGE: i64 = 5_000;
/// So many ids are listed of each kind of trouble; an operator mends those and looks again.
const LISTED: usize = 50;

/// What the rows hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    pub(super) rows: u64,
    pub(super) hashes: BTreeMap<String, u64>,
    pub(super) without_address: Vec<String>,
    pub(super) odd_addresses: Vec<String>,
    pub(super) duplicates: Vec<Vec<String>>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Id,
    email: Option<String>,
    hash: Option<String>,
}

/// The address as compared, or as near as an address that is none comes to it.
pub(super) fn compared(email: &str) -> String {
    normalize_email(email).unwrap_or_else(|| email.trim().to_lowercase())
}

/// Walks the table; reads only.
pub(super) async fn survey(db: &mut Db, hash: Option<&str>) -> Result<Survey> {
    let mut survey = Survey::default();
    // Sixteen bytes an address, not the address: ten million fit into the memory of a small machine.
    let mut seen: Vec<[u8; 16]> = Vec::new();
    let mut last = None;
    while let Some(rows) = page(db, hash, last.take()).await? {
        last = rows.last().map(|row| row.id.clone());
        for row in rows {
            survey.rows += 1;
            *survey.hashes.entry(form(row.hash.as_deref())).or_default() += 1;
            match row.email.as_deref().map(str::trim) {
                None | Some("") => note(&mut survey.without_address, &row.id),
                Some(email) => {
                    if normalize_email(email).is_none() {
                        note(&mut survey.odd_addresses, &row.id);
                    }
                    seen.push(print(email));
                }
            }
        }
    }
    seen.sort_unstable();
    let twice: HashMap<[u8; 16], usize> = seen
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| (pair[0], 0))
        .collect();
    if !twice.is_empty() {
        survey.duplicates = owners(db, twice).await?;
    }
    Ok(survey)
}

/// Who shares an address, on a second walk.
async fn owners(db: &mut Db, twice: HashMap<[u8; 16], usize>) -> Result<Vec<Vec<String>>> {
    let mut groups: HashMap<[u8; 16], Vec<String>> = HashMap::new();
    let mut last = None;
    while let Some(rows) = page(db, None, last.take()).await? {
        last = rows.last().map(|row| row.id.clone());
        for row in rows {
            let print = row.email.as_deref().map(print);
            if let Some(print) = print.filter(|p| twice.contains_key(p)) {
                groups.entry(print).or_default().push(row.id.to_string());
            }
        }
    }
    let mut groups: Vec<Vec<String>> = groups.into_values().collect();
    groups.sort();
    groups.truncate(LISTED);
    Ok(groups)
}

async fn page(db: &mut Db, hash: Option<&str>, after: Option<Id>) -> Result<Option<Vec<Row>>> {
    let hash = hash.unwrap_or("NULL");
    let read =
        format!("SELECT {{user.id}} AS id, {{user.email}} AS email, {hash} AS hash FROM {{user}}");
    let page = match after {
        None => dynamic(format!("{read} ORDER BY {{user.id}} LIMIT {PAGE}")),
        Some(id) => dynamic(format!(
            "{read} WHERE {{user.id}} > $1 ORDER BY {{user.id}} LIMIT {PAGE}"
        ))
        .bind(id),
    };
    let rows: Vec<Row> = db.all(page).await?;
    Ok((!rows.is_empty()).then_some(rows))
}

fn print(email: &str) -> [u8; 16] {
    let whole = Sha256::digest(compared(email).as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

/// What a stored hash begins with; nothing of the hash itself.
fn form(hash: Option<&str>) -> String {
    let Some(hash) = hash.filter(|h| !h.is_empty()) else {
        return "none".to_owned();
    };
    if crate::crypto::password::check_stored(hash).is_err() {
        return "cannot be checked".to_owned();
    }
    match hash.strip_prefix('$').and_then(|h| h.split_once('$')) {
        Some((form, _)) => format!("${form}$"),
        None => "better-auth".to_owned(),
    }
}

fn note(list: &mut Vec<String>, id: &Id) {
    if list.len() < LISTED {
        list.push(id.to_string());
    }
}
