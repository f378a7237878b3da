//! The terminal we borrow: taken with every mode we use, given back on leaving, on an error, on a panic and on drop.
//! Our own forms that return errors: ratatui's `restore` prints, and so panics, when the terminal is already gone.

use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue, style};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal as Screenful};

use super::residue::Residue;
use super::runtime::Screen;

/// Whether the terminal is ours at this moment: the panic hook must not touch one we never took.
static IS_TAKEN: AtomicBool = AtomicBool::new(false);

/// A whole frame is some kilobytes; written at once it never shows half.
const FRAME_BYTES: usize = 64 * 1024;

/// The operator's terminal while the console owns it.
pub struct Terminal {
    /// Never dropped: ratatui's own drop prints an error when the terminal is gone, and printing to nobody panics.
    screenful: ManuallyDrop<Screenful<CrosstermBackend<BufWriter<Stdout>>>>,
    has_mouse: bool,
    residue: Residue,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, focus reports and, if asked, the mouse.
    pub fn enter(has_mouse: bool) -> io::Result<Self> {
        // The theme decides about colours; crossterm's own switch would cut the cursor row in two.
        style::force_color_output(true);
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        let terminal = Self {
            screenful: ManuallyDrop::new(Screenful::new(backend)?),
            has_mouse,
            residue: Residue::default(),
        };
        try_enter(has_mouse)?;
        Ok(terminal)
    }

    /// Gives the mouse back to the terminal for selecting text, or takes it again.
    pub fn set_mouse(&mut self, has_mouse: bool) -> io::Result<()> {
        self.has_mouse = has_mouse;
        if has_mouse {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }
}

impl Screen for Terminal {
    fn draw(&mut self, render: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.screenful.backend_mut(), BeginSynchronizedUpdate)?;
        let residue = &mut self.residue;
        let drawn = self.screenful.draw(|frame| {
            render(frame);
            residue.sweep(frame.buffer_mut());
        });
        let drawn = drawn.map(drop);
        queue!(self.screenful.backend_mut(), EndSynchronizedUpdate)?;
        self.screenful.backend_mut().flush()?;
        drawn
    }

    fn repaint(&mut self) -> io::Result<()> {
        // Part of the frame that follows: the empty screen must not be seen.
        queue!(self.screenful.backend_mut(), BeginSynchronizedUpdate)?;
        // ratatui's `clear` asks the terminal where its cursor is, and our own event stream would swallow the answer.
        let size = self.screenful.size()?;
        self.screenful.resize(Rect::from((Position::ORIGIN, size)))
    }

    fn suspend(&mut self) -> io::Result<()> {
        try_restore()?;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        try_enter(self.has_mouse)?;
        self.repaint()
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A vanished terminal cannot be told anything, and nobody is left to read about it.
        drop(try_restore());
    }
}

fn try_enter(has_mouse: bool) -> io::Result<()> {
    IS_TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        cursor::Hide,
        EnableBracketedPaste,
        EnableFocusChange
    )?;
    if has_mouse {
        execute!(io::stdout(), EnableMouseCapture)
    } else {
        Ok(())
    }
}

/// Gives the terminal back, once however often it is called; the first error is returned after everything was tried.
pub fn try_restore() -> io::Result<()> {
    if !IS_TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let told = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let cooked = disable_raw_mode();
    told.and(cooked)
}
