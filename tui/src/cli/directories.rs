//! The directories of the configuration, opened for the console: each with its environment, its sign-in, and what may be
//! done there.

use std::sync::Arc;

use futures::future::BoxFuture;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::Access;
use wardroom_core::db::migrate::Set;
use wardroom_core::model::{Caller, Safe};
use wardroom_core::{Directory, Result};

use super::exit::Exit;
use super::fail::Outcome;
use super::settings::Settings;
use super::{config, db, desk};
use crate::console::twin;
use crate::console::widget::frame::Environment;
use crate::console::{Directories, Door, Listed, Opened};

/// Every directory the console can go to.
pub(crate) struct Configured {
    start: Settings,
    /// What the one the console begins at is called.
    name: String,
}

impl Configured {
    /// The profiles, and the directory of the command line where it is none of them.
    pub(crate) fn new(settings: &Settings) -> Outcome<Self> {
        Ok(Self {
            start: settings.clone(),
            name: settings.name()?,
        })
    }

    fn at(&self, name: &str) -> Outcome<Settings> {
        if name == self.name {
            return Ok(self.start.clone());
        }
        self.start.at(name)
    }
}

impl Directories for Configured {
    fn names(&self) -> Vec<String> {
        let profiles: Vec<String> = self.start.names().cloned().collect();
        let is_other = !profiles.is_empty() && !profiles.contains(&self.name);
        let start = is_other.then(|| self.name.clone());
        start.into_iter().chain(profiles).collect()
    }

    fn list(&self) -> Vec<Listed> {
        let names = self.names().into_iter();
        names
            .filter_map(|name| Some(listed(&self.at(&name).ok()?, name)))
            .collect()
    }

    fn open(&self, name: String) -> BoxFuture<'static, std::result::Result<Opened, Safe>> {
        let settings = self.at(&name);
        Box::pin(async move {
            let opened = match settings {
                Ok(settings) => opened(&settings).await,
                Err(fail) => Err(fail),
            };
            opened.map_err(|fail| Safe::new(&fail.sentence()))
        })
    }
}

fn listed(settings: &Settings, name: String) -> Listed {
    let target = settings.target();
    let address = match &target {
        Ok(target) => target.to_string(),
        Err(fail) => fail.sentence(),
    };
    Listed {
        name,
        environment: environment(settings),
        address: Safe::new(&address),
        has_session: desk::saved(settings)
            .is_ok_and(|saved| saved.read().is_ok_and(|token| token.is_some())),
        is_read_only: settings.read_only().is_some(),
    }
}

/// Opens the configured directory, signed in if a session is saved.
pub(crate) async fn opened(settings: &Settings) -> Outcome<Opened> {
    let directory = desk::directory(settings, settings.access()).await?;
    if !directory.has_bookkeeping().await? {
        directory.close().await;
        return without_bookkeeping(settings).await;
    }
    let caller = match desk::caller(settings, &directory).await {
        // A session that ended meanwhile: signing in is what the console opens with.
        Err(fail) if fail.exit() == Exit::SignedOut => None,
        caller => caller?,
    };
    // Without the key one can look around with a saved session, and the sign-in says what is missing.
    signed(settings, directory, caller, settings.operator_key().ok()).await
}

/// An open directory that somebody can sign in to.
pub(crate) async fn signed(
    settings: &Settings,
    directory: Directory,
    caller: Option<Caller>,
    keys: Option<KeyRing>,
) -> Outcome<Opened> {
    let why = settings.read_only();
    Ok(Opened {
        caller,
        keys: keys.map(Arc::new),
        read_only: why.map(|why| Safe::new(&format!("this directory is read-only: {why}"))),
        door: why.map(|_| door(settings)),
        ..bare(settings, directory).await?
    })
}

async fn bare(settings: &Settings, directory: Directory) -> Outcome<Opened> {
    Ok(Opened {
        name: Safe::new(&settings.name()?),
        engine: Safe::new(&directory.engine_version().await?),
        environment: environment(settings),
        directory,
        keys: None,
        caller: None,
        unsigned: None,
        read_only: None,
        door: None,
    })
}

/// An open directory that Wardroom is not attached to: read-only, unsigned and masked.
pub(crate) async fn unattached(settings: &Settings, directory: Directory) -> Outcome<Opened> {
    let why = unsigned(settings, directory.layout().is_foreign())?;
    Ok(Opened {
        unsigned: Some(Safe::new(&why)),
        ..bare(settings, directory.without_bookkeeping()).await?
    })
}

/// Columns of an address that leave the line below it whole on a screen of 80.
const ADDRESS: usize = 29;

/// What holds of a directory without operators, and the command that changes it.
pub(crate) fn unsigned(settings: &Settings, is_foreign: bool) -> Outcome<String> {
    let target = settings.target()?.to_string();
    let address = if target.chars().count() <= ADDRESS {
        target.as_str()
    } else {
        "URL"
    };
    let (what, command) = match (is_foreign, settings.profile_name()) {
        (true, Some(name)) => (
            "not attached",
            twin::command(["attach", "--directory", name, "--confirm"]),
        ),
        (true, None) => (
            "not attached",
            twin::command(["attach", address, "--confirm"]),
        ),
        (false, Some(name)) => ("not set up", twin::command(["init", "--directory", name])),
        (false, None) => ("not set up", twin::command(["init", "--database", address])),
    };
    Ok(format!(
        "{what}: read-only, masked; `{command}` lets operators act"
    ))
}

/// What to say of an application's directory that Wardroom is not attached to: its own migrations are no business there.
pub(crate) async fn not_attached(settings: &Settings) -> Outcome<Option<String>> {
    let directory = desk::directory(settings, Access::Read).await?;
    let is_bare = directory.layout().is_foreign() && !directory.has_bookkeeping().await?;
    directory.close().await;
    let target = settings.target()?;
    Ok(is_bare.then(|| {
        format!("{target}: not attached; `wardroom attach {target} --confirm` lets operators act")
    }))
}

/// The same of the configured directory; one whose own tables are behind says so instead of failing screen by screen.
async fn without_bookkeeping(settings: &Settings) -> Outcome<Opened> {
    let directory = desk::directory(settings, Access::Read).await?;
    if !directory.layout().is_foreign()
        && let Some(behind) =
            db::behind(settings, &settings.target()?, Some(&[Set::Directory])).await?
    {
        return Err(behind);
    }
    unattached(settings, directory).await
}

/// Opens the directory for a sign-in alone.
fn door(settings: &Settings) -> Door {
    let settings = settings.clone();
    Arc::new(move || {
        let settings = settings.clone();
        Box::pin(async move { writable(&settings).await })
    })
}

async fn writable(settings: &Settings) -> Result<Directory> {
    let opened = desk::directory(settings, Access::Write).await;
    opened.map_err(|fail| wardroom_core::Error::Database(fail.sentence()))
}

fn environment(settings: &Settings) -> Environment {
    let environment: config::Environment = settings.environment();
    if environment.is_production() {
        Environment::Production
    } else {
        Environment::Elsewhere(Safe::new(&environment.label().to_uppercase()))
    }
}
