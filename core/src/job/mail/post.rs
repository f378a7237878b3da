//! How a mail leaves: by SMTP, into a folder, or whatever the worker was given.

use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;

/// A mail written out.
pub struct Outgoing {
    /// The id of its row, the same at every attempt, so that a receiver can tell a repetition.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// Its subject, one line.
    pub subject: String,
    /// Its body for readers of text.
    pub text: SecretString,
    /// Its body for readers of HTML.
    pub html: SecretString,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({}, …)", self.id)
    }
}

/// Why a mail did not leave. The words are kept with its row and shown to operators: never the mail's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undelivered {
    /// It may leave later.
    Later(String),
    /// It never will.
    Never(String),
}

/// Takes mails and brings them on their way.
#[async_trait]
pub trait Post: Send + Sync {
    /// Hands one mail over.
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered>;
}
