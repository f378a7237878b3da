//! Runs effects against the directory. Here, and nowhere else in the console, something is awaited.

mod deed;
mod read;
mod secret_file;
mod standing;
mod write;

use std::sync::Arc;
use std::time::Duration;

use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::{Directory, Error, Result};

use super::runtime::Tasks;
use super::ticket::Ticket;

pub use deed::{Deed, Did, NewPolicy, SetOf};
pub use read::{Found, Looked, Read};
pub use standing::standing;
pub use write::{Write, Written};

/// What a screen wants done outside itself.
#[derive(Debug)]
pub enum Effect {
    /// Read; dropped when the ticket is cancelled.
    Read(Ticket, Read),
    /// Change something; never cancelled, and leaving the console waits for it.
    Write(Write),
    /// Come back after a while.
    Pause(Ticket, Duration),
}

/// What an effect answers.
#[derive(Debug)]
pub enum Answer {
    /// What a read found and how long it took.
    Found(Ticket, Duration, Result<Found>),
    /// What a change did.
    Written(Result<Written>),
    /// The pause is over.
    Paused(Ticket),
}

/// Which screen on the stack an effect belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat(pub u64);

/// Something on its way between a screen and the driver.
#[derive(Debug)]
pub struct Posted<Body> {
    /// Whose it is.
    pub seat: Seat,
    /// The effect, or its answer.
    pub body: Body,
}

/// What effects run on.
#[derive(Clone, Debug)]
pub struct Driver {
    directory: Directory,
    keys: Option<Arc<KeyRing>>,
    host: Option<String>,
}

impl Driver {
    /// A driver for this directory; without the operators' keys nobody can sign in.
    pub const fn new(
        directory: Directory,
        keys: Option<Arc<KeyRing>>,
        host: Option<String>,
    ) -> Self {
        Self {
            directory,
            keys,
            host,
        }
    }

    fn keys(&self) -> Result<&KeyRing> {
        self.keys.as_deref().ok_or_else(|| {
            Error::invalid(
                "operator keys",
                "none were given, and signing in needs them",
            )
        })
    }

    /// Starts one effect; its answer is posted back to the same seat.
    pub fn start(&self, effect: Posted<Effect>, tasks: &Tasks<Posted<Answer>>) {
        let Posted { seat, body } = effect;
        let driver = self.clone();
        match body {
            Effect::Read(ticket, read) => tasks.load(ticket.clone(), async move {
                let directory = &driver.directory;
                let begun = directory.now();
                let found = read.run(directory).await;
                let body = Answer::Found(ticket, directory.now().since(begun), found);
                Posted { seat, body }
            }),
            Effect::Write(write) => tasks.write(async move {
                let body = Answer::Written(write.run(&driver).await);
                Posted { seat, body }
            }),
            Effect::Pause(ticket, pause) => {
                let body = Answer::Paused(ticket.clone());
                tasks.after(pause, ticket, Posted { seat, body });
            }
        }
    }
}
