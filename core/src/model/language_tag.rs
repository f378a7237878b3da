//! Language tags: whether a text is well-formed (BCP 47, RFC 5646 §2.1); the registry is not asked.

/// The most characters an implementation must take (RFC 5646 §4.4.1).
const LONGEST: usize = 35;

/// Whether `text` is a well-formed language tag; the irregular tags of old (`i-default`) are not.
pub fn is_language_tag(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let sound =
        |p: &&str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    if text.len() > LONGEST || !parts.iter().all(sound) {
        return false;
    }
    match private(&parts) {
        Some(whole) => whole,
        None => parts.split_first().is_some_and(|(language, rest)| {
            is_language(language) && extensions(variants(region(script(extlangs(rest)))))
        }),
    }
}

fn letters(part: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_language(part: &str) -> bool {
    letters(part, 2..=8)
}

fn is_variant(part: &str) -> bool {
    part.len() >= 5 || part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit())
}

/// Takes from the front what may stand there, `most` at most.
fn take<'a, 'b>(parts: &'b [&'a str], most: usize, may: impl Fn(&str) -> bool) -> &'b [&'a str] {
    let taken = parts.iter().take(most).take_while(|p| may(p)).count();
    &parts[taken..]
}

fn extlangs<'a, 'b>(parts: &'b [&'a str]) -> &'b [&'a str] {
    take(parts, 3, |p| letters(p, 3..=3))
}

fn script<'a, 'b>(parts: &'b [&'a str]) -> &'b [&'a str] {
    take(parts, 1, |p| letters(p, 4..=4))
}

fn region<'a, 'b>(parts: &'b [&'a str]) -> &'b [&'a str] {
    let digits = |p: &str| p.len() == 3 && p.bytes().all(|b| b.is_ascii_digit());
    take(parts, 1, |p| letters(p, 2..=2) || digits(p))
}

fn variants<'a, 'b>(parts: &'b [&'a str]) -> &'b [&'a str] {
    take(parts, usize::MAX, is_variant)
}

/// A singleton and what follows it, again and again; `x` takes all that is left.
fn extensions(mut parts: &[&str]) -> bool {
    while let Some((singleton, rest)) = parts.split_first() {
        if let Some(whole) = private(parts) {
            return whole;
        }
        let left = take(rest, usize::MAX, |p| p.len() >= 2);
        if singleton.len() != 1 || left.len() == rest.len() {
            return false;
        }
        parts = left;
    }
    true
}

/// Whether a private part that begins here says something; `None` where none begins.
fn private(parts: &[&str]) -> Option<bool> {
    let (first, rest) = parts.split_first()?;
    first.eq_ignore_ascii_case("x").then_some(!rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_language_tag;

    #[test]
    fn the_examples_of_rfc_5646_appendix_a_are_well_formed() {
        for tag in [
            "de",
            "fr",
            "ja",
            "zh-Hant",
            "sr-Latn",
            "zh-cmn-Hans-CN",
            "yue-HK",
            "sr-Latn-RS",
            "sl-rozaj",
            "sl-rozaj-biske",
            "de-CH-1901",
            "sl-IT-nedis",
            "hy-Latn-IT-arevela",
            "es-419",
            "de-CH-x-phonebk",
            "x-whatever",
            "qaa-Qaaa-QM-x-southern",
            "en-US-u-islamcal",
            "en-a-myext-b-another",
            "EN-us",
        ] {
            assert!(is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in [
            "",
            "-",
            "d",
            "de-",
            "de--AT",
            "de_AT",
            "a-DE",
            "de-419-DE",
            "de-u",
            "de-u-x-a",
            "x",
            "de-x",
            "de-ümlaut",
            "germanisch",
            "en-US-u-islamcal-b",
            "de DE",
            "de-AT-CH",
            "aa-bbb-ccc-ddd-eee",
            "zh-cmn-Hans-CN-u-islamcal-x-private1",
        ] {
            assert!(!is_language_tag(text), "{text}");
        }
    }
}
