//! One user: why they cannot sign in first, then what guards the account, what happened to it and what lets them in.

mod access;
mod aftermath;
mod codes;
mod factors;
mod facts;
mod load;
mod overview;
mod part;
mod sessions;
mod tab;
mod table;
mod timeline;
mod update;
mod why;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::Rect;
use wardroom_core::model::{
    AccessCursor, AccessRow, CodeSet, Factor, Finding, Moment, RecoveryStatus, Safe, Session,
    TimeCursor, TimelineCursor, Ts, UserLine,
};

use self::part::Part;
use self::tab::Tab;
pub(crate) use self::timeline::{what, who};
use super::{Context, Input, Next, Offer, Screen};
use crate::console::keymap::{Command, View};
use crate::console::ticket::Slot;
use crate::console::twin;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::spinner;
use crate::console::words;

/// The screen's state.
#[derive(Debug)]
pub struct User {
    line: UserLine,
    login: Safe,
    /// Whether a reason was given to see what is masked.
    is_revealed: bool,
    tab: Tab,
    fresh: Slot,
    guarded: Slot,
    /// By what it is protected from all but admins.
    protection: Option<&'static str>,
    living: Slot,
    sessions: Part<Session, TimeCursor>,
    factors: Part<Factor>,
    codes: Part<CodeSet>,
    timeline: Part<Moment, TimelineCursor>,
    access: Part<AccessRow, AccessCursor>,
    reasons: Slot,
    findings: Option<Vec<Finding>>,
    helped: Slot,
    aftermath: Option<RecoveryStatus>,
    as_of: Ts,
}

/// The user of this row, at the tab this command names.
pub fn open(line: UserLine, tab: Command, context: &Context<'_>) -> Box<dyn Screen> {
    Box::new(User {
        login: context.login(&line.user),
        line,
        is_revealed: false,
        tab: Tab::of(tab).unwrap_or(Tab::Overview),
        fresh: Slot::default(),
        guarded: Slot::default(),
        protection: None,
        living: Slot::default(),
        sessions: Part::default(),
        factors: Part::default(),
        codes: Part::default(),
        timeline: Part::default(),
        access: Part::default(),
        reasons: Slot::default(),
        findings: None,
        helped: Slot::default(),
        aftermath: None,
        as_of: context.at,
    })
}

impl User {
    fn slots(&self) -> impl Iterator<Item = &Slot> {
        let facts = [
            &self.fresh,
            &self.guarded,
            &self.living,
            &self.reasons,
            &self.helped,
        ];
        let parts = [
            self.sessions.slots(),
            self.factors.slots(),
            self.codes.slots(),
            self.timeline.slots(),
            self.access.slots(),
        ];
        facts.into_iter().chain(parts.into_iter().flatten())
    }

    /// What holds while this user's personal data may be seen.
    fn seen<'a>(&self, context: &Context<'a>) -> Context<'a> {
        Context {
            is_revealed: self.is_revealed,
            ..*context
        }
    }

    fn count(&self, tab: Tab) -> Option<i64> {
        match tab {
            Tab::Sessions => Some(self.line.sessions),
            Tab::Factors => Some(self.line.totp + self.line.passkeys),
            Tab::Codes => {
                let sets = self.codes.rows();
                let is_known = !self.codes.is_unknown() && sets.iter().all(CodeSet::is_counted);
                is_known.then(|| sets.iter().map(|set| set.remaining(self.as_of)).sum())
            }
            Tab::Access => self.access.total(),
            Tab::Overview | Tab::Timeline => None,
        }
    }
}

impl Screen for User {
    fn view(&self) -> View {
        self.tab.view()
    }

    fn update(&mut self, input: Input, context: &Context<'_>) -> Vec<Next> {
        self.take(input, &self.seen(context))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let context = &self.seen(context);
        let body = tab::draw(frame, area, context.theme, self.tab, |tab| self.count(tab));
        match self.tab {
            Tab::Overview => self.draw_overview(frame, body, context),
            Tab::Sessions => self.draw_sessions(frame, body, context),
            Tab::Factors => {
                let list = self.draw_aftermath(frame, body, context);
                self.draw_factors(frame, list, context);
            }
            Tab::Codes => {
                let list = self.draw_aftermath(frame, body, context);
                self.draw_codes(frame, list, context);
            }
            Tab::Timeline => self.draw_timeline(frame, body, context),
            Tab::Access => self.draw_access(frame, body, context),
        }
    }

    fn crumbs(&self) -> Vec<Phrase> {
        vec![Phrase::from(&self.login)]
    }

    fn facts(&self, context: &Context<'_>) -> Vec<(u8, Phrase)> {
        let busy = self.slots().find_map(|slot| slot.spinner(context.now));
        let spinner = busy.map_or_else(Phrase::new, |due| {
            Phrase::from(spinner::sign(due, context.theme.glyphs))
        });
        let status = super::users::status(&self.line.user, self.as_of);
        let as_of = Phrase::from("as of ").text(words::clock(self.as_of));
        vec![(0, spinner), (0, status), (0, as_of)]
    }

    fn next_wakeup(&self, now: Instant) -> Option<Instant> {
        self.slots().filter_map(|slot| slot.next_wakeup(now)).min()
    }

    fn is_resting(&self) -> bool {
        let are_parts = [
            self.sessions.is_resting(),
            self.factors.is_resting(),
            self.codes.is_resting(),
            self.timeline.is_resting(),
            self.access.is_resting(),
        ];
        !are_parts.contains(&false) && !self.slots().any(Slot::is_loading)
    }

    fn twin(&self) -> Option<String> {
        let id = self.line.user.id.to_string();
        Some(twin::command(match self.tab {
            Tab::Sessions => ["sessions", "list", &id],
            Tab::Factors => ["factors", "list", &id],
            Tab::Codes => ["recovery-codes", "status", &id],
            Tab::Access => ["users", "access", &id],
            Tab::Overview | Tab::Timeline => ["users", "show", &id],
        }))
    }

    fn offers(&self, context: &Context<'_>) -> Vec<Offer> {
        self.deeds(&self.seen(context))
    }
}
