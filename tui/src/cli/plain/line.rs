//! One line out, one line in: questions with numbers and words for answers. The end of the input leaves.

use std::io::{BufRead, Write, stdin, stdout};

use crate::cli::exit::Exit;
use crate::cli::fail::{Fail, Outcome};

/// Where the operator goes after a part of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To what was there before.
    Back,
    /// Out.
    Quit,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A number, counted from 1.
    Number(usize),
    /// A word, in small letters; an empty line is an empty word.
    Word(String),
    /// Nobody is there to answer.
    End,
}

/// Writes lines. They must be safe for a terminal already.
pub(super) fn say(lines: &[String]) -> Outcome {
    let mut out = stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

/// Asks for a line as it is typed; `None` at the end of the input.
pub(super) async fn text(prompt: &str) -> Outcome<Option<String>> {
    ask(prompt)?;
    // On a thread of its own: Ctrl-C must be able to drop us, and clear away what a demo made.
    let read = tokio::task::spawn_blocking(|| {
        let mut typed = String::new();
        let read = stdin().lock().read_line(&mut typed)?;
        Ok((read > 0).then(|| typed.trim().to_owned()))
    });
    read.await
        .unwrap_or_else(|e| Err(Fail::new(Exit::Unexpected, e.to_string())))
}

/// Asks for one of the choices that `prompt` names.
pub(super) async fn choice(prompt: &str) -> Outcome<Answer> {
    let typed = text(prompt).await?;
    Ok(typed.map_or(Answer::End, |typed| answer(&typed)))
}

fn ask(prompt: &str) -> Outcome {
    let mut out = stdout().lock();
    write!(out, "{prompt}\n> ")?;
    Ok(out.flush()?)
}

fn answer(typed: &str) -> Answer {
    typed
        .trim_end_matches('.')
        .parse()
        .map_or_else(|_| Answer::Word(typed.to_lowercase()), Answer::Number)
}

/// What is said to an answer that is none.
pub(super) fn not_a_choice(answer: &Answer) -> Outcome {
    let words = match answer {
        Answer::Number(number) => format!("There is no number {number}. h helps."),
        _ => "That is not a choice here. h helps.".to_owned(),
    };
    say(&[words])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_its_dot_and_everything_else_is_a_word() {
        assert_eq!(answer("12."), Answer::Number(12));
        assert_eq!(answer("Q"), Answer::Word("q".to_owned()));
        assert_eq!(answer(""), Answer::Word(String::new()));
        assert_eq!(answer("-1"), Answer::Word("-1".to_owned()));
    }
}
