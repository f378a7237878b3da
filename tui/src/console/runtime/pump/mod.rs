//! The loop itself. Signals come first, then hands, then answers, then the clock. Everything ready is taken in before a
//! frame is drawn: a held key moves the cursor far and draws once. A frame is drawn when something
//! happened, in the pace of `pace.rs`, and with nothing timed the process sleeps.

mod pace;

use std::io;
use std::time::Instant;

use crossterm::event::Event as Raw;
use futures::{Stream, StreamExt};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use self::pace::Pace;
use super::{Event, Program, Screen, Step, Stop, Tasks};

/// More than anyone types between two frames; a longer paste arrives as one event.
const READY_EVENTS: usize = 512;

/// Where events come from; a test hands in its own.
pub struct Sources<Input, Stopping> {
    /// What the terminal sends.
    pub input: Input,
    /// Resolves when the machine wants the console to leave.
    pub stop: Stopping,
    /// Columns and rows at the start.
    pub size: (u16, u16),
}

/// Runs `program` until it quits (`None`) or is told to stop; `start` starts each effect.
pub async fn run<P, Input, Stopping>(
    program: &mut P,
    screen: &mut impl Screen,
    sources: Sources<Input, Stopping>,
    mut start: impl FnMut(P::Effect, &Tasks<P::Message>),
) -> io::Result<Option<Stop>>
where
    P: Program,
    Input: Stream<Item = io::Result<Raw>> + Unpin,
    Stopping: Future<Output = Stop>,
{
    let (sender, mut answers) = mpsc::unbounded_channel();
    let tasks = Tasks::new(sender);
    let Sources {
        input,
        stop,
        size: (columns, rows),
    } = sources;
    tokio::pin!(stop);
    // Never `now_or_never` here: crossterm keeps the first waker it is shown, and that one wakes nobody.
    let mut input = input.ready_chunks(READY_EVENTS);
    let mut batch = vec![Event::Resized(columns, rows)];
    let mut pace = Pace::default();
    let mut is_dirty = false;
    let stopped = 'running: loop {
        let now = Instant::now();
        for event in batch.drain(..) {
            is_dirty = true;
            for step in program.update(event, now) {
                match step {
                    Step::Run(effect) => start(effect, &tasks),
                    Step::Suspend => screen.suspend()?,
                    Step::Repaint => screen.repaint()?,
                    Step::Copy(clip) => screen.copy(clip.text())?,
                    Step::Quit => break 'running None,
                }
            }
        }
        let next_frame = pace.next(now);
        if is_dirty && now >= next_frame {
            screen.draw(&mut |frame| program.view(frame, now))?;
            (is_dirty, pace) = (false, pace.drawn(now));
        }
        let wakeup = program.next_wakeup(now);
        let deadline = if is_dirty {
            Some(wakeup.map_or(next_frame, |at| at.min(next_frame)))
        } else {
            wakeup
        };
        tokio::select! {
            biased;
            stop = &mut stop => break Some(stop),
            ready = input.next() => match ready {
                None => break Some(Stop::Hangup),
                Some(ready) => {
                    for raw in ready {
                        batch.extend(Event::from_raw(raw?));
                    }
                }
            },
            Some(message) = answers.recv() => batch.push(Event::Answer(message)),
            () = sleep_until(deadline) => {
                if wakeup.is_some_and(|at| at <= Instant::now()) {
                    batch.push(Event::Woken);
                }
            }
        }
        take_answers(&mut answers, &mut batch);
    };
    tasks.wait().await;
    Ok(stopped)
}

fn take_answers<Message>(
    answers: &mut UnboundedReceiver<Message>,
    batch: &mut Vec<Event<Message>>,
) {
    while let Ok(message) = answers.try_recv() {
        batch.push(Event::Answer(message));
    }
}

async fn sleep_until(deadline: Option<Instant>) {
    match deadline {
        Some(at) => tokio::time::sleep_until(at.into()).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests;
