//! Verifies the audit of the directory, or an exported file.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use clap::Args;
use wardroom_core::Error;
use wardroom_core::crypto::signature::PublicKey;
use wardroom_core::model::{Head, Safe, Verification};
use wardroom_core::store::{Known, verify_export};

use crate::cli::desk::Desk;
use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};
use crate::cli::progress::Progress;
use crate::cli::settings::Settings;

/// What is verified, and against what.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// A head kept elsewhere, ENTRY:HASH: shows a rebuilt chain or a cut tail
    #[arg(long, value_name = "HEAD")]
    head: Option<Head>,
    /// A public key that may seal, in hexadecimal; repeat for more [default: those in the database]
    #[arg(long = "key", value_name = "HEX")]
    keys: Vec<String>,
    /// An exported file instead of the directory
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(super) async fn run(settings: &Settings, args: Verify) -> Outcome {
    let known = Known {
        keys: args
            .keys
            .iter()
            .map(|key| public(key))
            .collect::<Result<_, _>>()?,
        head: args.head,
    };
    let found = if let Some(file) = &args.file {
        let open = File::open(file);
        let open = open
            .map_err(|e| Fail::new(Exit::NotFound, format!("{}: {}", file.display(), e.kind())))?;
        verify_export(BufReader::new(open), &known)?
    } else {
        verify_directory(settings, &known).await?
    };
    settings.out.one(&found, people)?;
    if found.holds() {
        Ok(())
    } else {
        Err(Fail::Shown(Exit::AuditBroken))
    }
}

async fn verify_directory(settings: &Settings, known: &Known) -> Outcome<Verification> {
    let desk = Desk::open(settings).await?;
    let entries = desk.directory.audit_head().await?.seq;
    let progress = Progress::of(desk.settings, count(entries), "verifying");
    let found = desk
        .directory
        .verify_audit(known, |at, _| progress.at(count(at)))
        .await?;
    progress.clear();
    Ok(found)
}

fn count(entries: i64) -> u64 {
    u64::try_from(entries).unwrap_or(0)
}

fn people(found: &Verification) -> Vec<String> {
    let faults = found
        .faults
        .iter()
        .map(|f| format!("▲ {}", Safe::new(&f.to_string())));
    let mark = if found.holds() { "●" } else { "▲" };
    faults.chain([format!("{mark} {found}")]).collect()
}

fn public(hex: &str) -> Result<PublicKey, Fail> {
    let bad = || Error::invalid("key", "not a public key: 64 hexadecimal digits");
    let pairs = hex.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let key = PublicKey::from_stored(&bytes.ok_or_else(bad)?);
    Ok(key.map_err(|_| bad())?)
}
