//! How many colours to send: decided by us, because crossterm's own `NO_COLOR` resets the cursor row's reverse half way.

use std::str::FromStr;

use ratatui::style::Color;

/// How many colours the terminal is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// None: marks, words, bold and reverse only.
    None,
    /// The sixteen every terminal names.
    Sixteen,
    /// The cube of 256.
    Cube,
    /// Red, green and blue as they are.
    True,
}

/// What `--color` or the configuration asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// As many as the environment says the terminal has.
    #[default]
    Auto,
    /// Colour even where the environment says there is none.
    Always,
    /// No colour.
    Never,
}

impl FromStr for Wish {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "always" => Ok(Self::Always),
            "never" => Ok(Self::Never),
            other => Err(format!(
                "colour {other:?} is not known; use auto, always or never"
            )),
        }
    }
}

impl Level {
    /// The flag decides, then `NO_COLOR`, `CLICOLOR=0`, the configuration, and at last the terminal (`TERM`,
    /// `COLORTERM`); `read` reads an environment variable.
    pub fn choose(
        flag: Option<Wish>,
        config: Option<Wish>,
        read: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let found = Self::of_terminal(&read);
        let is_off = read("NO_COLOR").is_some_and(|value| !value.is_empty())
            || read("CLICOLOR").as_deref() == Some("0");
        let asked = flag
            .or(is_off.then_some(Wish::Never))
            .or(config)
            .unwrap_or_default();
        match asked {
            Wish::Never => Self::None,
            Wish::Always => found.max(Self::Sixteen),
            Wish::Auto => found,
        }
    }

    fn of_terminal(read: impl Fn(&str) -> Option<String>) -> Self {
        let term = read("TERM").unwrap_or_default();
        let colours = read("COLORTERM").unwrap_or_default();
        if term.is_empty() || term == "dumb" {
            Self::None
        } else if matches!(colours.as_str(), "truecolor" | "24bit") || term.ends_with("-direct") {
            Self::True
        } else if term.contains("256color") {
            Self::Cube
        } else if term.starts_with("vt") {
            Self::None
        } else {
            Self::Sixteen
        }
    }

    /// The colour to send for `rgb`, whose nearest of the sixteen is `near`.
    pub(super) fn colour(self, rgb: u32, near: Color) -> Option<Color> {
        let [_, red, green, blue] = rgb.to_be_bytes();
        match self {
            Self::None => None,
            Self::Sixteen => Some(near),
            Self::Cube => Some(Color::Indexed(cube([red, green, blue]))),
            Self::True => Some(Color::Rgb(red, green, blue)),
        }
    }
}

/// The nearest entry of xterm's 6 × 6 × 6 cube, whose steps are 0, 95, 135, 175, 215, 255.
fn cube(rgb: [u8; 3]) -> u8 {
    rgb.into_iter().fold(0, |index, channel| {
        let step = if channel < 48 {
            0
        } else if channel < 115 {
            1
        } else {
            (channel - 35) / 40
        };
        index * 6 + step
    }) + 16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        |name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn the_flag_wins_then_no_color_then_the_configuration() {
        let quiet = with(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]);
        assert_eq!(Level::choose(Some(Wish::Always), None, &quiet), Level::Cube);
        assert_eq!(Level::choose(None, Some(Wish::Always), &quiet), Level::None);
        let loud = with(&[("TERM", "xterm"), ("CLICOLOR", "1"), ("NO_COLOR", "")]);
        assert_eq!(Level::choose(None, Some(Wish::Never), &loud), Level::None);
        assert_eq!(Level::choose(None, None, &loud), Level::Sixteen);
        assert_eq!(
            Level::choose(None, None, with(&[("TERM", "xterm"), ("CLICOLOR", "0")])),
            Level::None
        );
    }

    #[test]
    fn the_terminal_names_its_colours() {
        let of = |variables| Level::choose(None, None, with(variables));
        assert_eq!(of(&[("TERM", "dumb")]), Level::None);
        assert_eq!(of(&[]), Level::None);
        assert_eq!(of(&[("TERM", "vt220")]), Level::None);
        assert_eq!(of(&[("TERM", "screen")]), Level::Sixteen);
        assert_eq!(
            of(&[("TERM", "tmux-256color"), ("COLORTERM", "truecolor")]),
            Level::True
        );
    }

    #[test]
    fn the_cube_is_that_of_xterm() {
        assert_eq!(cube([0, 0, 0]), 16);
        assert_eq!(cube([255, 255, 255]), 231);
        assert_eq!(cube([95, 135, 175]), 67);
    }
}
