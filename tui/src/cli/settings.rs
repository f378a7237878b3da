//! What a command runs with: flags before variables before the file before the defaults.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use wardroom_core::Error;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::migrate::Place;
use wardroom_core::db::{Access, Target};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::IdKind;

use super::args::Global;
use super::config::{self, Config, DEFAULT_SCHEMA, Environment, Look, Places, Profile};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::out::Out;
use super::recorder;
use crate::console::Secrets;
use crate::console::keymap::Keymap;

/// Everything a command was told, in one place.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The flags that every command takes.
    pub(crate) global: Global,
    /// Where files lie.
    pub(crate) places: Places,
    /// Where the answer goes.
    pub(crate) out: Out,
    /// How the console looks.
    pub(crate) look: Look,
    /// The console's keys.
    pub(crate) keymap: Keymap,
    /// What may be done with secrets that are shown once.
    pub(crate) secrets: Secrets,
    /// The name of the profile, unless an address was given by hand.
    name: Option<String>,
    profile: Profile,
    /// Every profile there is.
    directories: Arc<BTreeMap<String, Profile>>,
}

impl Settings {
    /// Reads the configuration and lays the command line over it.
    pub(crate) fn new(global: Global) -> Outcome<Self> {
        let places = Places::find()?;
        let file = global.config.clone();
        let path = file.clone().unwrap_or_else(|| places.config_file());
        let config = config::read(&path, file.is_some())?;
        let (name, profile) = choose(&config, &global)?;
        Ok(Self {
            out: Out::new(global.json, global.plain),
            places,
            look: config.look,
            keymap: config.keymap,
            secrets: Secrets {
                recorder: recorder::running(|name| std::env::var_os(name).is_some()),
                ..config.secrets
            },
            name: name.filter(|_| global.database.is_none()),
            profile,
            directories: Arc::new(config.directories),
            global,
        })
    }

    /// The same at the profile of this name, as if it had been asked for; what was given by hand for one directory does
    /// not hold for another.
    pub(crate) fn at(&self, name: &str) -> Outcome<Self> {
        let known = || Fail::new(Exit::Config, format!("no directory {name} is configured"));
        let profile = self.directories.get(name).ok_or_else(known)?.clone();
        let mut there = self.clone();
        there.global.database = None;
        there.global.schema = None;
        there.global.directory = Some(name.to_owned());
        if profile.operator_key_file.is_some() {
            there.global.operator_key = None;
        }
        Ok(Self {
            name: Some(name.to_owned()),
            profile,
            ..there
        })
    }

