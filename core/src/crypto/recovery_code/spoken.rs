//! Codes in words for the phone: the ICAO spelling alphabet, digits as numbers.
use secrecy::{ExposeSecret, SecretString};
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
/// What others use besides.
const MORE_WORDS: [(char, &str); 5] = [
    ('I', "India"),
    ('L', "Lima"),
    ('O', "Oscar"),
    ('U', "Uniform"),
    ('-', "dash"),
];
/// Room for any group: no line grows, so none leaves a copy behind.
const LINE_BYTES: usize = 64;
/// Letters in a line where each also says how it is written: the words of more would not fit a screen.
const CASED_GROUP: usize = 3;

/// A line for each `group` letters of `code`: the letters, then their words.
pub(super) fn lines(code: &str, group: usize) -> Vec<SecretString> {
    let mut rest = code;
    let mut lines = Vec::with_capacity(code.len().div_ceil(group));
    while !rest.is_empty() {
        let (letters, after) = rest.split_at_checked(group).unwrap_or((rest, ""));
        lines.push(line(letters, |_| ""));
        rest = after;
    }
    lines
}

/// The same for a code of an application that tells capitals from small letters.
pub fn cased_lines(code: &SecretString) -> Vec<SecretString> {
    let mut rest = code.expose_secret();
    let mut lines = Vec::with_capacity(rest.len().div_ceil(CASED_GROUP));
    while !rest.is_empty() {
        let (letters, after) = rest.split_at_checked(CASED_GROUP).unwrap_or((rest, ""));
        lines.push(line(letters, case));
        rest = after;
    }
    lines
}

const fn case(letter: char) -> &'static str {
    if letter.is_ascii_uppercase() {
        "capital "
    } else if letter.is_ascii_lowercase() {
        "small "
    } else {
        ""
    }
}

fn line(letters: &str, case: impl Fn(char) -> &'static str) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(LINE_BYTES));
    text.push_str(letters);
    text.push_str("   ");
    for (at, letter) in letters.chars().enumerate() {
        if at > 0 {
            text.push_str(", ");
        }
        text.push_str(case(letter));
        text.push_str(word(letter.to_ascii_uppercase()));
    }
    text.as_str().into()
}

fn word(letter: char) -> &'static str {
    let mut all = WORDS.iter().chain(&MORE_WORDS);
    all.find(|(known, _)| *known == letter)
        .map_or("?", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_outgrows_its_room() {
        let longest = WORDS.iter().map(|(_, word)| word.len()).max().unwrap();
        assert!(4 + 3 + 4 * longest + 3 * 2 <= LINE_BYTES);
        let cased = longest + "capital ".len();
        assert!(3 + 3 + 3 * cased + 2 * 2 <= LINE_BYTES);
    }

    #[test]
    fn capitals_are_told_from_small_letters() {
        let lines = cased_lines(&"aB1xY-oL9zU".into());
        let said: Vec<_> = lines.iter().map(ExposeSecret::expose_secret).collect();
        assert_eq!(
            said,
            [
                "aB1   small Alfa, capital Bravo, one",
                "xY-   small X-ray, capital Yankee, dash",
                "oL9   small Oscar, capital Lima, nine",
                "zU   small Zulu, capital Uniform",
            ]
        );
    }
}
