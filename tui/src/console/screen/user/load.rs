//! Loading the parts of a user: all at once, each taken in when it comes.

use wardroom_core::model::{Factor, FactorKind, TimelineCursor};
use wardroom_core::{Error, Result};

use super::User;
use super::part::{Keyed, Part};
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
            (self.sessions.start(now), Read::Sessions(id.clone(), None)),
            (self.factors.start(now), Read::Factors(id.clone())),
            (self.codes.start(now), Read::Codes(id.clone())),
            (self.reasons.start(now), Read::Why(id.clone())),
            (self.helped.start(now), Read::Aftermath(id.clone())),
            (
                self.timeline.start(now),
                Read::Timeline(id.clone(), TimelineCursor::default()),
            ),
        ];
        reads
            .map(|(ticket, read)| Next::Run(Effect::Read(ticket, read)))
            .into()
    }

    pub(super) fn answer(&mut self, answer: Answer, context: &Context<'_>) -> Vec<Next> {
        let Answer::Found(ticket, took, found) = answer else {
            return Vec::new();
        };
        let outcome = if self.fresh.accept(&ticket) {
            found.map(|found| {
                if let Found::User(user) = found {
                    self.login = context.login(&user);
                    (self.line.user, self.as_of) = (*user, context.at);
                }
            })
        } else if self.guarded.accept(&ticket) {
            found.map(|found| {
                if let Found::Protection(by) = found {
                    self.protection = by;
                }
            })
        } else if self.sessions.accept(&ticket) {
            put(&mut self.sessions, found.map(sessions))
        } else if self.factors.accept(&ticket) {
            put(&mut self.factors, found.map(factors))
        } else if self.codes.accept(&ticket) {
            put(&mut self.codes, found.map(codes))
        } else if self.reasons.accept(&ticket) {
            found.map(|found| {
                if let Found::Why(findings) = found {
                    self.findings = Some(findings);
                }
            })
        } else if self.helped.accept(&ticket) {
            found.map(|found| {
                if let Found::Aftermath(status) = found {
                    self.aftermath = Some(*status);
                }
            })
        } else if self.timeline.accept(&ticket) {
            self.take_moments(found, false)
        } else if self.more.accept(&ticket) {
            self.take_moments(found, true)
        } else {
            return Vec::new();
        };
        self.recount();
        match outcome {
            Ok(()) => vec![Next::Took(took)],
            Err(error) => vec![failed(&error, context)],
        }
    }

    /// The list's row told how much there was; after a reset it would still vouch for what is gone.
    fn recount(&mut self) {
        self.line.sessions = self.live();
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

impl User {
    /// Asks for older moments before the cursor is at the last one.
    pub(super) fn load_older(&mut self, context: &Context<'_>) -> Vec<Next> {
        let is_due = self.timeline.listing.is_near_end() && !self.more.is_loading();
        let Some(older) = self.older.clone().filter(|_| is_due) else {
            return Vec::new();
        };
        let read = Read::Timeline(self.line.user.id.clone(), older);
        vec![Next::Run(Effect::Read(self.more.start(context.now), read))]
    }

    fn take_moments(&mut self, found: Result<Found>, is_older: bool) -> Result<()> {
        let moments = found.map(|found| {
            let Found::Timeline(page) = found else {
                return Vec::new();
            };
            self.older = page.next;
            page.rows
        });
        match moments {
            Ok(older) if is_older => {
                self.timeline.extend(older);
                Ok(())
            }
            moments => put(&mut self.timeline, moments),
        }
    }
}

fn put<Row: Keyed>(part: &mut Part<Row>, rows: Result<Vec<Row>>) -> Result<()> {
    match rows {
        Ok(rows) => {
            part.take(rows);
            Ok(())
        }
        Err(error) => {
            part.trouble = Some(error.to_string().into());
            Err(error)
        }
    }
}

fn sessions(found: Found) -> Vec<wardroom_core::model::Session> {
    if let Found::Sessions(page) = found {
        page.rows
    } else {
        Vec::new()
    }
}

fn factors(found: Found) -> Vec<wardroom_core::model::Factor> {
    if let Found::Factors(rows) = found {
        rows
    } else {
        Vec::new()
    }
}

fn codes(found: Found) -> Vec<wardroom_core::model::CodeSet> {
    if let Found::Codes(rows) = found {
        rows
    } else {
        Vec::new()
    }
}

fn failed(error: &Error, context: &Context<'_>) -> Next {
    let retry = context
        .keymap
        .key_of(View::User, Command::Refresh)
        .unwrap_or_default();
    Next::failed(format!("{error}; {retry} tries again").as_str())
}
