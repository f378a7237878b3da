//! The first sign-in on a terminal: a password, an authenticator, and recovery codes shown once.

use secrecy::{ExposeSecret, SecretString};
use wardroom_core::action::operator::{SignedIn, begin_enrolment, confirm_enrolment};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::model::Refusal;
use wardroom_core::{Directory, Error};

use super::ask;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::host;
use super::settings::Settings;
use crate::console::widget::qr::Qr;

const WITHOUT: &str = "enrolling asks for a password and shows a secret, so it needs a terminal";
const TRIES: usize = 3;

/// Enrols `name` with its one-time code and signs in.
pub(crate) async fn enrol(
    settings: &Settings,
    directory: &Directory,
    ring: &KeyRing,
    name: &str,
    code: Option<SecretString>,
) -> Outcome<SignedIn> {
    let code = match code {
        Some(code) => code,
        None => ask::secret("Enrolment code: ", WITHOUT)?,
    };
    let password = new_password()?;
    let enrolling = begin_enrolment(directory, name, &code, password).await?;
    let uri = enrolling.uri();
    if let Some(caution) = settings.secrets.caution() {
        ask::show(&format!("{caution}.\n"), WITHOUT)?;
    }
    let text = enrolling.secret().base32_in_groups();
    let text = text.expose_secret();
    let by_hand = if settings.global.plain {
        format!("Into your authenticator type {text}\n")
    } else {
        ask::show(&picture(uri.expose_secret()), WITHOUT)?;
        format!("\nScan it with an authenticator, or type {text}\n")
    };
    ask::show(&by_hand, WITHOUT)?;
    for _ in 0..TRIES {
        let typed = ask::secret("The code it shows: ", WITHOUT)?;
        let confirmed =
            confirm_enrolment(directory, ring, &enrolling, &typed, host().as_deref()).await;
        match confirmed {
            Ok(enrolled) => {
                keep(&enrolled.codes)?;
                return Ok(enrolled.signed_in);
            }
            Err(Error::Refused {
                refusal: Refusal::WrongCredentials,
                ..
            }) => ask::show("That is not the code it shows now.\n", WITHOUT)?,
            Err(error) => return Err(error.into()),
        }
    }
    Err(Fail::new(
        Exit::Refused,
        "the authenticator did not show the right code; nothing was kept, so begin again",
    ))
}

fn new_password() -> Outcome<SecretString> {
    loop {
        let first = ask::secret("New password: ", WITHOUT)?;
        let again = ask::secret("The same again: ", WITHOUT)?;
        if first.expose_secret() == again.expose_secret() {
            return Ok(first);
        }
        ask::show("They differ.\n", WITHOUT)?;
    }
}

/// The ways back in, shown once on the terminal itself.
fn keep(codes: &[RecoveryCode]) -> Outcome {
    ask::show(
        "\nYour recovery codes, shown only now. Each opens once:\n",
        WITHOUT,
    )?;
    for code in codes {
        ask::show(&format!("  {}\n", code.grouped().expose_secret()), WITHOUT)?;
    }
    ask::line("Press Enter when they are kept. ", WITHOUT).map(drop)
}

/// Black on white whatever the theme: readers need the contrast the right way round.
fn picture(text: &str) -> String {
    let Some(code) = Qr::new(text) else {
        return String::new();
    };
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let (before, after) = if dumb {
        ("", "")
    } else {
        ("\x1b[30;107m", "\x1b[0m")
    };
    let lines = code.lines();
    lines
        .flat_map(|line| [before.to_owned(), line, after.to_owned(), "\n".to_owned()])
        .collect()
}
