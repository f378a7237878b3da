//! The console without a terminal: keys as text in, the screen as text out. Tests and the benchmark drive it so.

use std::time::{Duration, Instant};

use crokey::KeyCombination;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use unicode_width::UnicodeWidthStr;

use super::app::App;
use super::driver::{Answer, Driver, Posted};
use super::options::ConsoleOptions;
use super::run::parts;
use super::runtime::{Event, Program, Step, Tasks};

/// Signs that stand for keys without a letter.
const NAMED: [(char, KeyCode); 14] = [
    ('⏎', KeyCode::Enter),
    ('⎋', KeyCode::Esc),
    ('⇥', KeyCode::Tab),
    ('⇤', KeyCode::BackTab),
    ('⌫', KeyCode::Backspace),
    ('↑', KeyCode::Up),
    ('↓', KeyCode::Down),
    ('←', KeyCode::Left),
    ('→', KeyCode::Right),
    ('⇞', KeyCode::PageUp),
    ('⇟', KeyCode::PageDown),
    ('⇱', KeyCode::Home),
    ('⇲', KeyCode::End),
    ('␣', KeyCode::Char(' ')),
];

/// A running console and the screen it draws on.
pub struct Console {
    app: App,
    driver: Driver,
    tasks: Tasks<Posted<Answer>>,
    answers: UnboundedReceiver<Posted<Answer>>,
    terminal: ratatui::Terminal<TestBackend>,
    copied: Vec<String>,
    has_left: bool,
    /// How far the scene is ahead of the machine's clock.
    ahead: Duration,
}

impl Console {
    /// Starts a console of this size and waits for its first rows.
    pub async fn start(options: ConsoleOptions, columns: u16, rows: u16) -> Self {
        let mut console = Self::start_unsettled(options, columns, rows).await;
        console.settle().await;
        console
    }

    /// Starts a console and waits for no rows.
    pub async fn start_unsettled(options: ConsoleOptions, columns: u16, rows: u16) -> Self {
        let (app, driver, _) = parts(options).await;
        let (sender, answers) = unbounded_channel();
        let Ok(terminal) = ratatui::Terminal::new(TestBackend::new(columns, rows));
        let mut console = Self {
            app,
            driver,
            tasks: Tasks::new(sender),
            answers,
            terminal,
            copied: Vec::new(),
            has_left: false,
            ahead: Duration::ZERO,
        };
        console.happen(Event::Resized(columns, rows));
        console
    }

    /// Presses keys one after the other, waiting for what each starts; `⏎ ⎋ ⇥ ⌫ ↑ ↓ ⇞ ⇟` and `^c` are keys too.
    pub async fn press(&mut self, keys: &str) -> &mut Self {
        for key in read(keys) {
            self.happen(Event::Key(key));
            self.settle().await;
        }
        self
    }

    /// Presses keys and waits for nothing.
    pub fn strike(&mut self, keys: &str) -> &mut Self {
        for key in read(keys) {
            self.happen(Event::Key(key));
        }
        self
    }

    /// Hands in what is no key: a paste, the focus, the mouse.
    pub async fn event(&mut self, event: Event<Posted<Answer>>) -> &mut Self {
        self.happen(event);
        self.settle().await;
        self
    }

    /// Gives the terminal another size.
    pub async fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.event(Event::Resized(columns, rows)).await
    }

    /// Waits until every effect has answered or was dropped.
    pub async fn settle(&mut self) {
        loop {
            self.tasks.settle().await;
            let Ok(answer) = self.answers.try_recv() else {
                return;
            };
            self.happen(Event::Answer(answer));
        }
    }

    /// Takes in one answer as soon as there is one.
    pub async fn answer(&mut self) {
        if let Some(answer) = self.answers.recv().await {
            self.happen(Event::Answer(answer));
        }
    }

    /// The screen as text, one line a row, blanks at the ends cut off.
    pub fn screen(&mut self) -> String {
        let buffer = self.draw();
        let width = usize::from(buffer.area.width).max(1);
        let rows = buffer.content().chunks(width).map(row);
        rows.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    /// Draws one frame and returns its cells.
    pub fn draw(&mut self) -> Buffer {
        let now = self.now();
        let Ok(frame) = self.terminal.draw(|frame| self.app.view(frame, now));
        frame.buffer.clone()
    }

    /// What the terminal and both of ratatui's buffers hold after one more frame, each cell once.
    pub fn traces(&mut self) -> String {
        let drawn = self.draw();
        let spare = self.terminal.current_buffer_mut().clone();
        let shown = self.terminal.backend().buffer();
        let cells = [&drawn, &spare, shown].map(Buffer::content);
        cells.into_iter().flatten().map(Cell::symbol).collect()
    }

    /// What was sent to the terminal's clipboard so far.
    pub fn copied(&self) -> &[String] {
        &self.copied
    }

    /// Whether the operator left the console.
    pub const fn has_left(&self) -> bool {
        self.has_left
    }

    /// When the console would wake by itself; `None` while it sleeps.
    pub fn next_wakeup(&self) -> Option<Instant> {
        self.app.next_wakeup(self.now())
    }

    /// Lets time pass at a stroke: the console wakes whenever it wants to.
    pub async fn pass(&mut self, time: Duration) -> &mut Self {
        let until = self.now() + time;
        while let Some(at) = self.next_wakeup().filter(|at| *at <= until) {
            self.ahead += at.saturating_duration_since(self.now());
            self.event(Event::Woken).await;
        }
        self.ahead += until.saturating_duration_since(self.now());
        self
    }

    fn now(&self) -> Instant {
        Instant::now() + self.ahead
    }

    fn happen(&mut self, event: Event<Posted<Answer>>) {
        for step in self.app.update(event, self.now()) {
            match step {
                Step::Run(effect) => self.driver.start(effect, &self.tasks),
                Step::Copy(clip) => self.copied.push(clip.text().to_owned()),
                Step::Quit => self.has_left = true,
                Step::Repaint | Step::Suspend => {}
            }
        }
    }
}

fn read(keys: &str) -> Vec<KeyCombination> {
    let mut letters = keys.chars();
    let mut read = Vec::new();
    while let Some(letter) = letters.next() {
        let named = NAMED
            .iter()
            .find(|(sign, _)| *sign == letter)
            .map(|(_, code)| *code);
        let event = match (letter, named) {
            // As terminals send it: the shift is part of the key.
            (_, Some(KeyCode::BackTab)) => KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
            (_, Some(code)) => KeyEvent::from(code),
            ('^', None) => {
                let code = letters.next().map_or(KeyCode::Null, KeyCode::Char);
                KeyEvent::new(code, KeyModifiers::CONTROL)
            }
            (letter, None) => KeyEvent::from(KeyCode::Char(letter)),
        };
        read.push(event.into());
    }
    read
}

/// The second cell of a wide letter is left out, and so are marks of direction, which have none: columns read as they
/// are seen.
fn row(cells: &[Cell]) -> String {
    let mut hidden = 0;
    let mut text = String::new();
    for cell in cells {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        hidden = cell.symbol().width().saturating_sub(1);
        text.extend(cell.symbol().chars().filter(|letter| *letter != '\u{200e}'));
    }
    text.trim_end().to_owned()
}
