//! The colours of each theme as data: one row per role, in true colour and in the sixteen of every terminal.

use ratatui::style::{Color, Modifier};

use super::Role;

/// Colours as `0xRRGGBB` with their nearest of the sixteen; `None` leaves the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    pub(super) ink: Option<(u32, Color)>,
    pub(super) ground: Option<(u32, Color)>,
    pub(super) modifier: Modifier,
}

const fn paint(
    ink: Option<(u32, Color)>,
    ground: Option<(u32, Color)>,
    modifier: Modifier,
) -> Paint {
    Paint {
        ink,
        ground,
        modifier,
    }
}

const fn ink(rgb: u32, near: Color) -> Paint {
    paint(Some((rgb, near)), None, Modifier::empty())
}

const fn plain(modifier: Modifier) -> Paint {
    paint(None, None, modifier)
}

const fn badge(rgb: u32, near: Color) -> Paint {
    paint(
        Some((0x00_0000, Color::Black)),
        Some((rgb, near)),
        Modifier::BOLD,
    )
}

/// A camera needs dark on light: the same in every theme, the colourless one included.
const PAPER: Paint = paint(
    Some((0x00_0000, Color::Black)),
    Some((0xff_ffff, Color::White)),
    Modifier::empty(),
);

/// One theme: what its author had behind the text, and a paint for each role.
pub(super) type Palette = fn(Role) -> Paint;

pub(super) fn dark(role: Role) -> Paint {
    match role {
        Role::Text => plain(Modifier::empty()),
        Role::Title => plain(Modifier::BOLD),
        Role::Cursor => plain(Modifier::REVERSED),
        Role::Dim | Role::Rule => ink(0xa6_adc8, Color::DarkGray),
        Role::Accent => ink(0x89_dceb, Color::Cyan),
        Role::Ok => ink(0x94_e2d5, Color::Green),
        Role::Warn => ink(0xf9_e2af, Color::Yellow),
        Role::Danger => ink(0xf3_8ba8, Color::Red),
        Role::Info => ink(0x89_b4fa, Color::Blue),
        Role::Production => badge(0xf3_8ba8, Color::Red),
        Role::Elsewhere => badge(0x94_e2d5, Color::Green),
        Role::Paper => PAPER,
    }
}

pub(super) fn light(role: Role) -> Paint {
    match role {
        Role::Dim | Role::Rule => ink(0x5c_5f77, Color::DarkGray),
        Role::Accent => ink(0x04_6a91, Color::Cyan),
        Role::Ok => ink(0x0f_6b70, Color::Green),
        Role::Warn => ink(0x84_5200, Color::Yellow),
        Role::Danger => ink(0xb4_0d32, Color::Red),
        Role::Info => ink(0x1a_56c4, Color::Blue),
        other => dark(other),
    }
}

/// Blue against orange instead of green against red.
pub(super) fn deuteranopia(role: Role) -> Paint {
    match role {
        Role::Ok => ink(0x7f_c8ff, Color::Blue),
        Role::Info => ink(0xcd_d6f4, Color::Gray),
        Role::Danger => ink(0xff_a94d, Color::LightRed),
        Role::Production => badge(0xff_a94d, Color::LightRed),
        Role::Elsewhere => badge(0x7f_c8ff, Color::Blue),
        other => dark(other),
    }
}

/// No colour at all: bold, reverse, marks and words carry the meaning.
pub(super) fn mono(role: Role) -> Paint {
    match role {
        Role::Text | Role::Dim | Role::Rule | Role::Ok | Role::Info => plain(Modifier::empty()),
        Role::Title
        | Role::Accent
        | Role::Warn
        | Role::Danger
        | Role::Production
        | Role::Elsewhere => plain(Modifier::BOLD),
        Role::Cursor => plain(Modifier::REVERSED),
        Role::Paper => PAPER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast of WCAG 2.2.
    fn luminance(rgb: u32) -> f64 {
        let [_, channels @ ..] = rgb.to_be_bytes();
        let linear = channels.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_stands_out_from_the_usual_grounds() {
        const DARKS: [u32; 4] = [0x00_0000, 0x1e_1e2e, 0x28_2a36, 0x2e_3440];
        const LIGHTS: [u32; 3] = [0xff_ffff, 0xef_f1f5, 0xfd_f6e3];
        let themes: [(Palette, &[u32]); 3] =
            [(dark, &DARKS), (light, &LIGHTS), (deuteranopia, &DARKS)];
        for (theme, grounds) in themes {
            for role in Role::ALL {
                let Paint {
                    ink: Some((ink, _)),
                    ground,
                    ..
                } = theme(role)
                else {
                    continue;
                };
                let own = ground.map(|(rgb, _)| vec![rgb]);
                for behind in own.unwrap_or_else(|| grounds.to_vec()) {
                    let ratio = contrast(ink, behind);
                    assert!(
                        ratio >= 4.5,
                        "{role:?} #{ink:06x} on #{behind:06x} is {ratio:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn ok_and_danger_differ_in_more_than_red_and_green() {
        let blue = |paint: Paint| paint.ink.map_or(0, |(rgb, _)| rgb.to_be_bytes()[3]);
        for theme in [dark, light, deuteranopia] {
            assert!(blue(theme(Role::Ok)).abs_diff(blue(theme(Role::Danger))) >= 40);
        }
    }
}
