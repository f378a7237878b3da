//! The list of directories: where each stands, its address, and whether one is signed in. One that is chosen is opened
//! while the old one stays; only when it answers does the console go there.

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::Safe;

use super::text::{Text, fitting};
use crate::console::directories::Listed;
use crate::console::driver::{Answer, Arrival, Effect};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Input, Next, Screen};
use crate::console::theme::{Mark, Role};
use crate::console::ticket::Slot;
use crate::console::twin;
use crate::console::widget::dialog::Dialog;
use crate::console::widget::listing::Listing;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;
use crate::console::widget::table::{Column, Table, Width};

/// With room for an address; a narrower screen has all of its columns.
const WIDTH: u16 = 104;
/// Directories in sight at once.
const MOST: usize = 10;
/// Rows for the edges and the heading.
const AROUND: u16 = 3;

const COLUMNS: [Column; 4] = [
    column("ENVIRONMENT", Width::Fixed(12), 1),
    column("NAME", Width::Fill(12), 0),
    column("ADDRESS", Width::Fill(18), 2),
    column("SESSION", Width::Fixed(23), 0),
];

const fn column(title: &'static str, width: Width, rank: u8) -> Column {
    Column {
        title,
        width,
        rank,
        is_right: false,
    }
}

/// The list while it is open.
#[derive(Debug)]
struct Picker {
    /// The directory that is open.
    here: Safe,
    listed: Vec<Listed>,
    listing: Listing<String>,
    looking: Slot,
    /// The one that is being opened, or failed to.
    wanted: Option<String>,
    opening: Slot,
    trouble: Option<Safe>,
}

/// The list of directories, seen from `here`; one that is `wanted` is opened at once.
pub fn open(here: Safe, wanted: Option<String>) -> Box<dyn Screen> {
    Box::new(Picker {
        here,
        listed: Vec::new(),
        listing: Listing::default(),
        looking: Slot::default(),
        wanted,
        opening: Slot::default(),
        trouble: None,
    })
}

impl Picker {
    fn begin(&mut self, context: &Context<'_>) -> Vec<Next> {
        let ticket = self.looking.start(context.now);
        let mut next = vec![Next::Run(Effect::List(ticket))];
        next.extend(self.wanted.clone().map(|name| self.visit(name, context)));
        next
    }

    fn visit(&mut self, name: String, context: &Context<'_>) -> Next {
        self.trouble = None;
        self.wanted = Some(name.clone());
        Next::Run(Effect::Visit(self.opening.start(context.now), name))
    }

    fn obey(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        match command {
            Command::Back if self.opening.cancel() => {
                self.trouble = Some("stopped".into());
            }
            Command::Back => return vec![Next::Back],
            _ if self.opening.is_loading() => {}
            Command::Open => return self.choose(context),
            other => drop(self.listing.obey(other)),
        }
        Vec::new()
    }

    fn choose(&mut self, context: &Context<'_>) -> Vec<Next> {
        match self.listing.selected().cloned() {
            None => Vec::new(),
            Some(name) if self.is_here(&name) => {
                let says = format!("{} is open already", self.here);
                vec![Next::Back, Next::note(says.as_str())]
            }
            Some(name) => vec![self.visit(name, context)],
        }
    }

    fn is_here(&self, name: &str) -> bool {
        Safe::new(name) == self.here
    }

    fn listed(&mut self, listed: Vec<Listed>) {
        let names: Vec<String> = listed.iter().map(|one| one.name.clone()).collect();
        let is_first = |name: &&String| match &self.wanted {
            Some(wanted) => *name == wanted,
            None => self.is_here(name),
        };
        let at = names.iter().position(|name| is_first(&name));
        self.listing.resize(MOST);
        self.listing.replace(names);
        self.listing.select_in_window(at.unwrap_or_default());
        self.listed = listed;
    }

    fn arrived(&mut self, arrived: Result<Box<Arrival>, Safe>) -> Vec<Next> {
        match arrived {
            Ok(arrival) => vec![Next::Enter(arrival)],
            Err(why) => {
                self.trouble = Some(why);
                Vec::new()
            }
        }
    }

    fn lines(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let mut text = Text::new(columns);
        if let Some(trouble) = &self.trouble {
            text.marked(Mark::Warn, trouble.as_str());
            text.dim(&format!("   {} stays open", self.here));
        }
        if self.opening.is_loading() {
            let name = Safe::new(self.wanted.as_deref().unwrap_or_default());
            let sign = self.opening.spinner(context.now);
            let sign = sign.map_or("", |due| spinner::sign(due, context.theme.glyphs));
            let key = context.key(View::Directories, Command::Back);
            let says = format!(
                "{sign} connecting to {name}; {key} stops, and {} stays open",
                self.here
            );
            text.plain(says.trim_start());
        }
        text.lines
    }

    fn cells(&self, index: usize) -> Vec<Phrase> {
        let Some(one) = self.listing.key_at(index).and_then(|name| {
            let mut listed = self.listed.iter();
            listed.find(|one| one.name == *name)
        }) else {
            return Vec::new();
        };
        vec![
            one.environment.badge(),
            Phrase::new().text(one.name.as_str()),
            Phrase::new().say(Role::Dim, &one.address),
            self.stands(one),
        ]
    }

    fn stands(&self, one: &Listed) -> Phrase {
        let (mark, says) = if self.is_here(&one.name) {
            (Mark::Ok, "open")
        } else if one.has_session {
            (Mark::Fine, "signed in")
        } else {
            (Mark::Absent, "signed out")
        };
        let read_only = if one.is_read_only { ", read-only" } else { "" };
        Phrase::new()
            .shape(mark)
            .text(" ")
            .text(format!("{says}{read_only}"))
    }
}

impl Screen for Picker {
    fn view(&self) -> View {
        View::Directories
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened => return self.begin(context),
            Input::Command(command) => return self.obey(command, context),
            Input::Answer(Answer::Listed(ticket, listed)) if self.looking.accept(&ticket) => {
                self.listed(listed);
            }
            Input::Answer(Answer::Arrived(ticket, arrived)) if self.opening.accept(&ticket) => {
                return self.arrived(arrived);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(WIDTH.min(area.width)).saturating_sub(4);
        let shown = u16::try_from(self.listed.len().clamp(1, MOST)).unwrap_or(1);
        let room = usize::from(area.height.saturating_sub(shown + AROUND));
        let dialog = Dialog {
            title: Phrase::new().say(Role::Title, "directories"),
            lines: fitting(self.lines(columns, context), room),
            rows: shown + 1,
            width: WIDTH,
            hints: context
                .keymap
                .hints(View::Directories, columns.saturating_sub(2)),
        };
        let rest = dialog.draw(frame, area, context.theme);
        let table = Table {
            columns: &COLUMNS,
            sorted: None,
            is_stale: self.opening.is_loading(),
        };
        table.draw(frame, rest, context.theme, &self.listing, |index| {
            self.cells(index)
        });
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.opening.next_wakeup(now)
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn twin(&self) -> Option<String> {
        let name = self.listing.selected()?;
        Some(twin::command(["--directory", name.as_str()]))
    }
}
