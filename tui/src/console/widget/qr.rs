//! A QR code in half blocks, black on white whatever the theme. Level L and two modules of quiet zone: an
//! authenticator address of up to 106 bytes then fits 80 x 24 (measured with zbar).

use qrcode::{EcLevel, QrCode};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::theme::{Role, Theme, UNICODE};

/// Modules of white around the code.
const QUIET: usize = 2;

/// A code ready to draw. It holds a secret's picture: drop it with the secret.
pub struct Qr {
    dark: Vec<bool>,
    modules: usize,
}

impl Qr {
    /// Encodes `text`; `None` if it is too long for any code.
    pub fn new(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let modules = code.width();
        Some(Self {
            dark: code
                .into_colors()
                .into_iter()
                .map(|module| module.select(true, false))
                .collect(),
            modules,
        })
    }

    /// Columns and rows it takes.
    pub fn size(&self) -> (u16, u16) {
        let side = self.modules + 2 * QUIET;
        let side = u16::try_from(side).unwrap_or(u16::MAX);
        (side, side.div_ceil(2))
    }

    /// Whether it can be drawn there: it needs the room and half blocks. Otherwise show the secret as text only.
    pub fn fits(&self, area: Rect, theme: &Theme) -> bool {
        let (columns, rows) = self.size();
        *theme.glyphs == UNICODE && columns <= area.width && rows <= area.height
    }

    /// Draws it into the upper left of `area`, if it fits.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
        if !self.fits(area, theme) {
            return;
        }
        for (y, line) in (area.y..).zip(self.lines()) {
            frame
                .buffer_mut()
                .set_string(area.x, y, line, theme.style(Role::Paper));
        }
    }

    /// The code as lines of half blocks, dark where it is dark: for black on white.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let (columns, rows) = self.size();
        (0..rows).map(move |y| {
            let cells = (0..columns).map(|x| self.half_blocks(x.into(), (2 * y).into()));
            cells.collect()
        })
    }

    /// Two modules, one above the other, in one cell.
    fn half_blocks(&self, x: usize, y: usize) -> char {
        match (self.is_dark(x, y), self.is_dark(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }
    }

    fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.modules);
        let (Some(x), Some(y)) = (inside(x), inside(y)) else {
            return false;
        };
        self.dark
            .get(y * self.modules + x)
            .copied()
            .unwrap_or(false)
    }
}
