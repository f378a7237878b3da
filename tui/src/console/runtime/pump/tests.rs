//! The loop with a program that counts: what is drawn, how often, and what ends it.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use futures::stream;
use ratatui::backend::TestBackend;
use ratatui::text::Line;
use ratatui::{Frame, Terminal};

use super::*;
use crate::console::ticket::Slot;

/// Counts what it hears. `l` loads, `w` writes, `z` suspends, `q` quits.
#[derive(Default)]
struct Counter {
    keys: usize,
    heard: Vec<&'static str>,
    slot: Slot,
    alarm: Option<Instant>,
}

impl Program for Counter {
    type Message = &'static str;
    type Effect = (crate::console::ticket::Ticket, bool);

    fn update(&mut self, event: Event<&'static str>, now: Instant) -> Vec<Step<Self::Effect>> {
        match event {
            Event::Key(key) => {
                self.keys += 1;
                match key.to_string().as_str() {
                    "l" => vec![Step::Run((self.slot.start(now), false))],
                    "w" => vec![Step::Run((self.slot.start(now), true)), Step::Quit],
                    "z" => vec![
                        Step::Suspend,
                        Step::Repaint,
                        Step::Copy("id".to_owned().into()),
                    ],
                    "q" => vec![Step::Quit],
                    _ => Vec::new(),
                }
            }
            Event::Answer(message) => {
                self.heard.push(message);
                vec![Step::Quit]
            }
            Event::Woken => {
                self.alarm = None;
                self.heard.push("alarm");
                vec![Step::Quit]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, _: Instant) {
        frame.render_widget(Line::from(format!("keys {}", self.keys)), frame.area());
    }

    fn next_wakeup(&self, _: Instant) -> Option<Instant> {
        self.alarm
    }
}

struct Paper {
    terminal: Terminal<TestBackend>,
    done: Vec<String>,
}

impl Paper {
    fn new() -> Self {
        Self {
            terminal: Terminal::new(TestBackend::new(12, 1)).unwrap(),
            done: Vec::new(),
        }
    }
}

impl Screen for Paper {
    fn draw(&mut self, render: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(render).map_err(io::Error::other)?;
        let row = self
            .terminal
            .backend()
            .buffer()
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>();
        self.done.push(row.trim_end().to_owned());
        Ok(())
    }

    fn repaint(&mut self) -> io::Result<()> {
        self.done.push("repaint".to_owned());
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.done.push("suspend".to_owned());
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.done.push(format!("copy {text}"));
        Ok(())
    }
}

fn typed(keys: &str) -> Vec<io::Result<Raw>> {
    keys.chars()
        .map(|key| {
            Ok(Raw::Key(KeyEvent::new(
                KeyCode::Char(key),
                KeyModifiers::NONE,
            )))
        })
        .collect()
}

async fn play(
    counter: &mut Counter,
    input: impl Stream<Item = io::Result<Raw>> + Unpin,
    stop: impl Future<Output = Stop>,
) -> (Option<Stop>, Vec<String>, bool) {
    let mut paper = Paper::new();
    let is_written = Arc::new(AtomicBool::new(false));
    let sources = Sources {
        input,
        stop,
        size: (12, 1),
    };
    let stopped = run(counter, &mut paper, sources, |(ticket, is_write), tasks| {
        if is_write {
            let is_written = Arc::clone(&is_written);
            tasks.write(async move {
                tokio::time::sleep(Duration::from_millis(30)).await;
                is_written.store(true, Ordering::SeqCst);
                "written"
            });
        } else {
            tasks.load(ticket, async { "loaded" });
        }
    });
    let stopped = stopped.await.unwrap();
    (stopped, paper.done, is_written.load(Ordering::SeqCst))
}

#[tokio::test]
async fn everything_typed_is_taken_in_before_one_frame() {
    let input = stream::iter(typed("jjjjj")).chain(stream::pending());
    let stop = async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        Stop::Terminate
    };
    let (stopped, done, _) = play(&mut Counter::default(), input, stop).await;
    assert_eq!(stopped, Some(Stop::Terminate));
    assert_eq!(done, ["keys 0", "keys 5"]);
}

/// As crossterm's stream: a thread waits for the next key and wakes whoever asked first, not whoever asked last.
#[derive(Default)]
struct Keyboard {
    typed: Arc<Mutex<Vec<char>>>,
    is_waiting: Arc<AtomicBool>,
}

impl Stream for Keyboard {
    type Item = io::Result<Raw>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(key) = self.typed.lock().unwrap().pop() {
            return Poll::Ready(typed(&key.to_string()).pop());
        }
        if !self.is_waiting.swap(true, Ordering::SeqCst) {
            let (waker, typed, is_waiting) = (
                context.waker().clone(),
                Arc::clone(&self.typed),
                Arc::clone(&self.is_waiting),
            );
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(40));
                typed.lock().unwrap().push('j');
                is_waiting.store(false, Ordering::SeqCst);
                waker.wake();
            });
        }
        Poll::Pending
    }
}

#[tokio::test]
async fn no_key_is_lost_with_a_stream_that_keeps_the_first_waker() {
    let stop = async {
        tokio::time::sleep(Duration::from_millis(400)).await;
        Stop::Terminate
    };
    let mut counter = Counter::default();
    play(&mut counter, Keyboard::default(), stop).await;
    assert!(counter.keys >= 4, "{} keys", counter.keys);
}

#[tokio::test]
async fn nothing_is_drawn_while_nothing_happens() {
    let stop = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Stop::Hangup
    };
    let (_, done, _) = play(&mut Counter::default(), stream::pending(), stop).await;
    assert_eq!(done, ["keys 0"]);
}

#[tokio::test]
async fn an_effect_answers_as_an_event() {
    let mut counter = Counter::default();
    let input = stream::iter(typed("l")).chain(stream::pending());
    assert_eq!(
        play(&mut counter, input, std::future::pending()).await.0,
        None
    );
    assert_eq!(counter.heard, ["loaded"]);
}

#[tokio::test]
async fn quitting_waits_for_what_writes() {
    let input = stream::iter(typed("w")).chain(stream::pending());
    let (stopped, _, is_written) =
        play(&mut Counter::default(), input, std::future::pending()).await;
    assert_eq!((stopped, is_written), (None, true));
}

#[tokio::test]
async fn the_screen_is_suspended_repainted_and_copies_on_request() {
    let input = stream::iter(typed("zq")).chain(stream::pending());
    let (_, done, _) = play(&mut Counter::default(), input, std::future::pending()).await;
    assert_eq!(done, ["keys 0", "suspend", "repaint", "copy id"]);
}

#[tokio::test]
async fn the_deadline_wakes_it_and_the_end_of_input_ends_it() {
    let mut counter = Counter {
        alarm: Some(Instant::now() + Duration::from_millis(30)),
        ..Counter::default()
    };
    assert_eq!(
        play(&mut counter, stream::pending(), std::future::pending())
            .await
            .0,
        None
    );
    assert_eq!(counter.heard, ["alarm"]);
    let (stopped, ..) = play(
        &mut Counter::default(),
        stream::empty(),
        std::future::pending(),
    )
    .await;
    assert_eq!(stopped, Some(Stop::Hangup));
}