    /// The names of every profile.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.directories.keys()
    }

    /// The profile it is opened by, if it is by one.
    pub(crate) fn profile_name(&self) -> Option<&str> {
        let is_by_profile = self.global.database.is_none();
        self.name.as_deref().filter(|_| is_by_profile)
    }

    /// What the directory is called: by its profile, or by its address.
    pub(crate) fn name(&self) -> Outcome<String> {
        match &self.name {
            Some(name) => Ok(name.clone()),
            None => Ok(self.target()?.to_string()),
        }
    }

    /// Why nothing may be changed here, if so.
    pub(crate) fn read_only(&self) -> Option<&'static str> {
        let by_profile = self.profile.is_read_only && self.global.database.is_none();
        if self.global.read_only {
            Some("it was opened with --read-only")
        } else {
            by_profile.then_some("its profile says `read_only = true`")
        }
    }

    /// What a connection is for: the engine itself refuses changes where there shall be none.
    pub(crate) fn access(&self) -> Access {
        match self.read_only() {
            Some(_) => Access::Read,
            None => Access::Write,
        }
    }

    /// Refuses before anything is asked where nothing may be changed.
    pub(crate) fn may_change(&self) -> Outcome {
        match self.read_only() {
            None => Ok(()),
            Some(why) => Err(Error::ReadOnly {
                why: why.to_owned(),
            }
            .into()),
        }
    }

    /// Whether the console should be lines and numbers: as asked for, or since the terminal can do no more.
    pub(crate) fn wants_plain(&self) -> bool {
        self.global.plain || std::env::var("TERM").is_ok_and(|term| term == "dumb")
    }

    /// The same at another address, where one is given: nothing is known of its application.
    pub(crate) fn at_url(&self, url: Option<&str>) -> Self {
        let mut there = self.clone();
        if let Some(url) = url {
            there.global.database = Some(url.to_owned());
            there.global.directory = None;
            there.name = None;
        }
        there
    }

    /// The same, in lines, words and numbers.
    pub(crate) fn plain(&self) -> Self {
        let mut plain = self.clone();
        plain.global.plain = true;
        plain.out = Out::new(plain.global.json, true);
        plain
    }

    /// The same at a demo: its directory, its operators' keys, and an environment where nothing is real.
    pub(crate) fn for_demo(&self, target: &Target, key: PathBuf) -> Self {
        let mut demo = self.clone();
        demo.global.database = None;
        demo.global.operator_key = None;
        demo.name = Some("demo".to_owned());
        demo.directories = Arc::default();
        demo.profile = Profile {
            url: Some(target.to_string()),
            environment: Environment::new("demo"),
            operator_key_file: Some(key),
            ..demo.profile
        };
        demo
    }

    /// The directory's address.
    pub(crate) fn target(&self) -> Outcome<Target> {
        let url = self.global.database.as_ref().or(self.profile.url.as_ref());
        let url = url.ok_or_else(|| {
            Fail::new(
                Exit::Config,
                "no directory; give --database URL, set WARDROOM_DATABASE, or configure one",
            )
        })?;
        Ok(url.parse()?)
    }

    /// The directory's schema on PostgreSQL.
    pub(crate) fn schema(&self) -> &str {
        let schema = self.global.schema.as_ref().or(self.profile.schema.as_ref());
        schema.map_or(DEFAULT_SCHEMA, String::as_str)
    }

    /// Where migrations go.
    pub(crate) fn place<'a>(&'a self, target: &'a Target) -> Place<'a> {
        Place {
            target,
            schema: self.schema(),
            ids: IdKind::Uuid,
        }
    }

    /// How much care is due here. An address given by hand has no label, so it counts as production.
    pub(crate) fn environment(&self) -> Environment {
        if self.global.database.is_some() {
            return Environment::default();
        }
        self.profile.environment.clone()
    }

    /// What the directory's tables do not tell of its application; its secret is read now. An address given by hand has
    /// no profile, so nothing is known of it.
    pub(crate) fn app(&self) -> Outcome<AppSettings> {
        match &self.global.database {
            Some(_) => Ok(AppSettings::default()),
            None => Ok(self.profile.app.clone().with_secret()?),
        }
    }

    /// Refuses a layout that is not the one the profile names.
    pub(crate) fn check_layout(&self, found: &Layout) -> Outcome {
        let wanted = self.profile.layout.as_deref();
        let wanted = wanted.filter(|_| self.global.database.is_none());
        match wanted.filter(|wanted| *wanted != found.name()) {
            None => Ok(()),
            Some(wanted) => {
                let why = format!(
                    "the profile says {wanted}, but its tables are of the layout {}; correct the url or the layout",
                    found.name()
                );
                Err(Fail::new(Exit::Config, why))
            }
        }
    }

    /// The file of the operators' key ring.
    pub(crate) fn operator_key_file(&self) -> PathBuf {
        let file = self.global.operator_key.clone();
        file.or_else(|| self.profile.operator_key_file.clone())
            .unwrap_or_else(|| self.places.operator_key())
    }

    /// The operators' key ring, from the variable or the file.
    pub(crate) fn operator_key(&self) -> Outcome<KeyRing> {
        match std::env::var("WARDROOM_OPERATOR_KEY") {
            Ok(text) => Ok(KeyRing::parse(&SecretString::from(text))?),
            Err(_) => Ok(KeyRing::load(&self.operator_key_file())?),
        }
    }
}

fn choose(config: &Config, global: &Global) -> Outcome<(Option<String>, Profile)> {
    let Some(name) = global.directory.as_ref().or(config.directory.as_ref()) else {
        let mut all = config.directories.iter();
        return Ok(match (all.next(), all.next()) {
            (Some((name, only)), None) => (Some(name.clone()), only.clone()),
            _ => (None, Profile::default()),
        });
    };
    let found = config.directories.get(name).cloned();
    let found = found.map(|profile| (Some(name.clone()), profile));
    found.ok_or_else(|| {
        let known: Vec<&str> = config.directories.keys().map(String::as_str).collect();
        let known = if known.is_empty() {
            "none is configured".to_owned()
        } else {
            format!("configured are {}", known.join(", "))
        };
        Fail::new(Exit::Config, format!("no directory {name}; {known}"))
    })
}
