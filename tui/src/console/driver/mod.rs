//! Runs effects against the directory. Here, and nowhere else in the console, something is awaited.

mod arrival;
mod deed;
mod read;
mod secret_file;
mod standing;
mod write;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use wardroom_core::Result;
use wardroom_core::crypto::token::Token;
use wardroom_core::model::Safe;

use super::directories::{Directories, Listed};
use super::runtime::Tasks;
use super::ticket::Ticket;

pub use arrival::{Arrival, Ground};
pub use deed::{Deed, Did, Issued, NewPolicy, SetOf};
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
    /// Say which directories there are.
    List(Ticket),
    /// Open another directory beside this one.
    Visit(Ticket, String),
    /// Run what follows there, and close the one before.
    Enter(Box<Ground>),
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
    /// Which directories there are.
    Listed(Ticket, Vec<Listed>),
    /// The other directory is open, or why not.
    Arrived(Ticket, std::result::Result<Box<Arrival>, Safe>),
    /// The directory before is closed.
    Left,
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
#[derive(Clone)]
pub struct Driver {
    ground: Ground,
    directories: Option<Arc<dyn Directories>>,
    host: Option<String>,
    /// The sessions begun from here, by the directory's name: who comes back need not sign in again.
    sessions: Arc<Mutex<HashMap<Safe, Token>>>,
}

impl Driver {
    /// A driver that begins on this ground and can go to these directories.
    pub fn new(
        ground: Ground,
        directories: Option<Arc<dyn Directories>>,
        host: Option<String>,
    ) -> Self {
        Self {
            ground,
            directories,
            host,
            sessions: Arc::default(),
        }
    }

    /// Starts one effect; its answer is posted back to the same seat.
    pub fn start(&mut self, effect: Posted<Effect>, tasks: &Tasks<Posted<Answer>>) {
        let Posted { seat, body } = effect;
        let driver = self.clone();
        let post = move |body| Posted { seat, body };
        match body {
            Effect::Read(ticket, read) => tasks.load(ticket.clone(), async move {
                let directory = &driver.ground.directory;
                let begun = directory.now();
                let found = read.run(directory).await;
                post(Answer::Found(ticket, directory.now().since(begun), found))
            }),
            Effect::Write(write) => {
                tasks.write(async move { post(Answer::Written(write.run(&driver).await)) });
            }
            Effect::Pause(ticket, pause) => {
                tasks.after(pause, ticket.clone(), post(Answer::Paused(ticket)));
            }
            Effect::List(ticket) => tasks.load(ticket.clone(), async move {
                post(Answer::Listed(ticket, driver.list()))
            }),
            Effect::Visit(ticket, name) => tasks.load(ticket.clone(), async move {
                let arrived = driver.visit(name).await;
                post(Answer::Arrived(ticket, arrived))
            }),
            Effect::Enter(ground) => {
                self.ground = *ground;
                // As a write: leaving the console waits until nothing of the old one runs any more.
                tasks.write(async move {
                    driver.ground.directory.close().await;
                    post(Answer::Left)
                });
            }
        }
    }

    /// Closes the directory.
    pub async fn close(&self) {
        self.ground.directory.close().await;
    }

    fn sessions(&self) -> MutexGuard<'_, HashMap<Safe, Token>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Driver")
            .field("ground", &self.ground)
            .finish_non_exhaustive()
    }
}
