//! A phrase: words with roles, the only text widgets draw. Words become `Safe` on entering, so nothing raw is drawn.

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthChar;
use wardroom_core::model::Safe;

use crate::console::theme::{Mark, Role, Theme};

/// One piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(Role, Safe),
    Shape(Mark),
    Dot,
    Step,
}

/// Words with roles; styles and shapes come from the theme when it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Piece>);

impl Phrase {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds ordinary text.
    pub fn text(self, words: impl Into<Safe>) -> Self {
        self.say(Role::Text, words)
    }

    /// Adds text with a role.
    pub fn say(mut self, role: Role, words: impl Into<Safe>) -> Self {
        self.0.push(Piece::Word(role, words.into()));
        self
    }

    /// Adds a state as its mark and its word.
    pub fn mark(self, mark: Mark) -> Self {
        let sign = mark.sign();
        self.shape(mark)
            .say(Role::Text, " ")
            .say(sign.role, sign.word)
    }

    /// Adds the shape of a mark alone; a word must follow.
    pub fn shape(mut self, mark: Mark) -> Self {
        self.0.push(Piece::Shape(mark));
        self
    }

    /// Adds the dot between two facts.
    pub fn dot(mut self) -> Self {
        self.0.push(Piece::Dot);
        self
    }

    /// Adds the arrow between two steps of a path.
    pub fn step(mut self) -> Self {
        self.0.push(Piece::Step);
        self
    }

    /// Adds all of another phrase.
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its words alone, for who hears them: the word beside a shape says the same.
    pub fn words(&self) -> String {
        let words = self.0.iter().map(|piece| match piece {
            Piece::Word(_, words) => words.as_str(),
            Piece::Dot | Piece::Step => ", ",
            Piece::Shape(_) => "",
        });
        let words: String = words.collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Columns it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(Piece::width).sum()
    }

    /// As a line of at most `columns`; what does not fit ends in the theme's sign for it.
    pub fn line(&self, theme: &Theme, columns: usize) -> Line<'static> {
        let missing = theme.glyphs.missing;
        let mut room = columns;
        let mut rest = self.width();
        let mut spans = Vec::with_capacity(self.0.len());
        for piece in &self.0 {
            let (role, words) = piece.spelt(theme);
            let width = words.width();
            // The sign needs a column of its own only where later pieces will be missing.
            if rest > room && width >= room {
                let cut = Safe::new(&format!("{words}{missing}{missing}")).fit_with(room, missing);
                spans.push(Span::styled(apart(&cut), theme.style(role)));
                break;
            }
            spans.push(Span::styled(apart(&words), theme.style(role)));
            (room, rest) = (room.saturating_sub(width), rest - width);
        }
        Line::from(spans)
    }
}

impl Piece {
    fn width(&self) -> usize {
        match self {
            Self::Word(_, words) => words.width(),
            Self::Shape(mark) => mark.sign().ascii.len(),
            Self::Dot | Self::Step => 3,
        }
    }

    fn spelt(&self, theme: &Theme) -> (Role, Safe) {
        match self {
            Self::Word(role, words) => (*role, words.clone()),
            Self::Shape(mark) => (mark.sign().role, Safe::new(theme.shape(*mark))),
            Self::Dot => (Role::Dim, Safe::new(&format!(" {} ", theme.glyphs.dot))),
            Self::Step => (Role::Dim, Safe::new(&format!(" {} ", theme.glyphs.step))),
        }
    }
}

impl From<&str> for Phrase {
    fn from(words: &str) -> Self {
        Self::new().text(words)
    }
}

impl From<&Safe> for Phrase {
    fn from(words: &Safe) -> Self {
        Self::new().text(words)
    }
}

