//! The same as a command of the shell: spelled so that it can be pasted.

/// `wardroom` and these words, quoted where a shell would read them otherwise.
pub fn command<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    line("wardroom", words)
}

/// The same command for each of these, in the order in which they are given.
pub fn for_each<'a>(
    targets: impl IntoIterator<Item = &'a str>,
    verb: impl IntoIterator<Item = &'a str>,
    flags: impl IntoIterator<Item = &'a str>,
) -> String {
    let (head, verb) = (line("for id in", targets), command(verb));
    format!(
        "{head}; do {}; done",
        line(&format!("{verb} \"$id\""), flags)
    )
}

fn line<'a>(start: &str, words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().fold(start.to_owned(), |line, word| {
        format!("{line} {}", quoted(word))
    })
}

fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:@=+,".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        assert_eq!(
            command(["users", "list", "status:locked seen:<1h"]),
            "wardroom users list 'status:locked seen:<1h'"
        );
        assert_eq!(
            command(["users", "show", "it's$x"]),
            r"wardroom users show 'it'\''s$x'"
        );
        assert_eq!(command([""]), "wardroom ''");
    }

    #[test]
    fn a_command_for_each_is_a_loop_of_the_shell() {
        assert_eq!(
            for_each(["1", "a b"], ["users", "show"], ["--reason", "it's"]),
            r#"for id in 1 'a b'; do wardroom users show "$id" --reason 'it'\''s'; done"#
        );
    }
}
