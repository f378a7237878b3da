//! When a frame may be drawn: at once after a rest, and sixty times a second where there is no end of news.

use std::time::{Duration, Instant};

/// Sixty frames a second: a held key must not queue more than a line of 1 Mbit/s can carry.
const FRAME: Duration = Duration::from_millis(16);

/// Frames that need not wait after a rest: a filter typed or pasted in pieces, its Enter, the rows, the estimate of
/// their number. With fewer, a row that was found in 1 ms waited for the next sixtieth of a second.
const AHEAD: u32 = 8;

/// How much of the allowance is used up. Each frame uses up one `FRAME` of it, and time gives it back.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// When the frames drawn so far would have been drawn evenly.
    paid_until: Option<Instant>,
}

impl Pace {
    /// From when on the next frame may be drawn.
    pub(super) fn next(self, now: Instant) -> Instant {
        self.paid_until.map_or(now, |until| {
            now.max(until.checked_sub(AHEAD * FRAME).unwrap_or(until))
        })
    }

    /// The same after a frame at `now`.
    pub(super) fn drawn(self, now: Instant) -> Self {
        let since = self.paid_until.map_or(now, |until| until.max(now));
        Self {
            paid_until: Some(since + FRAME),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// When frames are drawn if something new is there to draw at each of these milliseconds.
    fn drawn(news: impl IntoIterator<Item = u32>) -> Vec<u128> {
        let start = Instant::now();
        let mut pace = Pace::default();
        let mut at = Vec::new();
        let mut free = start;
        for news in news {
            let now = start + news * MS;
            if now < free {
                continue;
            }
            let next = pace.next(now);
            pace = pace.drawn(next);
            at.push(next.duration_since(start).as_millis());
            free = next;
        }
        at
    }

    #[test]
    fn after_a_rest_the_key_and_its_answer_are_drawn_at_once() {
        assert_eq!(drawn([0, 1, 3]), [0, 1, 3]);
        assert_eq!(drawn([0, 1, 3, 500, 501, 502]), [0, 1, 3, 500, 501, 502]);
    }

    #[test]
    fn a_key_held_down_with_its_answers_is_never_late() {
        let held = (0..40).flat_map(|press| [press * 33, press * 33 + 1]);
        let expected: Vec<_> = held.clone().map(u128::from).collect();
        assert_eq!(drawn(held), expected);
    }

    #[test]
    fn without_an_end_of_news_there_are_sixty_frames_a_second() {
        let frames = drawn(0..1_000);
        assert_eq!(frames[..11], [0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 32]);
        assert!(frames.len() <= 1_000 / 16 + 10, "{}", frames.len());
    }
}
