//! What each input does to the user's screen.

use ratatui::layout::Size;
use wardroom_core::action::{Action, RevealUser};
use wardroom_core::model::Safe;

use super::User;
use super::tab::{TABS, Tab};
use crate::console::dialog::deed::{self, Target, Thing};
use crate::console::keymap::Command;
use crate::console::screen::{Context, Input, Next, Off, Offer};

/// Rows above the list of a tab, its heading included.
const ABOVE: u16 = 3;

impl User {
    pub(super) fn take(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        match input {
            Input::Opened | Input::Uncovered(true) => self.load(context),
            Input::Resized(size) => {
                self.fit(size);
                Vec::new()
            }
            Input::Command(command) => self.command(command, context),
            Input::Answer(answer) => self.answer(answer, context),
            Input::Revealed(user) if user == self.line.user.id => {
                self.mask(false, context);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn command(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        if let Some(tab) = Tab::of(command) {
            self.tab = tab;
            return self.load_older(context);
        }
        match command {
            Command::NextPane => self.tab = self.tab.beside(1),
            Command::PreviousPane => self.tab = self.tab.beside(TABS - 1),
            Command::NextRecord => return self.neighbour(1),
            Command::PreviousRecord => return self.neighbour(-1),
            Command::Refresh => return self.load(context),
            Command::Reveal => return vec![self.reveal(context)],
            Command::CopyValue => return self.copy(),
            Command::Back | Command::Leave => return self.step_back(command, context),
            other => {
                let asked = deed::ask(other, &self.line, self.protection, context)
                    .or_else(|| deed::ask_of(other, &self.target(), context));
                if let Some(next) = asked {
                    return next;
                }
                self.move_cursor(other);
                return self.load_older(context);
            }
        }
        Vec::new()
    }

    fn neighbour(&self, by: isize) -> Vec<Next> {
        vec![Next::Below(Input::Neighbour(by, self.tab.command()))]
    }

    /// Esc cancels what loads, then masks what was revealed, before it leaves.
    fn step_back(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        let cancelled = [
            self.fresh.cancel(),
            self.guarded.cancel(),
            self.living.cancel(),
            self.helped.cancel(),
            self.sessions.cancel(),
            self.factors.cancel(),
            self.codes.cancel(),
            self.timeline.cancel(),
            self.access.cancel(),
            self.reasons.cancel(),
        ];
        if command == Command::Back && cancelled.contains(&true) {
            vec![Next::note("cancelled")]
        } else if command == Command::Back && self.is_revealed {
            self.mask(true, context);
            vec![Next::note("masked again")]
        } else {
            vec![Next::Back]
        }
    }

    fn mask(&mut self, is_masked: bool, context: &Context<'_>) {
        self.is_revealed = !is_masked;
        self.login = self.seen(context).login(&self.line.user);
    }

    fn reveal(&self, context: &Context<'_>) -> Next {
        match not_to_reveal(context) {
            Some(why) => Next::note(format!("not now: {why}").as_str()),
            None => Next::Open(deed::reveal(self.line.user.id.clone(), self.login.clone())),
        }
    }

    fn move_cursor(&mut self, command: Command) {
        match self.tab {
            Tab::Sessions => drop(self.sessions.listing.obey(command)),
            Tab::Factors => drop(self.factors.listing.obey(command)),
            Tab::Codes => drop(self.codes.listing.obey(command)),
            Tab::Timeline => drop(self.timeline.listing.obey(command)),
            Tab::Access => drop(self.access.listing.obey(command)),
            Tab::Overview => {}
        }
    }

    /// What the cursor is on in the list in sight.
    fn target(&self) -> Target<'_> {
        let thing = match self.tab {
            Tab::Sessions => self.sessions.selected().map(Thing::Session),
            Tab::Factors => self.factors.selected().map(Thing::Factor),
            Tab::Access => self.access.selected().map(Thing::Access),
            Tab::Overview | Tab::Codes | Tab::Timeline => None,
        };
        Target {
            thing: thing.unwrap_or(Thing::None),
            user: &self.line.user.id,
            login: &self.login,
            protection: self.protection,
        }
    }

    /// The id of what the cursor is on: ids are no secrets and no names.
    fn copy(&self) -> Vec<Next> {
        let id = match self.tab {
            Tab::Sessions => self
                .sessions
                .selected()
                .map(|session| session.id.to_string()),
            Tab::Factors => self.factors.selected().map(|factor| factor.id.to_string()),
            Tab::Codes => self.codes.selected().map(|set| set.id.to_string()),
            Tab::Access => self.access.selected().map(|row| row.id().to_string()),
            Tab::Overview | Tab::Timeline => Some(self.line.user.id.to_string()),
        };
        id.map(Next::Copy).into_iter().collect()
    }

    fn fit(&mut self, size: Size) {
        let height = usize::from(size.height.saturating_sub(ABOVE));
        self.sessions
            .listing
            .resize(height.saturating_sub(super::sessions::PANEL.into()));
        self.access
            .listing
            .resize(height.saturating_sub(super::access::PANEL.into()));
        let beside = height.saturating_sub(super::aftermath::PANEL.into());
        self.factors.listing.resize(beside);
        self.codes.listing.resize(beside);
        self.timeline.listing.resize(height);
    }

    /// For the palette: each deed with the reason where it is off.
    pub(super) fn deeds(&self, context: &Context<'_>) -> Vec<Offer> {
        let reveal = Offer {
            command: Command::Reveal,
            about: self.login.clone(),
            off: not_to_reveal(context).map(Off::Now),
        };
        let of_things = deed::offers_of(&self.target(), context);
        let of_user = deed::offers(&self.line, self.protection, context);
        let all = of_things.into_iter().chain([reveal]);
        all.chain(of_user).collect()
    }
}

/// Why what is masked cannot be asked for.
fn not_to_reveal(context: &Context<'_>) -> Option<Safe> {
    let refusal = context.operator.caller_as(RevealUser::SPEC.least).err();
    refusal.or_else(|| (!context.is_masked()).then(|| Safe::new("nothing is masked here")))
}
