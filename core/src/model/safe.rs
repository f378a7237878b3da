//! `Safe`: the one form in which a string from a database, the network or an error reaches a terminal.
//! Whatever could steer the terminal or hide from the reader is spelt out as `\u{…}`.

use std::fmt;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stacked marks a script really uses; beyond this they only climb into the neighbouring rows.
const MARKS_AT_MOST: usize = 4;

/// Characters Unicode calls printable although nothing is printed (`Default_Ignorable_Code_Point`).
const INVISIBLE: [std::ops::RangeInclusive<char>; 9] = [
    '\u{34f}'..='\u{34f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{2065}'..='\u{2065}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{e0000}'..='\u{e0fff}',
];

/// Text that cannot steer a terminal, hide a character or climb out of its line.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Safe(String);

impl Safe {
    /// Cleans any string; cleaning twice changes nothing more.
    pub fn new(raw: &str) -> Self {
        if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return Self(raw.to_owned());
        }
        let mut clean = String::with_capacity(raw.len());
        // A mark with no letter before it would sit on whatever the screen shows to its left.
        let mut marks = MARKS_AT_MOST;
        let mut has_base = false;
        for letter in raw.chars() {
            if !is_visible(letter) {
                clean.extend(letter.escape_unicode());
                has_base = false;
            } else if !is_mark(letter) {
                clean.push(letter);
                (has_base, marks) = (true, 0);
            } else if !has_base {
                clean.extend(letter.escape_unicode());
            } else {
                marks += 1;
                if marks <= MARKS_AT_MOST {
                    clean.push(letter);
                } else if marks == MARKS_AT_MOST + 1 {
                    clean.push('…');
                }
            }
        }
        Self(clean)
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Columns a terminal needs for it.
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// The text in at most `columns` columns, cut between graphemes and ended with `…` when something is missing.
    pub fn fit(&self, columns: usize) -> Self {
        self.fit_with(columns, "…")
    }

    /// Like [`Safe::fit`], with another sign for what is missing (a terminal without `…` gets `~`).
    pub fn fit_with(&self, columns: usize, missing: &str) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let Some(room) = columns.checked_sub(width(missing)) else {
            return Self::default();
        };
        let mut used = 0;
        let mut kept: String = self
            .0
            .graphemes(true)
            .take_while(|grapheme| {
                used += grapheme.width();
                used <= room
            })
            .collect();
        kept.push_str(missing);
        Self(kept)
    }

    /// The end of the text in at most `columns` columns, begun with `missing` when something was cut: for a field
    /// whose cursor stands behind it.
    pub fn tail(&self, columns: usize, missing: &str) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let Some(room) = columns.checked_sub(width(missing)) else {
            return Self::default();
        };
        let mut used = 0;
        let kept = self.0.graphemes(true).rev().take_while(|grapheme| {
            used += grapheme.width();
            used <= room
        });
        let cut: usize = self.0.len() - kept.map(str::len).sum::<usize>();
        Self(format!(
            "{missing}{}",
            self.0.get(cut..).unwrap_or_default()
        ))
    }
}

/// Measured grapheme by grapheme, as the screen places it: a ligature across graphemes takes no cell away.
fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The standard library's debug form keeps exactly what Unicode assigns to something printable. It escapes quotes and
/// the backslash for Rust's sake, and marks because they extend a grapheme; names need all of these, and the wide
/// space and the halfwidth voicing marks of Japanese.
fn is_visible(letter: char) -> bool {
    let is_wanted = matches!(
        letter,
        '"' | '\'' | '\\' | '\u{3000}' | '\u{ff9e}' | '\u{ff9f}'
    );
    let is_hidden = INVISIBLE.iter().any(|range| range.contains(&letter));
    !is_hidden && (is_wanted || is_combining_mark(letter) || letter.escape_debug().eq([letter]))
}

/// What takes no column of its own: combining marks, and the inner letters of a Hangul syllable.
fn is_mark(letter: char) -> bool {
    is_combining_mark(letter) || letter.width() == Some(0)
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Safe {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Safe {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl From<&Safe> for Safe {
    fn from(safe: &Safe) -> Self {
        safe.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> String {
        Safe::new(raw).to_string()
    }

    #[test]
    fn escape_sequences_are_spelt_out() {
        assert_eq!(shown("\x1b]52;c;cm0=\x07"), "\\u{1b}]52;c;cm0=\\u{7}");
        assert_eq!(shown("a\u{9b}2Jb"), "a\\u{9b}2Jb");
        assert_eq!(
            shown("one\r\n\ttwo\x7f\0"),
            "one\\u{d}\\u{a}\\u{9}two\\u{7f}\\u{0}"
        );
    }

    #[test]
    fn what_hides_or_reverses_is_spelt_out() {
        let hidden = [
            '\u{202e}',
            '\u{2066}',
            '\u{200f}',
            '\u{61c}',
            '\u{200b}',
            '\u{200d}',
            '\u{feff}',
            '\u{ad}',
            '\u{2060}',
            '\u{e0041}',
            '\u{fe0f}',
            '\u{e0100}',
            '\u{3164}',
            '\u{a0}',
            '\u{2028}',
            '\u{e000}',
            '\u{378}',
            '\u{10ffff}',
            '\u{fff9}',
        ];
        for letter in hidden {
            assert_eq!(
                shown(&format!("adm{letter}in")),
                format!("adm{}in", letter.escape_unicode())
            );
        }
    }

    #[test]
    fn names_of_every_script_stay() {
        for name in [
            "李伟",
            "سميرة",
            "Bořek Novák",
            "e\u{301}",
            "हिन्दी",
            "山田\u{3000}太郎",
            "ｶﾞ",
            "O'Hara \\ \"x\"",
            "한국",
            "● active",
            "─╭▌",
        ] {
            assert_eq!(shown(name), name);
        }
    }

    #[test]
    fn stacked_marks_are_cut_and_lonely_ones_spelt_out() {
        let zalgo = format!("a{}b", "\u{301}".repeat(40));
        assert_eq!(shown(&zalgo), format!("a{}…b", "\u{301}".repeat(4)));
        assert_eq!(shown("\u{301}a"), "\\u{301}a");
        assert_eq!(shown("\x1b\u{301}"), "\\u{1b}\\u{301}");
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        for raw in [
            "\x1b[2J",
            "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b",
            "\u{202e}x",
            "李",
        ] {
            assert_eq!(shown(&shown(raw)), shown(raw));
        }
    }

    #[test]
    fn a_cut_falls_between_graphemes_and_keeps_the_width() {
        assert_eq!(Safe::new("mallory").fit(7).as_str(), "mallory");
        assert_eq!(Safe::new("mallory").fit(5).as_str(), "mall…");
        assert_eq!(Safe::new("李伟李伟").fit(4).as_str(), "李…");
        assert_eq!(
            Safe::new("e\u{301}e\u{301}e\u{301}").fit(2).as_str(),
            "e\u{301}…"
        );
        assert_eq!(Safe::new("mallory").fit(0).as_str(), "");
        assert_eq!(Safe::new("漢字").width(), 4);
        assert_eq!(Safe::new("mallory").tail(4, "…").as_str(), "…ory");
        assert_eq!(Safe::new("a李伟").tail(4, "…").as_str(), "…伟");
    }
}