/// Left-to-right marks around right-to-left words: a terminal that orders letters itself would let the numbers and
/// names of the columns beside them change places. Isolates would say it better, but older terminals give each of them
/// a column; the mark has had none from the beginning.
fn apart(words: &Safe) -> String {
    let text = words.as_str();
    let (Some(first), Some(last)) = (text.find(is_right_to_left), text.rfind(is_right_to_left))
    else {
        return text.to_owned();
    };
    let (before, rest) = text.split_at(first);
    // Marks upon the last letter stay with it.
    let mut letters = rest
        .char_indices()
        .skip_while(|(at, _)| *at <= last - first);
    let end = letters.find(|(_, letter)| letter.width() != Some(0));
    let (inside, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
    format!("{before}\u{200e}{inside}\u{200e}{after}")
}

/// Letters from Hebrew to Arabic Extended, their presentation forms, and the right-to-left scripts beyond the first plane.
fn is_right_to_left(letter: char) -> bool {
    let is_of_script = matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1eeff}');
    is_of_script && letter.width() != Some(0)
}

/// Text broken between words into lines of at most `columns`.
pub fn paragraph(role: Role, words: impl Into<Safe>, columns: usize) -> Vec<Phrase> {
    let words = words.into();
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words.as_str().split(' ') {
        let longer = Safe::new(&line).width() + 1 + Safe::new(word).width();
        if !line.is_empty() && longer > columns {
            lines.push(Phrase::new().say(role, std::mem::take(&mut line)));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(Phrase::new().say(role, line));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::theme::{ASCII, Level, Name, UNICODE};

    fn drawn(phrase: &Phrase, columns: usize) -> String {
        phrase
            .line(&Theme::new(Name::Dark, Level::True, &UNICODE), columns)
            .to_string()
    }

    #[test]
    fn what_fits_is_whole_and_what_does_not_says_so() {
        let phrase = Phrase::from("mallory").dot().mark(Mark::Locked);
        assert_eq!(drawn(&phrase, 18), "mallory · ■ locked");
        assert_eq!(drawn(&phrase, 17), "mallory · ■ lock…");
        assert_eq!(drawn(&phrase, 10), "mallory ·…");
        assert_eq!(drawn(&phrase, 7), "mallor…");
        assert_eq!(drawn(&phrase, 0), "");
    }

    #[test]
    fn shapes_are_as_wide_in_every_set() {
        for glyphs in [&ASCII, &UNICODE] {
            let theme = Theme::new(Name::Mono, Level::None, glyphs);
            for mark in Mark::ALL {
                let phrase = Phrase::new().mark(mark).dot().step();
                assert_eq!(phrase.line(&theme, 80).width(), phrase.width(), "{mark:?}");
            }
        }
    }

    #[test]
    fn hostile_words_are_drawn_inert() {
        assert_eq!(
            drawn(&Phrase::from("\x1b[2J\u{202e}x"), 40),
            "\\u{1b}[2J\\u{202e}x"
        );
    }

    #[test]
    fn right_to_left_words_stay_within_their_columns() {
        let theme = Theme::new(Name::Dark, Level::True, &UNICODE);
        let phrase = Phrase::from("سميرة").text(" 3");
        let line = phrase.line(&theme, 40);
        assert_eq!(line.to_string(), "\u{200e}سميرة\u{200e} 3");
        assert_eq!(line.width(), phrase.width());
        assert_eq!(drawn(&phrase, 3), "\u{200e}سم\u{200e}…");
        assert_eq!(
            drawn(&Phrase::from("Ana שלו\u{5b9}ם, 7"), 40),
            "Ana \u{200e}שלו\u{5b9}ם\u{200e}, 7"
        );
        assert_eq!(
            drawn(&Phrase::from("ר\u{301}7"), 40),
            "\u{200e}ר\u{301}\u{200e}7"
        );
        assert_eq!(drawn(&Phrase::from("李伟"), 40), "李伟");
    }

    #[test]
    fn a_paragraph_breaks_between_words() {
        let lines = paragraph(
            Role::Text,
            "Each works once. Nobody can show them again.",
            16,
        );
        let lines: Vec<_> = lines.iter().map(|line| drawn(line, 80)).collect();
        assert_eq!(
            lines,
            ["Each works once.", "Nobody can show", "them again."]
        );
    }
}
