//! Takes a version out of a key ring, once no row needs it.

use clap::Args;
use serde_json::json;
use wardroom_core::crypto::keyring::{KeyRing, KeyVersion};
use wardroom_core::db::Access;
use wardroom_core::job;

use super::File;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;
use crate::cli::{ask, desk};

/// Which one, of which ring.
#[derive(Args, Clone, Debug)]
pub(crate) struct Retire {
    /// The version's number
    #[arg(value_name = "VERSION")]
    version: u32,
    /// The file.
    #[command(flatten)]
    file: File,
}

pub(super) async fn run(settings: &Settings, args: &Retire) -> Outcome {
    let (version, file) = (KeyVersion(args.version), args.file.path.display());
    // What cannot be done at all is said before anything is counted or asked.
    KeyRing::load(&args.file.path)?.retire(version)?;
    let directory = desk::directory(settings, Access::Write).await?;
    let now = directory.database_now().await?;
    job::may_retire(&directory, version, now).await?;
    let question = format!(
        "Take {version} out of {file}? A backup of the database that needs it opens no more."
    );
    ask::confirm(settings, &question)?;
    KeyRing::change(&args.file.path, |ring| ring.retire(version))?;
    let answer = json!({ "file": args.file.path, "retired": version.0 });
    settings
        .out
        .one(&answer, |_| vec![format!("{file}: {version} is gone")])
}
