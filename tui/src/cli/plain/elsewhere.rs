//! Going to another configured directory: the old one is left only once the new one answers.

use wardroom_core::db::Access;
use wardroom_core::model::Safe;

use super::line::{Answer, choice, not_a_choice, say};
use crate::cli::desk;
use crate::cli::fail::Outcome;
use crate::cli::settings::Settings;

/// What is typed to get here.
const WORD: &str = ":dir";
const NO_OTHERS: &str =
    "No other directory is configured; [directories.NAME] in config.toml makes one.";

/// The name after `:dir`, empty where none was typed; `None` where something else was.
pub(super) fn wanted(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(WORD)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// The directory of this name, or the one that is chosen of all; it has answered.
pub(super) async fn choose(settings: &Settings, name: &str) -> Outcome<Option<Settings>> {
    let names: Vec<&String> = settings.names().collect();
    if names.is_empty() {
        return say(&[NO_OTHERS.to_owned()]).map(|()| None);
    }
    let name = if name.is_empty() {
        match number(&names).await? {
            Some(name) => name,
            None => return Ok(None),
        }
    } else {
        // Answers are read in small letters.
        let known = names.iter().find(|known| known.to_lowercase() == name);
        known.map_or(name, |known| known.as_str())
    };
    let there = settings.at(name)?.plain();
    desk::directory(&there, Access::Read).await?.close().await;
    Ok(Some(there))
}

async fn number<'a>(names: &[&'a String]) -> Outcome<Option<&'a str>> {
    let numbered = names.iter().enumerate();
    let lines = numbered.map(|(at, name)| format!("{}. {}.", at + 1, Safe::new(name)));
    say(&lines.collect::<Vec<_>>())?;
    let answer = choice("Number goes there, b back.").await?;
    let Answer::Number(chosen) = &answer else {
        return Ok(None);
    };
    let name = chosen.checked_sub(1).and_then(|at| names.get(at));
    if name.is_none() {
        not_a_choice(&answer)?;
    }
    Ok(name.map(|name| name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_word_itself_leads_here() {
        assert_eq!(wanted(":dir"), Some(""));
        assert_eq!(wanted(":dir prod "), Some("prod"));
        assert_eq!(wanted(":dirt"), None);
        assert_eq!(wanted("d"), None);
    }
}
