//! The console in the operator's terminal.

use std::io;

use crossterm::event::EventStream;

use wardroom_core::model::Safe;

use super::app::{App, Operator, Setting};
use super::driver::{Driver, standing};
use super::hangup;
use super::options::ConsoleOptions;
use super::runtime::{self, Sources, Stop};
use super::signals;
use super::terminal::Terminal;

/// Runs the console until the operator leaves (`None`) or the machine says so; the terminal is restored either way.
pub async fn run(options: ConsoleOptions) -> io::Result<Option<Stop>> {
    let stop = signals::stop()?;
    let size = crossterm::terminal::size()?;
    let (setting, driver, has_mouse) = parts(options).await;
    let app = App::new(setting);
    #[cfg(debug_assertions)]
    let app = super::fault::Fragile::new(app);
    let mut app = app;
    let mut terminal = Terminal::enter(has_mouse)?;
    let sources = Sources {
        input: hangup::Guarded(EventStream::new()),
        stop,
        size,
    };
    runtime::run(&mut app, &mut terminal, sources, |effect, tasks| {
        driver.start(effect, tasks);
    })
    .await
}

/// What the state machine, the driver and the terminal each need of the options.
pub(super) async fn parts(options: ConsoleOptions) -> (Setting, Driver, bool) {
    let (operator, welcome) = operator(&options).await;
    let setting = Setting {
        secrets: options.secrets,
        theme: options.theme,
        keymap: options.keymap,
        environment: options.environment,
        directory: options.name,
        engine: options.engine,
        operator,
        welcome,
        read_only: options.read_only,
        is_live: options.is_live,
        clock: options.directory.shared_clock(),
    };
    let driver = Driver::new(options.directory, options.keys, options.host);
    (setting, driver, options.has_mouse)
}

/// Who operates at the start; a session that no longer lives leads to the sign-in, which says so.
async fn operator(options: &ConsoleOptions) -> (Operator, Option<Safe>) {
    match (&options.unsigned, &options.caller) {
        (Some(why), _) => (Operator::Unsigned(why.clone()), Some(why.clone())),
        (None, None) => (Operator::SignedOut, None),
        (None, Some(caller)) => match standing(&options.directory, caller.clone()).await {
            Ok(signed) => (Operator::Signed(signed), None),
            Err(error) => (Operator::SignedOut, Some(error.to_string().into())),
        },
    }
}
