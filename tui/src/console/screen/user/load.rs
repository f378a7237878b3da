//! Loading the parts of a user: all at once, each taken in when it comes.

use wardroom_core::Error;
use wardroom_core::model::{
    AccessCursor, AccessRow, CodeSet, Factor, FactorKind, Moment, Page, Session, TimeCursor,
    TimelineCursor,
};

use super::User;
use super::part::PAGE;
use super::tab::Tab;
use crate::console::driver::{Answer, Effect, Found, Read};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next};

impl User {
    pub(super) fn load(&mut self, context: &Context<'_>) -> Vec<Next> {
        let (id, now) = (&self.line.user.id, context.now);
        let reads = [
            (self.fresh.start(now), Read::User(id.clone())),
            (
                self.guarded.start(now),
                Read::Protection(id.clone(), context.operator.email().map(str::to_owned)),
            ),
            (self.living.start(now), Read::LiveSessions(id.clone())),
            (
                self.sessions.start(now),
                Read::Sessions(id.clone(), None, self.sessions.limit()),
            ),
            (self.factors.start(now), Read::Factors(id.clone())),
            (self.codes.start(now), Read::Codes(id.clone())),
            (self.reasons.start(now), Read::Why(id.clone())),
            (self.helped.start(now), Read::Aftermath(id.clone())),
            (
                self.timeline.start(now),
                Read::Timeline(id.clone(), TimelineCursor::default(), self.timeline.limit()),
            ),
            (
                self.access.start(now),
                Read::Access(id.clone(), AccessCursor::default(), self.access.limit()),
            ),
        ];
        reads
            .map(|(ticket, read)| Next::Run(Effect::Read(ticket, read)))
            .into()
    }

    /// Asks for older rows of the list in sight before the cursor is at the last one.
    pub(super) fn load_older(&mut self, context: &Context<'_>) -> Vec<Next> {
        let (id, now) = (&self.line.user.id, context.now);
        let read = match self.tab {
            Tab::Sessions => self
                .sessions
                .start_older(now)
                .map(|(ticket, after)| (ticket, Read::Sessions(id.clone(), Some(after), PAGE))),
            Tab::Timeline => self
                .timeline
                .start_older(now)
                .map(|(ticket, after)| (ticket, Read::Timeline(id.clone(), after, PAGE))),
            Tab::Access => self
                .access
                .start_older(now)
                .map(|(ticket, from)| (ticket, Read::Access(id.clone(), from, PAGE))),
            Tab::Overview | Tab::Factors | Tab::Codes => None,
        };
        read.map(|(ticket, read)| Next::Run(Effect::Read(ticket, read)))
            .into_iter()
            .collect()
    }

    pub(super) fn answer(&mut self, answer: Answer, context: &Context<'_>) -> Vec<Next> {
        let Answer::Found(ticket, took, found) = answer else {
            return Vec::new();
        };
        let facts = [
            &mut self.fresh,
            &mut self.guarded,
            &mut self.living,
            &mut self.reasons,
            &mut self.helped,
        ];
        let outcome = if facts.into_iter().any(|slot| slot.accept(&ticket)) {
            found.map(|found| self.learn(found, context))
        } else if let Some(place) = self.sessions.accept(&ticket) {
            self.sessions.take(place, found.map(sessions))
        } else if let Some(place) = self.factors.accept(&ticket) {
            self.factors.take(place, found.map(factors))
        } else if let Some(place) = self.codes.accept(&ticket) {
            self.codes.take(place, found.map(codes))
        } else if let Some(place) = self.timeline.accept(&ticket) {
            self.timeline.take(place, found.map(moments))
        } else if let Some(place) = self.access.accept(&ticket) {
            self.access.take(place, found.map(access))
        } else {
            return Vec::new();
        };
        self.recount();
        match outcome {
            Ok(()) => vec![Next::Took(took)],
            Err(error) => vec![failed(&error, context)],
        }
    }

    fn learn(&mut self, found: Found, context: &Context<'_>) {
        match found {
            Found::User(user) => {
                self.login = context.login(&user);
                (self.line.user, self.as_of) = (*user, context.at);
            }
            Found::Protection(by) => self.protection = by,
            Found::Number(living) => self.line.sessions = living,
            Found::Why(findings) => self.findings = Some(findings),
            Found::Aftermath(status) => self.aftermath = Some(*status),
            _ => {}
        }
    }

    /// The list's row told how many factors there were; after a reset it would still vouch for what is gone.
    fn recount(&mut self) {
        if self.factors.is_unknown() {
            return;
        }
        let count = |wanted: fn(&Factor) -> bool| {
            let counted = self.factors.rows().iter().filter(|factor| wanted(factor));
            i64::try_from(counted.count()).unwrap_or(i64::MAX)
        };
        let totp = count(|factor| factor.kind == FactorKind::Totp && factor.confirmed_at.is_some());
        let passkeys = count(|factor| factor.kind == FactorKind::Passkey);
        (self.line.totp, self.line.passkeys) = (totp, passkeys);
    }
}

fn sessions(found: Found) -> Page<Session, TimeCursor> {
    match found {
        Found::Sessions(page) => page,
        _ => whole(Vec::new()),
    }
}

fn factors(found: Found) -> Page<Factor, ()> {
    match found {
        Found::Factors(rows) => whole(rows),
        _ => whole(Vec::new()),
    }
}

fn codes(found: Found) -> Page<CodeSet, ()> {
    match found {
        Found::Codes(rows) => whole(rows),
        _ => whole(Vec::new()),
    }
}

fn moments(found: Found) -> Page<Moment, TimelineCursor> {
    match found {
        Found::Timeline(page) => page,
        _ => whole(Vec::new()),
    }
}

fn access(found: Found) -> Page<AccessRow, AccessCursor> {
    match found {
        Found::Access(page) => page,
        _ => whole(Vec::new()),
    }
}

/// Rows behind which there are no others.
const fn whole<Row, Cursor>(rows: Vec<Row>) -> Page<Row, Cursor> {
    Page { rows, next: None }
}

fn failed(error: &Error, context: &Context<'_>) -> Next {
    let retry = context.key(View::User, Command::Refresh);
    Next::failed(format!("{error}; {retry} tries again").as_str())
}
