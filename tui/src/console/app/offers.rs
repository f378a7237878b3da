//! What the palette offers: the places, and the deeds of the screen on top with the reason where one is off.

use std::time::Instant;

use wardroom_core::model::Safe;

use super::App;
use super::update::Steps;
use crate::console::keymap::{Command, View};
use crate::console::screen::{Input, Offer, PLACES, Screen};
use crate::console::widget::palette::{Entry, Kind};

/// What a chosen entry does.
#[derive(Clone, Copy)]
pub(super) enum Deed {
    Go(fn() -> Box<dyn Screen>),
    Do(Command),
    /// To the directory of this index.
    Visit(usize),
    Quit,
}

/// Deeds of every screen.
const ALWAYS: [Command; 4] = [
    Command::Help,
    Command::Refresh,
    Command::Live,
    Command::CopyCommand,
];

impl App {
    pub(super) fn deeds(&self, now: Instant) -> Vec<Entry<Deed>> {
        let Some(top) = self.stack.last() else {
            return Vec::new();
        };
        let offered = top.screen.offers(&self.context(now));
        let always = ALWAYS.map(|command| Offer {
            command,
            about: Safe::default(),
            off: None,
        });
        let deeds = offered.into_iter().chain(always).map(|offer| Entry {
            kind: Kind::Do,
            label: offer.command.does().into(),
            about: offer.about,
            key: self.setting.keymap.key_of(top.screen.view(), offer.command),
            refusal: offer.off.map(|off| off.to_string().into()),
            value: Deed::Do(offer.command),
        });
        let places = PLACES.iter().map(|(name, open)| Entry {
            kind: Kind::Go,
            label: (*name).into(),
            about: Safe::default(),
            key: None,
            refusal: None,
            value: Deed::Go(*open),
        });
        let quit = Entry {
            kind: Kind::Do,
            label: "quit".into(),
            about: Safe::default(),
            key: self
                .setting
                .keymap
                .key_of(top.screen.view(), Command::Interrupt),
            refusal: None,
            value: Deed::Quit,
        };
        deeds
            .chain(places)
            .chain(self.visits(top.screen.view()))
            .chain([quit])
            .collect()
    }

    /// The list of directories, and each of them by its name.
    fn visits(&self, view: View) -> impl Iterator<Item = Entry<Deed>> {
        let go = |label: String, about: &str, key, value| Entry {
            kind: Kind::Go,
            label: label.as_str().into(),
            about: about.into(),
            key,
            refusal: None,
            value,
        };
        let key = self.setting.keymap.key_of(view, Command::Directories);
        let does = Command::Directories.does();
        let list = go("dir".to_owned(), does, key, Deed::Do(Command::Directories));
        let all = self.setting.directories.iter().enumerate();
        let each =
            all.map(move |(index, name)| go(format!("dir {name}"), "", None, Deed::Visit(index)));
        [list].into_iter().chain(each)
    }

    pub(super) fn take(&mut self, deed: Deed, now: Instant) -> Steps {
        match deed {
            Deed::Go(open) => self.go(open(), now),
            Deed::Do(
                command @ (Command::Help
                | Command::Live
                | Command::CopyCommand
                | Command::Directories),
            ) => self.command(command, now),
            Deed::Visit(index) => self.directories(Some(index), now),
            Deed::Do(command) => self.give(
                self.stack.len().saturating_sub(1),
                Input::Command(command),
                now,
            ),
            Deed::Quit => vec![crate::console::runtime::Step::Quit],
        }
    }
}
