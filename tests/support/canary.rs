//! Searches what the programs wrote for a secret, in every spelling it could leave in.

use data_encoding::{BASE32_NOPAD, BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER, HEXUPPER};

/// Shorter ones would be found by chance.
const SHORTEST: usize = 6;
/// From this length on a secret is looked for inside other words too.
const LONG: usize = 8;

/// Where a secret was found, and in which spelling; it never repeats the secret.
#[derive(Debug, PartialEq, Eq)]
pub struct Leak {
    /// How it was spelled: `raw`, `hex`, `base64` …
    pub spelling: &'static str,
    /// At which byte of what was searched.
    pub at: usize,
}

/// Panics when one of the named secrets is in the text; says its name and spelling, never the secret.
pub fn assert_absent(place: &str, text: impl AsRef<[u8]>, secrets: &[(&str, &[u8])]) {
    for (name, secret) in secrets {
        if let Some(leak) = find(text.as_ref(), secret) {
            panic!(
                "{place} holds {name} ({} at byte {})",
                leak.spelling, leak.at
            );
        }
    }
}

/// The first place in the text where the secret occurs in any spelling.
pub fn find(text: &[u8], secret: &[u8]) -> Option<Leak> {
    let found = Wanted::new([("", secret)]).in_text(text);
    found.into_iter().map(|(_, leak)| leak).next()
}

/// Secrets in all their spellings, looked for in one pass: there are a thousand and more.
pub struct Wanted<'a> {
    needles: Vec<Needle<'a>>,
    /// Which needles begin with these two bytes.
    by_start: Vec<Vec<usize>>,
}

/// One spelling of one secret.
struct Needle<'a> {
    name: &'a str,
    spelling: &'static str,
    bytes: Vec<u8>,
    /// Counts as a word of its own only: six digits are in many a longer number.
    is_word: bool,
}

impl Needle<'_> {
    fn is_at(&self, at: usize, text: &[u8]) -> bool {
        text[at..].starts_with(&self.bytes)
            && !(self.is_word && is_inside(text, at, at + self.bytes.len()))
    }
}

impl<'a> Wanted<'a> {
    /// Secrets and what they are called.
    pub fn new<'s>(secrets: impl IntoIterator<Item = (&'a str, &'s [u8])>) -> Self {
        let mut wanted = Self {
            needles: Vec::new(),
            by_start: vec![Vec::new(); 1 << 16],
        };
        for (name, secret) in secrets {
            assert!(
                secret.len() >= SHORTEST,
                "a secret of {} bytes would be found by chance",
                secret.len()
            );
            for (spelling, bytes) in spellings(secret) {
                wanted.by_start[start(&bytes)].push(wanted.needles.len());
                wanted.needles.push(Needle {
                    name,
                    spelling,
                    is_word: secret.len() < LONG && spelling.starts_with("raw"),
                    bytes,
                });
            }
        }
        wanted
    }

    /// Every place where one begins.
    pub fn in_text(&self, text: &[u8]) -> Vec<(&'a str, Leak)> {
        let mut found = Vec::new();
        for at in 0..text.len().saturating_sub(1) {
            let here = self.by_start[start(&text[at..])].iter();
            let here = here.map(|n| &self.needles[*n]);
            found.extend(here.filter(|needle| needle.is_at(at, text)).map(|needle| {
                let spelling = needle.spelling;
                (needle.name, Leak { spelling, at })
            }));
        }
        found
    }
}

/// Whether what stands there is part of a longer word, or of a number with a fraction.
fn is_inside(text: &[u8], from: usize, to: usize) -> bool {
    let is_alnum = |at: Option<usize>| {
        let byte = at.and_then(|at| text.get(at));
        byte.is_some_and(u8::is_ascii_alphanumeric)
    };
    let is_dot = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&b'.');
    is_alnum(from.checked_sub(1))
        || is_alnum(Some(to))
        || (is_dot(from.checked_sub(1)) && is_alnum(from.checked_sub(2)))
        || (is_dot(Some(to)) && is_alnum(Some(to + 1)))
}

