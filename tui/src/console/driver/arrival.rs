//! Going to another directory: it is opened beside the old one, which is left only once the new one answers.

use std::fmt;
use std::sync::Arc;

use wardroom_core::action::operator;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::token::Token;
use wardroom_core::model::{Caller, Safe};
use wardroom_core::{Directory, Error, Result};

use super::{Driver, standing};
use crate::console::app::{Operator, Site};
use crate::console::directories::{Door, Listed, Opened};

/// What effects need of a directory.
#[derive(Clone)]
pub struct Ground {
    pub(super) name: Safe,
    pub(super) directory: Directory,
    pub(super) keys: Option<Arc<KeyRing>>,
    pub(super) door: Option<Door>,
}

/// A directory that was opened: what the console shows of it, and what effects run on.
#[derive(Debug)]
pub struct Arrival {
    /// For the console.
    pub site: Site,
    /// For the driver.
    pub ground: Ground,
}

impl Arrival {
    /// Finds out who operates; a session that no longer lives leads to the sign-in, which says so.
    pub async fn at(opened: Opened) -> Self {
        let (operator, welcome) = operator(&opened).await;
        Self {
            site: Site {
                environment: opened.environment,
                directory: opened.name.clone(),
                engine: opened.engine,
                operator,
                welcome,
                read_only: opened.read_only,
                layout: opened.directory.layout().clone(),
                clock: opened.directory.shared_clock(),
            },
            ground: Ground {
                name: opened.name,
                directory: opened.directory,
                keys: opened.keys,
                door: opened.door,
            },
        }
    }
}

async fn operator(opened: &Opened) -> (Operator, Option<Safe>) {
    match (&opened.unsigned, &opened.caller) {
        (Some(why), _) => {
            // Row 2 says the first half as long as it holds; what to do about it must not be cut off.
            let next = why
                .as_str()
                .split_once("; ")
                .map(|(_, next)| Safe::new(next));
            let welcome = next.unwrap_or_else(|| why.clone());
            (Operator::Unsigned(why.clone()), Some(welcome))
        }
        (None, None) => (Operator::SignedOut, None),
        (None, Some(caller)) => match standing(&opened.directory, caller.clone()).await {
            Ok(signed) => (Operator::Signed(signed), None),
            Err(error) => (Operator::SignedOut, Some(error.to_string().into())),
        },
    }
}

impl Ground {
    pub(super) fn keys(&self) -> Result<&KeyRing> {
        self.keys.as_deref().ok_or_else(|| {
            Error::invalid(
                "operator keys",
                "none were given, and signing in needs them",
            )
        })
    }
}

impl Driver {
    /// Every directory; one that was signed in to from here counts as such, whether that is saved or not.
    pub(super) fn list(&self) -> Vec<Listed> {
        let all = self.directories.as_ref().map(|all| all.list());
        let begun = self.sessions();
        let mut all = all.unwrap_or_default();
        for one in &mut all {
            one.has_session |= begun.contains_key(&Safe::new(&one.name));
        }
        all
    }

    /// Opens the directory of this name, with whoever signed in to it from here before.
    pub(super) async fn visit(&self, name: String) -> std::result::Result<Box<Arrival>, Safe> {
        let Some(directories) = &self.directories else {
            return Err(Safe::new("no other directory is configured"));
        };
        let mut opened = directories.open(name).await?;
        if opened.caller.is_none() && opened.unsigned.is_none() {
            opened.caller = self.known(&opened).await;
        }
        Ok(Box::new(Arrival::at(opened).await))
    }

    /// The session begun from this console, if it still lives.
    async fn known(&self, opened: &Opened) -> Option<Caller> {
        let token = self.sessions().get(&opened.name).cloned()?;
        operator::resume(&opened.directory, &token).await.ok()
    }

    pub(super) fn remember(&self, token: &Token) {
        let name = self.ground.name.clone();
        self.sessions().insert(name, token.clone());
    }
}

impl fmt::Debug for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ground")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
