//! A running program behind its terminal; whoever waits for it has a deadline.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, MasterPty, PtySize};
use rustix::{
    fs::{Mode, OFlags},
    termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr},
};

/// Generous, since the machine may be busy; a pass never waits for it.
const DEADLINE: Duration = Duration::from_secs(20);

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this status.
    Status(u32),
    /// By a signal of this name.
    Signal(String),
}

/// A program in a terminal; dropping it kills the program.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<thread::JoinHandle<()>>,
    seen: Arc<Seen>,
}

struct Seen {
    state: Mutex<State>,
    more: Condvar,
}

struct State {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
    hung_up: bool,
}

impl State {
    /// Whether a frame was begun and not ended (synchronized output, mode 2026): half a frame is no screen.
    fn is_mid_frame(&self) -> bool {
        const MARK: &[u8] = b"\x1b[?2026";
        let mut windows = self.bytes.windows(MARK.len());
        let last = windows.rposition(|window| window == MARK);
        last.is_some_and(|at| self.bytes.get(at + MARK.len()) == Some(&b'h'))
    }
}

impl Terminal {
    pub(super) fn attach(
        master: Box<dyn MasterPty + Send>,
        child: Box<dyn Child + Send + Sync>,
        (columns, rows): (u16, u16),
    ) -> Self {
        let parser = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0);
        let state = Mutex::new(State {
            parser,
            bytes: Vec::new(),
            closed: false,
            hung_up: false,
        });
        let seen = Arc::new(Seen {
            state,
            more: Condvar::new(),
        });
        let (source, sink) = (master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let reader = Some(thread::spawn(move || read(source, &sink)));
        let writer = Some(master.take_writer().unwrap());
        Self {
            master: Some(master),
            writer,
            child,
            reader,
            seen,
        }
    }

    /// Types: text as it is, keys as the bytes a terminal sends (`"\r"`, `"\x1b[A"`).
    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("the terminal was closed");
        writer
            .write_all(keys.as_bytes())
            .and_then(|()| writer.flush())
            .expect("the program left its terminal");
    }

    /// Waits until the screen shows this text and returns the screen.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(&format!("to show {text:?}"), |screen| {
            screen.contents().contains(text)
        })
    }

    /// Waits until the screen no longer shows this text and returns the screen.
    pub fn wait_gone(&self, text: &str) -> String {
        self.wait_until(&format!("to stop showing {text:?}"), |screen| {
            !screen.contents().contains(text)
        })
    }

    /// Waits until the screen is as the caller wants; panics with the screen after the deadline or the program's end.
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> String {
        let since = Instant::now();
        let mut state = self.state();
        while state.is_mid_frame() || !wanted(state.parser.screen()) {
            let left = DEADLINE
                .checked_sub(since.elapsed())
                .filter(|_| !state.closed);
            let Some(left) = left else {
                let why = if state.closed {
                    "the program ended"
                } else {
                    "too late"
                };
                let screen = state.parser.screen().contents();
                drop(state);
                panic!("waited for the screen {what}: {why}. It shows:\n{screen}");
            };
            state = self.seen.more.wait_timeout(state, left).unwrap().0;
        }
        state.parser.screen().contents()
    }

    /// What the screen shows now, one line per row.
    pub fn screen(&self) -> String {
        self.state().parser.screen().contents()
    }

    /// Looks at the whole terminal: cursor, modes, colours.
    pub fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.state().parser.screen())
    }

    /// Every byte the program has written so far; `len()` of it is a mark to search from later.
    pub fn bytes(&self) -> Vec<u8> {
        self.state().bytes.clone()
    }

    /// How many bytes the program has written so far.
    pub fn written(&self) -> usize {
        self.state().bytes.len()
    }

    /// Waits until the program has written more than `mark` bytes.
    pub fn wait_more(&self, mark: usize) {
        let since = Instant::now();
        let mut state = self.state();
        while state.bytes.len() <= mark {
            let left = DEADLINE.checked_sub(since.elapsed());
            let left = left.expect("waited for the program to write: too late");
            assert!(!state.closed, "waited for the program to write: it ended");
            state = self.seen.more.wait_timeout(state, left).unwrap().0;
        }
    }

    /// Changes the size in columns and rows; the program gets `SIGWINCH`.
    pub fn resize(&self, columns: u16, rows: u16) {
        let master = self.master.as_ref().expect("the terminal was closed");
        self.state()
            .parser
            .set_size(at_least_one(rows), at_least_one(columns));
        master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
    }

    /// The line settings (echo, line mode, special keys …) as text, to compare.
    pub fn settings(&self) -> String {
        let master = self.master.as_ref().expect("the terminal was closed");
        format!("{:?}", master.get_termios())
    }

    /// The process number of the program.
    pub fn pid(&self) -> u32 {
        self.child
            .process_id()
            .expect("the program has no process number")
    }

    /// Takes the terminal away, as a lost connection does.
    pub fn hang_up(&mut self) {
        let master = self.master.take().expect("the terminal was closed");
        let other_side = master.tty_name().expect("the terminal has no name");
        let tty =
            rustix::fs::open(other_side, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
        // The writer types a newline and this character when it is dropped; nobody is there to type them.
        let mut modes = tcgetattr(&tty).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
        self.writer = None;
        // The reader holds the terminal open while it waits: one byte from the other side sends it home.
        self.state().hung_up = true;
        rustix::io::write(&tty, b"\0").unwrap();
        self.reader.take().map(thread::JoinHandle::join);
    }

    /// Waits for the end of the program and for its last byte.
    pub fn wait_end(&mut self) -> Ended {
        let since = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.drain(since);
                let signal = status.signal().map(str::to_owned);
                return signal.map_or_else(|| Ended::Status(status.exit_code()), Ended::Signal);
            }
            assert!(
                since.elapsed() < DEADLINE,
                "the program did not end. It shows:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn drain(&self, since: Instant) {
        let mut state = self.state();
        // A grandchild may hold the terminal open.
        while !state.closed && since.elapsed() < DEADLINE {
            state = self
                .seen
                .more
                .wait_timeout(state, Duration::from_millis(50))
                .unwrap()
                .0;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.seen.state.lock().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

fn read(mut reader: Box<dyn Read + Send>, seen: &Seen) {
    let mut chunk = [0; 4096];
    loop {
        // Linux answers EIO once nobody holds the other side.
        let count = reader.read(&mut chunk).unwrap_or(0);
        let mut state = seen.state.lock().unwrap();
        let written = if state.hung_up { &[] } else { &chunk[..count] };
        state.parser.process(written);
        state.bytes.extend_from_slice(written);
        state.closed = written.is_empty();
        seen.more.notify_all();
        if state.closed {
            return;
        }
    }
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap_or(NonZeroU16::MIN)
}