/// The first two bytes as a number.
fn start(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn spellings(secret: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let bare: Vec<u8> = secret
        .iter()
        .copied()
        .filter(|b| !matches!(b, b'-' | b' '))
        .collect();
    let forms = if bare.len() < secret.len() && bare.len() >= SHORTEST {
        vec![secret, &bare]
    } else {
        vec![secret]
    };
    forms.into_iter().flat_map(spellings_of).collect()
}

fn spellings_of(secret: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let decimal: Vec<String> = secret.iter().map(u8::to_string).collect();
    let mut all = vec![
        ("raw", secret.to_vec()),
        ("raw in lower case", secret.to_ascii_lowercase()),
        ("raw in upper case", secret.to_ascii_uppercase()),
        ("hex", HEXLOWER.encode(secret).into_bytes()),
        ("hex in upper case", HEXUPPER.encode(secret).into_bytes()),
        // What `{:?}` makes of bytes.
        ("a list of bytes", decimal.join(", ").into_bytes()),
        ("a compact list of bytes", decimal.join(",").into_bytes()),
    ];
    let encodings = [
        ("base64", &BASE64_NOPAD, 3, 4),
        ("base64url", &BASE64URL_NOPAD, 3, 4),
        ("base32", &BASE32_NOPAD, 5, 8),
    ];
    for (name, encoding, bytes, digits) in encodings {
        all.extend(
            shifted(encoding, secret, bytes, digits)
                .into_iter()
                .map(|form| (name, form)),
        );
    }
    let lower = shifted(&BASE32_NOPAD, secret, 5, 8).into_iter();
    all.extend(lower.map(|form| ("base32 in lower case", form.to_ascii_lowercase())));
    all
}

/// The digits that stand for the secret alone, wherever it starts inside a longer encoded text.
/// A group is `bytes` bytes in `digits` digits; digits shared with a neighbour are left out.
fn shifted(encoding: &Encoding, secret: &[u8], bytes: usize, digits: usize) -> Vec<Vec<u8>> {
    let within = |before: usize| {
        let mut padded = vec![0; before];
        padded.extend(secret);
        let (first, last) = (
            (before * digits).div_ceil(bytes),
            padded.len() * digits / bytes,
        );
        encoding.encode(&padded).into_bytes()[first..last].to_vec()
    };
    (0..bytes).map(within).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"K7QF-2M9X-TR4W-H8ZB";

    fn found(text: impl AsRef<[u8]>) -> Option<&'static str> {
        find(text.as_ref(), SECRET).map(|leak| leak.spelling)
    }

    #[test]
    fn a_planted_secret_is_found_in_every_spelling() {
        let within =
            |encoding: &Encoding| encoding.encode(&[b"{\"k\":\"", SECRET, b"\"}"].concat());
        assert_eq!(found("codes: K7QF-2M9X-TR4W-H8ZB."), Some("raw"));
        assert_eq!(
            found("codes: k7qf-2m9x-tr4w-h8zb."),
            Some("raw in lower case")
        );
        assert_eq!(found("codes: K7QF2M9XTR4WH8ZB."), Some("raw"));
        assert_eq!(found(HEXLOWER.encode(SECRET)), Some("hex"));
        assert_eq!(found(HEXUPPER.encode(SECRET)), Some("hex in upper case"));
        assert_eq!(found(format!("{SECRET:?}")), Some("a list of bytes"));
        assert_eq!(
            found(serde_json::to_string(SECRET).unwrap()),
            Some("a compact list of bytes")
        );
        assert_eq!(found(within(&data_encoding::BASE64)), Some("base64"));
        assert_eq!(found(within(&BASE64_NOPAD)), Some("base64"));
        assert_eq!(found(within(&data_encoding::BASE32)), Some("base32"));
        assert_eq!(
            found(within(&BASE32_NOPAD).to_lowercase()),
            Some("base32 in lower case")
        );
    }

    #[test]
    fn bytes_that_differ_in_the_two_base64_alphabets_are_found_in_both() {
        let secret = [0xfb, 0xef, 0xbe, 0xff, 0xfe, 0xfb, 0xef, 0xbe, 0xff];
        let leak = |text: String| find(text.as_bytes(), &secret).map(|leak| leak.spelling);
        assert_eq!(leak(BASE64_NOPAD.encode(&secret)), Some("base64"));
        assert_eq!(leak(BASE64URL_NOPAD.encode(&secret)), Some("base64url"));
    }

    #[test]
    fn another_secret_is_not_found() {
        assert_eq!(found("codes: K7QF-2M9X-TR4W-H8ZC, K7QF2M9X"), None);
    }

    #[test]
    fn six_digits_are_found_as_a_word_and_not_inside_a_number() {
        let digits = |text: &str| find(text.as_bytes(), b"417233").map(|leak| leak.spelling);
        for text in ["417233", "code 417233.", "<p>417233</p>", "(417233, 1)"] {
            assert_eq!(digits(text), Some("raw"), "{text}");
        }
        for text in ["1417233", "417233ms", "0.417233", "417233.5", "a417233"] {
            assert_eq!(digits(text), None, "{text}");
        }
        let encoded = data_encoding::BASE64.encode(b"{\"code\":\"417233\"}");
        assert_eq!(digits(&encoded), Some("base64"));
    }

    #[test]
    #[should_panic(expected = "the log holds bob's code (raw at byte 5)")]
    fn the_report_names_the_secret_and_does_not_repeat_it() {
        assert_absent(
            "the log",
            "code K7QF-2M9X-TR4W-H8ZB",
            &[("bob's code", SECRET)],
        );
    }
}
