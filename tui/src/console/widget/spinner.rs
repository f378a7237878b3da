//! The spinner beside what loads: a function of how long it has been due, so nothing counts frames.

use std::time::Duration;

use crate::console::theme::Glyphs;

/// How long one frame stays; slow enough for a line with little bandwidth.
pub const FRAME: Duration = Duration::from_millis(120);

/// The sign to show after `due`, what [`crate::console::ticket::Slot::spinner`] returned.
pub fn sign(due: Duration, glyphs: &Glyphs) -> &'static str {
    let frames = glyphs.spinner;
    let turn = due.as_millis() / FRAME.as_millis();
    let index = usize::try_from(turn).unwrap_or_default() % frames.len().max(1);
    frames.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::theme::{ASCII, UNICODE};

    #[test]
    fn it_turns_and_starts_again() {
        assert_eq!(sign(Duration::ZERO, &ASCII), "|");
        assert_eq!(sign(FRAME, &ASCII), "/");
        assert_eq!(sign(FRAME * 4, &UNICODE), sign(Duration::ZERO, &UNICODE));
    }
}
