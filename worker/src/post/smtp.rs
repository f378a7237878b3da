//! By SMTP. What an error says is cut down to its code: a server's words may repeat what the mail says.

use std::time::Duration;

use async_trait::async_trait;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error as SmtpError;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};
use wardroom_core::job::{Outgoing, Post, Undelivered};
use wardroom_core::{Error, Result};

use super::message::message;

/// How long one command may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// A mail server.
pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Reads the server's URL; nothing is connected yet.
    pub(super) fn open(url: &SecretString, from: Mailbox) -> Result<Self> {
        const HOW: &str = "give smtps://user:password@host, or smtp://host:587?tls=required";
        let text = url.expose_secret();
        if is_in_the_clear(text) {
            return Err(Error::invalid(
                "SMTP_URL",
                format!("it would send in the clear; {HOW}"),
            ));
        }
        // The parser's error repeats the URL, password included.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(text)
            .map_err(|_| Error::invalid("SMTP_URL", HOW))?;
        let transport = builder.timeout(Some(PATIENCE)).build();
        Ok(Self { transport, from })
    }
}

#[async_trait]
impl Post for Smtp {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        let message = message(mail, &self.from)?;
        self.transport
            .send(message)
            .await
            .map(drop)
            .map_err(|e| undelivered(&e))
    }
}

/// Without TLS only to this machine.
fn is_in_the_clear(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return false;
    };
    let at = rest.rsplit_once('@').map_or(rest, |(_, at)| at);
    let local = ["localhost", "127.0.0.1", "[::1]"];
    let is_local = local.iter().any(|host| {
        at.strip_prefix(host)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
    });
    !is_local && !rest.contains("tls=required")
}

fn undelivered(error: &SmtpError) -> Undelivered {
    let Some(code) = error.status() else {
        let why = if error.is_timeout() {
            "the mail server does not answer in time"
        } else {
            "no connection to the mail server, or its certificate is not trusted"
        };
        return Undelivered::Later(why.to_owned());
    };
    let code = code.to_string();
    // RFC 4954 §6: 530 to 538 refuse us, not the mail; a person can mend that.
    let ours = code.starts_with("53");
    let why = format!("the mail server answered {code}");
    if error.is_permanent() && !ours {
        Undelivered::Never(why)
    } else {
        Undelivered::Later(why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_goes_in_the_clear_to_this_machine_alone() {
        for url in [
            "smtp://localhost:2525",
            "smtp://127.0.0.1",
            "smtp://u:p@[::1]:25",
            "smtps://mail.example",
            "smtp://mail.example:587?tls=required",
        ] {
            assert!(!is_in_the_clear(url), "{url}");
        }
        for url in [
            "smtp://mail.example",
            "smtp://localhost.mail.example",
            "smtp://127.0.0.1.mail.example",
            "smtp://localhost@mail.example?tls=opportunistic",
        ] {
            assert!(is_in_the_clear(url), "{url}");
        }
    }

    #[test]
    fn a_bad_url_is_refused_without_its_password() {
        let from: Mailbox = "Site <a@b.example>".parse().unwrap();
        for url in [
            "smtp://u:CANARY@mail.example",
            "http://u:CANARY@x",
            "CANARY",
        ] {
            let error = Smtp::open(&url.into(), from.clone()).err().unwrap();
            let said = error.to_string();
            assert!(
                said.starts_with("SMTP_URL: ") && !said.contains("CANARY"),
                "{said}"
            );
        }
    }
}
