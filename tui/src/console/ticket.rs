//! Tickets for loads. Starting a load ends the one before; an answer that slips through carries an old number and is
//! dropped, so a screen never shows rows it no longer asked for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

/// A spinner that flashes is worse than none.
const SPINNER_AFTER: Duration = Duration::from_millis(200);

/// One count for all slots: a screen with several must not take the answer to one for the answer to another.
static NUMBERS: AtomicU64 = AtomicU64::new(1);

/// What a load carries to its answer.
#[derive(Clone, Debug)]
pub struct Ticket {
    number: u64,
    cancelled: CancellationToken,
}

impl Ticket {
    /// Runs `work` until it ends or the load is cancelled (`None`). Dropping the future is what cancels the statement.
    pub async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.cancelled.run_until_cancelled(work).await
    }
}

impl PartialEq for Ticket {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Eq for Ticket {}

/// The place of one kind of load in a screen's state.
#[derive(Debug, Default)]
pub struct Slot {
    number: u64,
    running: Option<(CancellationToken, Instant)>,
}

impl Slot {
    /// Starts a load and ends the one before.
    pub fn start(&mut self, now: Instant) -> Ticket {
        self.cancel();
        self.number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let token = CancellationToken::new();
        self.running = Some((token.clone(), now));
        Ticket {
            number: self.number,
            cancelled: token,
        }
    }

    /// Whether this answer is the awaited one; it is then taken, and the slot is idle again.
    pub fn accept(&mut self, ticket: &Ticket) -> bool {
        let is_awaited = self.is_loading() && ticket.number == self.number;
        if is_awaited {
            self.running = None;
        }
        is_awaited
    }

    /// Ends the running load; true if there was one.
    pub fn cancel(&mut self) -> bool {
        self.running.take().is_some_and(|(token, _)| {
            token.cancel();
            true
        })
    }

    /// Whether an answer is awaited.
    pub const fn is_loading(&self) -> bool {
        self.running.is_some()
    }

    /// For how long a spinner has been due; `None` while nothing loads or the wait is still short.
    pub fn spinner(&self, now: Instant) -> Option<Duration> {
        let (_, since) = self.running.as_ref()?;
        now.saturating_duration_since(*since)
            .checked_sub(SPINNER_AFTER)
    }

    /// When the spinner next changes; `None` while nothing loads, so that an idle screen sets no timer.
    pub fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        let (_, since) = self.running.as_ref()?;
        let due = *since + SPINNER_AFTER;
        Some(if now < due {
            due
        } else {
            now + super::widget::spinner::FRAME
        })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_latest_load_is_answered_and_only_once() {
        let (mut slot, now) = (Slot::default(), Instant::now());
        let (first, second) = (slot.start(now), slot.start(now));
        assert!(!slot.accept(&first));
        assert!(slot.accept(&second));
        assert!(!slot.accept(&second));
        assert!(!slot.is_loading());
    }

    #[test]
    fn one_slot_never_takes_the_answer_of_another() {
        let (mut one, mut other) = (Slot::default(), Slot::default());
        let (first, second) = (one.start(Instant::now()), other.start(Instant::now()));
        assert!(!one.accept(&second) && !other.accept(&first));
        assert!(one.accept(&first) && other.accept(&second));
    }

    #[tokio::test]
    async fn a_cancelled_load_ends_and_its_late_answer_is_dropped() {
        let mut slot = Slot::default();
        let ticket = slot.start(Instant::now());
        assert!(slot.cancel());
        assert_eq!(ticket.run(std::future::pending::<()>()).await, None);
        assert!(!slot.accept(&ticket));
        assert!(!slot.cancel());
    }

    #[test]
    fn the_spinner_waits_and_an_idle_slot_sets_no_timer() {
        let (mut slot, start) = (Slot::default(), Instant::now());
        assert_eq!(slot.next_wakeup(start), None);
        let ticket = slot.start(start);
        let due = start + SPINNER_AFTER;
        assert_eq!(
            (slot.spinner(start), slot.next_wakeup(start)),
            (None, Some(due))
        );
        assert_eq!(slot.spinner(due), Some(Duration::ZERO));
        assert!(slot.next_wakeup(due) > Some(due));
        assert!(slot.accept(&ticket));
        assert_eq!((slot.spinner(due), slot.next_wakeup(due)), (None, None));
    }
}
