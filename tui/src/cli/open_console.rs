//! The one place where the command line hands over to the console.

use std::sync::Arc;

use super::demo::Stay;
use super::directories::{self, Configured};
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::host;
use super::settings::Settings;
use crate::console::theme::{ASCII, Level, Name, Theme, UNICODE, Wish};
use crate::console::{ConsoleOptions, Opened};

/// A console about to be opened. It is prepared on any thread and run on the main one.
pub(crate) struct Visit {
    options: ConsoleOptions,
    /// What is cleared away when the operator leaves.
    demo: Option<Stay>,
}

/// Prepares the console of the configured directory, signed in if a session is saved.
pub(crate) async fn prepare(settings: &Settings) -> Outcome<Visit> {
    Visit::new(settings, directories::opened(settings).await?)
}

fn on_a_terminal() -> Outcome {
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        return Ok(());
    }
    let why =
        "the console needs a terminal; use a command, or --plain for lines and numbers; see --help";
    Err(Fail::new(Exit::NeedsTerminal, why))
}

impl Visit {
    /// A console that begins at `opened`.
    pub(crate) fn new(settings: &Settings, opened: Opened) -> Outcome<Self> {
        on_a_terminal()?;
        let options = ConsoleOptions {
            opened,
            directories: Some(Arc::new(Configured::new(settings)?)),
            host: host(),
            secrets: settings.secrets,
            theme: theme(settings),
            keymap: settings.keymap.clone(),
            is_live: settings.look.live,
            has_mouse: settings.look.mouse,
        };
        Ok(Self {
            options,
            demo: None,
        })
    }

    /// The same, in a demo that ends with it.
    pub(crate) fn within(mut self, demo: Stay) -> Self {
        self.demo = Some(demo);
        self
    }

    /// Runs the console until the operator leaves.
    pub(crate) async fn run(self, settings: &Settings) -> Outcome {
        // Where it cannot be made the report is shown instead.
        drop(settings.places.make_state());
        crate::console::panic::install_hook(settings.places.state());
        let ended = crate::console::run(self.options).await;
        if let Some(demo) = self.demo {
            demo.end(settings)?;
        }
        match ended? {
            None => Ok(()),
            Some(stop) => Err(Fail::Shown(stop.into())),
        }
    }
}

fn theme(settings: &Settings) -> Theme {
    let wish = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<Wish>().ok());
    let look = &settings.look;
    let level = Level::choose(wish(&settings.global.color), wish(&look.color), |name| {
        std::env::var(name).ok()
    });
    let name = look.theme.as_deref().and_then(|t| t.parse::<Name>().ok());
    let glyphs = if look.ascii { &ASCII } else { &UNICODE };
    Theme::new(name.unwrap_or_default(), level, glyphs)
}
