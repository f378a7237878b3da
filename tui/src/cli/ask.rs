//! Asking on the terminal itself, so that a pipe on standard input or output changes nothing.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::sync::{Mutex, PoisonError};

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use secrecy::SecretString;
use wardroom_core::model::Safe;

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// The terminal's settings while something secret is typed: Ctrl-C must not leave it without echo.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// The terminal, if there is one; `why` says what it is wanted for and what to do without.
fn terminal(why: &str) -> Outcome<File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .open("/dev/tty")
        .map_err(|_| Fail::new(Exit::NeedsTerminal, why))
}

/// Whether a person can be asked.
pub(crate) fn is_possible() -> bool {
    terminal("").is_ok()
}

/// Asks yes or no; `--yes` answers for the person.
pub(crate) fn confirm(settings: &Settings, question: &str) -> Outcome {
    if settings.global.yes {
        return Ok(());
    }
    let why = format!("{question} There is no terminal to ask on; confirm with --yes");
    let answer = line(&format!("{question} [y/N] "), &why)?;
    if ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
        Ok(())
    } else {
        Err(Fail::new(Exit::Cancelled, "cancelled; nothing was done"))
    }
}

/// Asks for a line that may be seen.
pub(crate) fn line(prompt: &str, without: &str) -> Outcome<String> {
    let tty = terminal(without)?;
    write!(&tty, "{}", Safe::new(prompt))?;
    let mut typed = String::new();
    // The end of input is Ctrl-D: no answer.
    if BufReader::new(&tty).read_line(&mut typed)? == 0 {
        return Err(Fail::new(Exit::Cancelled, "cancelled; nothing was done"));
    }
    Ok(typed.trim().to_owned())
}

/// Asks for something secret, without echo.
pub(crate) fn secret(prompt: &str, without: &str) -> Outcome<SecretString> {
    let tty = terminal(without)?;
    remember(tcgetattr(&tty).ok());
    let typed = rpassword::prompt_password(Safe::new(prompt).as_str());
    restore();
    let typed = typed.map_err(|_| Fail::new(Exit::Cancelled, "cancelled; nothing was done"))?;
    if typed.is_empty() {
        return Err(Fail::new(Exit::Cancelled, "cancelled; nothing was done"));
    }
    Ok(typed.into())
}

/// Shows lines on the terminal itself, never in a pipe: what is secret must not end in a file by accident.
pub(crate) fn show(text: &str, without: &str) -> Outcome {
    let mut tty = terminal(without)?;
    Ok(tty.write_all(text.as_bytes())?)
}

/// Gives the terminal its settings back, whatever interrupted the question.
pub(crate) fn restore() {
    let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let (Some(before), Ok(tty)) = (before, terminal("")) {
        let _ = tcsetattr(&tty, OptionalActions::Now, &before);
    }
}

fn remember(settings: Option<Termios>) {
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = settings;
}
