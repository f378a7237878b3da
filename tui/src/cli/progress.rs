//! What takes over a second says so on standard error, when a person is there to read it.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::settings::Settings;

/// A bar or spinner, shown only on a terminal and only after a second.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// For work of unknown length.
    pub(crate) fn spinner(settings: &Settings, doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, target(settings));
        bar.set_message(doing);
        bar.enable_steady_tick(Duration::from_secs(1));
        Self(bar)
    }

    /// For `total` things.
    pub(crate) fn of(settings: &Settings, total: u64, doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total), target(settings));
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(doing);
        Self(bar)
    }

    /// So many are done.
    pub(crate) fn at(&self, done: u64) {
        self.0.set_position(done);
    }

    /// Takes it off the screen.
    pub(crate) fn clear(self) {
        self.0.finish_and_clear();
    }
}

fn target(settings: &Settings) -> ProgressDrawTarget {
    if stderr().is_terminal() && !settings.global.plain {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    }
}
