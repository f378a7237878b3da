//! Codes in words for the phone: the ICAO spelling alphabet, digits as numbers.
use secrecy::SecretString;
use zeroize::Zeroizing;

/// In the order of Crockford's alphabet.
const WORDS: [(char, &str); 32] = [
    ('0', "zero"),
    ('1', "one"),
    ('2', "two"),
    ('3', "three"),
    ('4', "four"),
    ('5', "five"),
    ('6', "six"),
    ('7', "seven"),
    ('8', "eight"),
    ('9', "nine"),
    ('A', "Alfa"),
    ('B', "Bravo"),
    ('C', "Charlie"),
    ('D', "Delta"),
    ('E', "Echo"),
    ('F', "Foxtrot"),
    ('G', "Golf"),
    ('H', "Hotel"),
    ('J', "Juliett"),
    ('K', "Kilo"),
    ('M', "Mike"),
    ('N', "November"),
    ('P', "Papa"),
    ('Q', "Quebec"),
    ('R', "Romeo"),
    ('S', "Sierra"),
    ('T', "Tango"),
    ('V', "Victor"),
    ('W', "Whiskey"),
    ('X', "X-ray"),
    ('Y', "Yankee"),
    ('Z', "Zulu"),
];
/// Room for any group: no line grows, so none leaves a copy behind.
const LINE_BYTES: usize = 64;

/// A line for each `group` letters of `code`: the letters, then their words.
pub(super) fn lines(code: &str, group: usize) -> Vec<SecretString> {
    let mut rest = code;
    let mut lines = Vec::with_capacity(code.len().div_ceil(group));
    while !rest.is_empty() {
        let (letters, after) = rest.split_at_checked(group).unwrap_or((rest, ""));
        lines.push(line(letters));
        rest = after;
    }
    lines
}

fn line(letters: &str) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(LINE_BYTES));
    text.push_str(letters);
    text.push_str("   ");
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        text.push_str(word(letter));
    }
    text.as_str().into()
}

fn word(letter: char) -> &'static str {
    WORDS
        .iter()
        .find(|(known, _)| *known == letter)
        .map_or("?", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_outgrows_its_room() {
        let longest = WORDS.iter().map(|(_, word)| word.len()).max().unwrap();
        assert!(4 + 3 + 4 * longest + 3 * 2 <= LINE_BYTES);
    }
}
