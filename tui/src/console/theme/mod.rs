//! The look as data: roles, palettes, colour levels, marks and glyphs. No other folder names a colour.

mod glyphs;
mod hex;
mod level;
mod mark;
mod palettes;
mod role;

use std::str::FromStr;

use ratatui::style::Style;

pub use glyphs::{ASCII, Glyphs, UNICODE};
pub use hex::{GROUND, hex};
pub use level::{Level, Wish};
pub use mark::{Mark, Sign};
pub use role::Role;

/// The named palettes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Name {
    /// For light text on a dark ground.
    #[default]
    Dark,
    /// For dark text on a light ground.
    Light,
    /// Dark ground, without the pair of red and green.
    Deuteranopia,
    /// No colour.
    Mono,
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "dark" => Ok(Self::Dark),
            "light" => Ok(Self::Light),
            "deuteranopia" => Ok(Self::Deuteranopia),
            "mono" => Ok(Self::Mono),
            other => Err(format!(
                "theme {other:?} is not known; use dark, light, deuteranopia or mono"
            )),
        }
    }
}

/// A palette at a colour level with a set of glyphs: what every drawing function is handed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    name: Name,
    level: Level,
    /// The signs to draw with.
    pub glyphs: &'static Glyphs,
}

impl Theme {
    /// A terminal without colours gets the colourless palette whatever the name says.
    pub const fn new(name: Name, level: Level, glyphs: &'static Glyphs) -> Self {
        Self {
            name,
            level,
            glyphs,
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let palette: palettes::Palette = match (self.level, self.name) {
            (Level::None, _) | (_, Name::Mono) => palettes::mono,
            (_, Name::Dark) => palettes::dark,
            (_, Name::Light) => palettes::light,
            (_, Name::Deuteranopia) => palettes::deuteranopia,
        };
        let paint = palette(role);
        // Paper keeps its two colours even without colours: they are not decoration, a camera needs them.
        let level = if role == Role::Paper {
            self.level.max(Level::Sixteen)
        } else {
            self.level
        };
        let pick = |(rgb, near)| level.colour(rgb, near);
        let mut style = Style::new().add_modifier(paint.modifier);
        style.fg = paint.ink.and_then(pick);
        style.bg = paint.ground.and_then(pick);
        style
    }

    /// The shape of a mark in this theme's glyphs.
    pub fn shape(&self, mark: Mark) -> &'static str {
        let sign = mark.sign();
        if *self.glyphs == ASCII {
            sign.ascii
        } else {
            sign.unicode
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn without_colours_nothing_but_paper_names_one() {
        for theme in [
            Theme::new(Name::Dark, Level::None, &UNICODE),
            Theme::new(Name::Mono, Level::True, &ASCII),
        ] {
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Paper) {
                assert_eq!(
                    (theme.style(role).fg, theme.style(role).bg),
                    (None, None),
                    "{role:?}"
                );
            }
        }
    }

    #[test]
    fn each_level_spells_the_same_meaning_its_way() {
        let accent = |level| {
            Theme::new(Name::Dark, level, &UNICODE)
                .style(Role::Accent)
                .fg
        };
        assert_eq!(accent(Level::Sixteen), Some(Color::Cyan));
        assert_eq!(accent(Level::Cube), Some(Color::Indexed(117)));
        assert_eq!(accent(Level::True), Some(Color::Rgb(0x89, 0xdc, 0xeb)));
    }
}
