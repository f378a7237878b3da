//! The row above the keys: what just happened, until something else does or its time is over.

use std::time::{Duration, Instant};

use super::phrase::Phrase;
use crate::console::theme::Mark;

/// How long good news stays; bad news stays until the next deed.
const GOOD_NEWS: Duration = Duration::from_secs(10);

/// The last result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    phrase: Phrase,
    until: Option<Instant>,
}

impl Status {
    /// Says that something went well.
    pub fn ok(&mut self, words: Phrase, now: Instant) {
        *self = Self {
            phrase: Phrase::new().shape(Mark::Ok).text(" ").then(words),
            until: Some(now + GOOD_NEWS),
        };
    }

    /// Says that something was refused or failed.
    pub fn failed(&mut self, words: Phrase) {
        *self = Self {
            phrase: Phrase::new().shape(Mark::Danger).text(" ").then(words),
            until: None,
        };
    }

    /// Says what the operator should know.
    pub fn note(&mut self, words: Phrase) {
        *self = Self {
            phrase: Phrase::new().shape(Mark::Warn).text(" ").then(words),
            until: None,
        };
    }

    /// Says nothing any more.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is said at `now`.
    pub fn phrase(&self, now: Instant) -> Phrase {
        if self.until.is_some_and(|until| until <= now) {
            Phrase::new()
        } else {
            self.phrase.clone()
        }
    }

    /// When it falls silent by itself.
    pub fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_news_goes_by_itself_and_bad_news_stays() {
        let (mut status, now) = (Status::default(), Instant::now());
        status.ok("3 sessions ended".into(), now);
        assert!(!status.phrase(now).is_empty());
        assert_eq!(status.next_wakeup(now), Some(now + GOOD_NEWS));
        let later = now + GOOD_NEWS;
        assert!(status.phrase(later).is_empty() && status.next_wakeup(later).is_none());
        status.failed("the database is busy".into());
        assert!(
            !status.phrase(later + GOOD_NEWS).is_empty() && status.next_wakeup(later).is_none()
        );
    }
}
