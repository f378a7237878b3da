//! How long something lives, as settings write it.

use std::time::Duration;

/// Reads a life: a number and one of `s m h d`.
pub fn parse_life(text: &str) -> Result<Duration, &'static str> {
    const HOW: &str = "give a number and s, m, h or d, such as 10m";
    let unit = text.chars().next_back().ok_or(HOW)?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(HOW),
    };
    let count: u64 = text[..text.len() - 1].parse().map_err(|_| HOW)?;
    count
        .checked_mul(seconds)
        .map(Duration::from_secs)
        .ok_or(HOW)
}
