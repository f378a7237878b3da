//! The console in the operator's terminal.

use std::io;

use crossterm::event::EventStream;

use super::app::{App, Setting};
use super::driver::{Arrival, Driver};
use super::hangup;
use super::options::ConsoleOptions;
use super::runtime::{self, Sources, Stop};
use super::signals;
use super::terminal::Terminal;

/// Runs the console until the operator leaves (`None`) or the machine says so; the terminal is restored either way.
pub async fn run(options: ConsoleOptions) -> io::Result<Option<Stop>> {
    let stop = signals::stop()?;
    let size = crossterm::terminal::size()?;
    let (app, mut driver, has_mouse) = parts(options).await;
    #[cfg(debug_assertions)]
    let app = super::fault::Fragile::new(app);
    let mut app = app;
    let mut terminal = Terminal::enter(has_mouse)?;
    let sources = Sources {
        input: hangup::Guarded(EventStream::new()),
        stop,
        size,
    };
    let ended = runtime::run(&mut app, &mut terminal, sources, |effect, tasks| {
        driver.start(effect, tasks);
    })
    .await;
    driver.close().await;
    ended
}

/// What the terminal's state machine and its driver need of the options.
pub(super) async fn parts(options: ConsoleOptions) -> (App, Driver, bool) {
    let arrival = Arrival::at(options.opened).await;
    let names = options.directories.as_ref().map(|all| all.names());
    let setting = Setting {
        secrets: options.secrets,
        theme: options.theme,
        keymap: options.keymap,
        is_live: options.is_live,
        directories: names.unwrap_or_default(),
    };
    let app = App::new(setting, arrival.site);
    let driver = Driver::new(arrival.ground, options.directories, options.host);
    (app, driver, options.has_mouse)
}
