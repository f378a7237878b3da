//! The console as a state machine: a stack of screens, what lies over it, and the facts every screen shows.

mod apply;
mod arrive;
mod live;
mod offers;
mod operator;
mod update;
mod view;
mod worker;
mod worth;

use std::sync::Arc;
use std::time::Instant;

use ratatui::layout::Size;
use wardroom_core::clock::Clock;
use wardroom_core::layout::Layout;
use wardroom_core::model::Safe;

use super::driver::Seat;
use super::keymap::{Command, Keymap};
use super::options::Secrets;
use super::screen::{Context, Screen};
use super::theme::Theme;
use super::widget::frame::{Environment, SMALLEST};
use super::widget::help::Help;
use super::widget::palette::Palette;
use super::widget::status::Status;

use live::Live;
use worker::Heard;

pub use operator::{Operator, Signed};

/// What the console is told once.
pub struct Setting {
    /// What may be done with secrets that are shown once.
    pub secrets: Secrets,
    /// The look.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// Whether screens look again by themselves from the start.
    pub is_live: bool,
    /// The directories one can go to, by name.
    pub directories: Vec<String>,
}

/// The directory the console is at, and who operates it.
pub struct Site {
    /// Where it stands.
    pub environment: Environment,
    /// Its name.
    pub directory: Safe,
    /// Engine and version.
    pub engine: Safe,
    /// Who operates.
    pub operator: Operator,
    /// What to say first.
    pub welcome: Option<Safe>,
    /// Why nothing may be changed, whoever signs in.
    pub read_only: Option<Safe>,
    /// What can be done there at all.
    pub layout: Layout,
    /// For ages and for what is due.
    pub clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("directory", &self.directory)
            .finish_non_exhaustive()
    }
}

/// A screen on the stack.
struct Seated {
    seat: Seat,
    screen: Box<dyn Screen>,
}

/// What lies over every screen.
enum Over {
    Nothing,
    Help(Help),
    Palette(Box<Palette<offers::Deed>>),
}

/// The console's whole state.
pub struct App {
    setting: Setting,
    site: Site,
    stack: Vec<Seated>,
    seats: u64,
    over: Over,
    status: Status,
    latency: Safe,
    worker: Heard,
    live: Live,
    size: Size,
}

impl App {
    /// The console before its first event.
    pub fn new(mut setting: Setting, site: Site) -> Self {
        let (secrets, is_live) = (setting.secrets, setting.is_live);
        for (is_allowed, command) in [
            (secrets.copy, Command::CopySecret),
            (secrets.save, Command::SaveSecret),
            (!setting.directories.is_empty(), Command::Directories),
        ] {
            if !is_allowed {
                setting.keymap.unhint(command);
            }
        }
        let mut app = Self {
            setting,
            site,
            stack: Vec::new(),
            seats: 0,
            over: Over::Nothing,
            status: Status::default(),
            latency: Safe::default(),
            worker: Heard::default(),
            live: Live::new(is_live),
            size: Size::default(),
        };
        let first = app.arrive();
        app.seat(first);
        app
    }

    /// Lets somebody operate, within what the console as a whole allows.
    fn operate(&mut self, mut operator: Operator) {
        if let Operator::Signed(signed) = &mut operator {
            signed.read_only.clone_from(&self.site.read_only);
        }
        self.site.operator = operator;
    }

    fn seat(&mut self, screen: Box<dyn Screen>) {
        self.seats += 1;
        let seat = Seat(self.seats);
        self.stack.push(Seated { seat, screen });
    }

    fn context(&self, now: Instant) -> Context<'_> {
        Context {
            now,
            at: self.site.clock.now(),
            operator: &self.site.operator,
            theme: &self.setting.theme,
            keymap: &self.setting.keymap,
            layout: &self.site.layout,
            secrets: self.setting.secrets,
            is_revealed: false,
        }
    }

    const fn is_too_small(&self) -> bool {
        self.size.width < SMALLEST.0 || self.size.height < SMALLEST.1
    }

    /// The room between the frame's rows.
    const fn body(&self) -> Size {
        Size {
            width: self.size.width,
            height: self.size.height.saturating_sub(4),
        }
    }
}
