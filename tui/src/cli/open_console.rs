//! The one place where the command line hands over to the console.

use std::sync::Arc;

use wardroom_core::Directory;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::Access;
use wardroom_core::model::{Caller, Safe};

use super::demo::Stay;
use super::desk;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::host;
use super::settings::Settings;
use crate::console::ConsoleOptions;
use crate::console::theme::{ASCII, Level, Name, Theme, UNICODE, Wish};
use crate::console::widget::frame::Environment;

/// A console about to be opened. It is prepared on any thread and run on the main one.
pub(crate) struct Visit {
    options: ConsoleOptions,
    /// What is cleared away when the operator leaves.
    demo: Option<Stay>,
}

/// Prepares the console of the configured directory, signed in if a session is saved.
pub(crate) async fn prepare(settings: &Settings) -> Outcome<Visit> {
    let directory = desk::directory(settings, Access::Write).await?;
    let caller = match desk::caller(settings, &directory).await {
        // A session that ended meanwhile: signing in is what the console opens with.
        Err(fail) if fail.exit() == Exit::SignedOut => None,
        caller => caller?,
    };
    let name = settings.target()?.to_string();
    // Without the key one can look around with a saved session, and the sign-in says what is missing.
    let keys = settings.operator_key().ok();
    Visit::new(settings, directory, &name, caller, keys).await
}

impl Visit {
    /// A console of `directory`, called `name`.
    pub(crate) async fn new(
        settings: &Settings,
        directory: Directory,
        name: &str,
        caller: Option<Caller>,
        keys: Option<KeyRing>,
    ) -> Outcome<Self> {
        if !std::io::IsTerminal::is_terminal(&std::io::stdout()) {
            let why = "the console needs a terminal; use a command, or --plain for lines and numbers; see --help";
            return Err(Fail::new(Exit::NeedsTerminal, why));
        }
        let environment = settings.environment();
        let options = ConsoleOptions {
            engine: Safe::new(&directory.engine_version().await?),
            directory,
            name: Safe::new(name),
            environment: if environment.is_production() {
                Environment::Production
            } else {
                Environment::Elsewhere(Safe::new(&environment.label().to_uppercase()))
            },
            keys: keys.map(Arc::new),
            host: host(),
            caller,
            unsigned: None,
            read_only: None,
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
        let directory = self.options.directory.clone();
        let ended = crate::console::run(self.options).await;
        directory.close().await;
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
