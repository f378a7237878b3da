//! What a program may ask of a terminal, read from the bytes it wrote.

use std::collections::BTreeMap;

/// The private modes that were ever switched, and whether each is on at the end.
pub(crate) fn modes(bytes: &[u8]) -> BTreeMap<String, bool> {
    let mut modes = BTreeMap::new();
    for sequence in sequences(bytes) {
        let Some(body) = sequence.strip_prefix("\x1b[?") else {
            continue;
        };
        let (numbers, last) = body.split_at(body.len() - 1);
        if matches!(last, "h" | "l") {
            for number in numbers.split(';') {
                modes.insert(number.to_owned(), last == "h");
            }
        }
    }
    modes
}

/// Panics unless modes were switched on and every one of them is back as a shell wants it: only the cursor shows.
#[track_caller]
pub(crate) fn assert_given_back(bytes: &[u8]) {
    let modes = modes(bytes);
    for taken in ["25", "1004", "1049", "2004"] {
        assert!(modes.contains_key(taken), "mode {taken} was never touched");
    }
    let left: Vec<_> = modes
        .iter()
        .filter(|(mode, is_on)| **is_on != (mode.as_str() == "25"))
        .collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

/// Every escape sequence, as text; what is none is left out.
pub(crate) fn sequences(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let starts = text.match_indices('\x1b').map(|(at, _)| &text[at..]);
    starts.map(|rest| sequence(rest).to_owned()).collect()
}

/// The one sequence a text begins with: up to the final byte of a CSI, and two characters of anything else.
fn sequence(text: &str) -> &str {
    let end = if text.starts_with("\x1b[") {
        text.char_indices()
            .skip(2)
            .find(|(_, c)| ('@'..='~').contains(c))
    } else {
        text.char_indices().nth(1)
    };
    &text[..end.map_or(text.len(), |(at, c)| at + c.len_utf8())]
}
