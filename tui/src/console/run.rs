//! The console in the operator's terminal.

use std::io;

use crossterm::event::EventStream;

use super::app::{App, Setting};
use super::driver::Driver;
use super::options::ConsoleOptions;
use super::runtime::{self, Sources, Stop};
use super::signals;
use super::terminal::Terminal;

/// Runs the console until the operator leaves (`None`) or the machine says so; the terminal is restored either way.
pub async fn run(options: ConsoleOptions) -> io::Result<Option<Stop>> {
    let stop = signals::stop()?;
    let size = crossterm::terminal::size()?;
    let (setting, driver, has_mouse) = parts(options);
    let mut app = App::new(setting);
    let mut terminal = Terminal::enter(has_mouse)?;
    let sources = Sources {
        input: EventStream::new(),
        stop,
        size,
    };
    runtime::run(&mut app, &mut terminal, sources, |effect, tasks| {
        driver.start(effect, tasks);
    })
    .await
}

/// What the state machine, the driver and the terminal each need of the options.
pub(super) fn parts(options: ConsoleOptions) -> (Setting, Driver, bool) {
    let setting = Setting {
        theme: options.theme,
        keymap: options.keymap,
        environment: options.environment,
        directory: options.name,
        engine: options.engine,
        operator: options.operator,
        clock: options.directory.shared_clock(),
    };
    (setting, Driver::new(options.directory), options.has_mouse)
}
