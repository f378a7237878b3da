//! The tasks effects run on. Answers come back over a channel; quitting waits for what writes, never for what reads.

use std::future::Future;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio_util::task::TaskTracker;

use crate::console::ticket::Ticket;

/// Starts effects; handed to the driver.
#[derive(Clone, Debug)]
pub struct Tasks<Message> {
    answers: UnboundedSender<Message>,
    reads: TaskTracker,
    writes: TaskTracker,
}

impl<Message: Send + 'static> Tasks<Message> {
    /// Tasks whose answers go to this channel.
    pub fn new(answers: UnboundedSender<Message>) -> Self {
        Self {
            answers,
            reads: TaskTracker::new(),
            writes: TaskTracker::new(),
        }
    }

    /// Runs a read until it answers or its ticket is cancelled.
    pub fn load(&self, ticket: Ticket, work: impl Future<Output = Message> + Send + 'static) {
        let answers = self.answers.clone();
        self.reads.spawn(async move {
            if let Some(message) = ticket.run(work).await {
                // The console has left: nobody wants the answer any more.
                drop(answers.send(message));
            }
        });
    }

    /// Runs a change; it is never cancelled, and leaving the console waits for it.
    pub fn write(&self, work: impl Future<Output = Message> + Send + 'static) {
        let answers = self.answers.clone();
        self.writes
            .spawn(async move { drop(answers.send(work.await)) });
    }

    /// Hands in a message after a while, for a search that waits until typing pauses.
    pub fn after(&self, pause: Duration, ticket: Ticket, message: Message) {
        self.load(ticket, async move {
            tokio::time::sleep(pause).await;
            message
        });
    }

    /// Waits until nothing runs any more, reads and pauses included.
    pub async fn settle(&self) {
        self.reads.close();
        self.reads.wait().await;
        self.wait().await;
    }

    pub(super) async fn wait(&self) {
        self.writes.close();
        self.writes.wait().await;
    }
}
