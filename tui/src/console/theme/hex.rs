//! Styles as the web's colours, for the pictures in the documentation.

use ratatui::style::{Color, Modifier, Style};

/// The sixteen as the pictures show them, in the terminals' order.
const SIXTEEN: [u32; 16] = [
    0x1e_1e2e, 0xf3_8ba8, 0x94_e2d5, 0xf9_e2af, 0x89_b4fa, 0xcb_a6f7, 0x89_dceb, 0xcd_d6f4,
    0x9a_a0b8, 0xf3_8ba8, 0xa6_e3a1, 0xf9_e2af, 0x89_b4fa, 0xcb_a6f7, 0x94_e2d5, 0xff_ffff,
];

/// The ground of the pictures.
pub const GROUND: &str = "#1e1e2e";
const INK: &str = "#cdd6f4";

/// Ink and, where it differs from the picture's, ground of a style; reverse is already applied.
pub fn hex(style: Style) -> (String, Option<String>) {
    let ink = style.fg.and_then(spell);
    let ground = style.bg.and_then(spell);
    if style.add_modifier.contains(Modifier::REVERSED) {
        (
            ground.unwrap_or_else(|| GROUND.to_owned()),
            Some(ink.unwrap_or_else(|| INK.to_owned())),
        )
    } else {
        (ink.unwrap_or_else(|| INK.to_owned()), ground)
    }
}

fn spell(colour: Color) -> Option<String> {
    let sixteen = |index: u8| SIXTEEN.get(usize::from(index)).copied();
    let rgb = match colour {
        Color::Reset => None,
        Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
        Color::Indexed(index @ 16..=231) => Some(of_cube(index - 16)),
        Color::Indexed(index @ 232..) => Some(u32::from(8 + (index - 232) * 10) * 0x01_0101),
        Color::Indexed(index) => sixteen(index),
        Color::Black => sixteen(0),
        Color::Red => sixteen(1),
        Color::Green => sixteen(2),
        Color::Yellow => sixteen(3),
        Color::Blue => sixteen(4),
        Color::Magenta => sixteen(5),
        Color::Cyan => sixteen(6),
        Color::Gray => sixteen(7),
        Color::DarkGray => sixteen(8),
        Color::LightRed => sixteen(9),
        Color::LightGreen => sixteen(10),
        Color::LightYellow => sixteen(11),
        Color::LightBlue => sixteen(12),
        Color::LightMagenta => sixteen(13),
        Color::LightCyan => sixteen(14),
        Color::White => sixteen(15),
    };
    rgb.map(|rgb| format!("#{rgb:06x}"))
}

fn of_cube(index: u8) -> u32 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let step = |place: u8| STEPS[usize::from(index / place % 6)];
    u32::from_be_bytes([0, step(36), step(6), step(1)])
}
