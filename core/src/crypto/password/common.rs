//! Passwords that many people use, and those one can guess from whom they are for (NIST SP 800-63B-4 §3.1.1.2).
use passwords::analyzer::is_common_password;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A piece this short, repeated, is as good as typed once.
const SHORT: usize = 4;

/// Whether `typed` is on the list of a hundred thousand, or is one of its entries repeated.
pub(super) fn is_common(typed: &str) -> bool {
    let folded = fold(typed);
    let piece = repeated(&folded);
    piece.chars().count() < SHORT
        || is_common_password(piece)
        || (piece.len() != folded.len() && is_common_password(&*folded))
        || (*typed != **folded && is_common_password(typed))
}

/// Whether `typed` is one of `words`, or an address' local part among them, however it is spelled or repeated.
pub(super) fn is_expected(typed: &str, words: &[&str]) -> bool {
    let (folded, squeezed) = (fold(typed), squeeze(typed));
    let pieces = [&**folded, repeated(&folded), repeated(&squeezed)];
    words.iter().any(|word| {
        let word = fold(word);
        let local = word.rsplit_once('@').map_or("", |(local, _)| local);
        let squeezed = squeeze(&word);
        let spellings = [&**word, local, &**squeezed];
        spellings
            .iter()
            .any(|spelling| !spelling.is_empty() && pieces.contains(spelling))
    })
}

fn fold(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.nfkc().flat_map(char::to_lowercase).collect())
}

fn squeeze(text: &str) -> Zeroizing<String> {
    Zeroizing::new(fold(text).split_whitespace().collect())
}

/// The shortest piece that, repeated, gives `text`; all of it where nothing repeats.
fn repeated(text: &str) -> &str {
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    let mut pieces = ends.filter(|end| text.len().is_multiple_of(*end));
    let piece = pieces.find(|end| {
        let piece = &text.as_bytes()[..*end];
        text.as_bytes().chunks(*end).all(|chunk| chunk == piece)
    });
    piece.map_or(text, |end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_use_is_common_however_it_is_written() {
        for typed in [
            "12345678",
            "PassWord1",
            "ｐａｓｓｗｏｒｄ",
            "passwordpassword",
            "qwertyuiopasdfghjkl",
            "abcabcabcabcabc",
            "字字字字字字字字字字字字字字字",
        ] {
            assert!(is_common(typed), "{typed}");
        }
        for typed in [
            "a quiet night on the bridge",
            "correct horse battery staple",
        ] {
            assert!(!is_common(typed), "{typed}");
        }
    }

    #[test]
    fn an_address_its_local_part_and_the_site_are_expected() {
        let words = ["Dora.Deckhand@mail.example", "The Night Watch", ""];
        for typed in [
            "dora.deckhand@MAIL.example",
            "DORA.deckhand",
            "thenightwatch",
            "the night watch",
            "dora.deckhanddora.deckhand",
            "The Night WatchThe Night Watch",
        ] {
            assert!(is_expected(typed, &words), "{typed}");
        }
        for typed in ["dora", "the night watch is on deck", "@mail.example"] {
            assert!(!is_expected(typed, &words), "{typed}");
        }
    }
}
