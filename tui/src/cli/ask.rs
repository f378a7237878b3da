//! Asking on the terminal itself, so that a pipe on standard input or output changes nothing.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::sync::{Mutex, PoisonError};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use secrecy::SecretString;
use wardroom_core::model::{IdentifiedBy, Safe};
use zeroize::Zeroizing;

use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::settings::Settings;

/// What a terminal gives of one line at most (`MAX_CANON`).
const LONGEST: usize = 4096;

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
    let (prompt, yes): (_, &[&str]) = if settings.global.plain {
        (format!("{question} 1 no, 2 yes: "), &["2", "2.", "yes"])
    } else {
        (format!("{question} [y/N] "), &["y", "yes"])
    };
    let answer = line(&prompt, &why)?;
    if yes.contains(&answer.trim().to_lowercase().as_str()) {
        Ok(())
    } else {
        Err(cancelled())
    }
}

/// Asks for a word to be typed, for what cannot be taken back; `--yes` answers for the person.
pub(crate) fn typed(settings: &Settings, word: &str) -> Outcome {
    if settings.global.yes {
        return Ok(());
    }
    let why =
        "it asks for a word to be typed, and there is no terminal to ask on; confirm with --yes";
    let answer = line(&format!("Type {word} to go on: "), why)?;
    if answer == word {
        Ok(())
    } else {
        Err(cancelled())
    }
}

/// Asks by number how the person asking was identified.
pub(crate) fn way() -> Outcome<Option<String>> {
    let ways = IdentifiedBy::ALL.iter().enumerate();
    let ways = ways.map(|(at, way)| format!("{} {}", at + 1, way.word().replace('_', " ")));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let typed = line(
        &format!("How was the person asking identified? {ways}: "),
        "",
    )?;
    let number: Option<usize> = typed.trim_end_matches('.').parse().ok();
    let chosen = number.and_then(|number| IdentifiedBy::ALL.get(number.checked_sub(1)?));
    Ok(Some(chosen.map_or(typed, |way| way.word().to_owned())))
}

/// Asks for a line that may be seen.
pub(crate) fn line(prompt: &str, without: &str) -> Outcome<String> {
    let tty = terminal(without)?;
    write!(&tty, "{}", Safe::new(prompt))?;
    let mut typed = String::new();
    // The end of input is Ctrl-D: no answer.
    if BufReader::new(&tty).read_line(&mut typed)? == 0 {
        return Err(cancelled());
    }
    Ok(typed.trim().to_owned())
}

/// Asks for something secret, without echo.
pub(crate) fn secret(prompt: &str, without: &str) -> Outcome<SecretString> {
    let tty = terminal(without)?;
    // Before the prompt: who types the moment it shows must not see it echoed.
    hide(&tty)?;
    let typed = write!(&tty, "{}", Safe::new(prompt)).and_then(|()| one_line(&tty));
    restore();
    // The newline was not echoed either.
    let _ = writeln!(&tty);
    let typed = typed.map_err(|_| cancelled())?;
    if typed.is_empty() {
        return Err(cancelled());
    }
    Ok(SecretString::from(typed.as_str()))
}

fn hide(tty: &File) -> Outcome {
    let before = tcgetattr(tty).map_err(std::io::Error::from)?;
    let mut hidden = before.clone();
    hidden
        .local_modes
        .remove(LocalModes::ECHO | LocalModes::ECHONL);
    *BEFORE.lock().unwrap_or_else(PoisonError::into_inner) = Some(before);
    Ok(tcsetattr(tty, OptionalActions::Now, &hidden).map_err(std::io::Error::from)?)
}

/// A line without its end, wiped when it is dropped; no buffer beside it holds a copy.
fn one_line(mut tty: &File) -> std::io::Result<Zeroizing<String>> {
    let mut typed = Zeroizing::new(String::with_capacity(LONGEST));
    let mut bytes = Zeroizing::new([0; LONGEST]);
    let read = tty.read(bytes.as_mut_slice())?;
    let text = std::str::from_utf8(&bytes[..read]).map_err(std::io::Error::other)?;
    typed.push_str(text.trim_end_matches(['\n', '\r']));
    Ok(typed)
}

fn cancelled() -> Fail {
    Fail::new(Exit::Cancelled, "cancelled; nothing was done")
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
