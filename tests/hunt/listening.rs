//! All that this process logs, down to the finest grain, whoever says it on whichever thread.

use std::io::{self, Write};
use std::sync::{Mutex, Once, PoisonError};

use tracing::level_filters::LevelFilter;

static TAPE: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Tape;

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut tape = TAPE.lock().unwrap_or_else(PoisonError::into_inner);
        tape.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// From now on.
pub(crate) fn begin() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(|| Tape)
            .init();
    });
}

/// What was said until now.
pub(crate) fn heard() -> Vec<u8> {
    let tape = TAPE.lock().unwrap_or_else(PoisonError::into_inner);
    tape.clone()
}
