//! Loading the parts of a user: all at once, each taken in when it comes.

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
            (self.sessions.start(now), Read::Sessions(id.clone(), None)),
            (self.factors.start(now), Read::Factors(id.clone())),
            (self.codes.start(now), Read::Codes(id.clone())),
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
        } else if self.sessions.accept(&ticket) {
            put(&mut self.sessions, found.map(sessions))
        } else if self.factors.accept(&ticket) {
            put(&mut self.factors, found.map(factors))
        } else if self.codes.accept(&ticket) {
            put(&mut self.codes, found.map(codes))
        } else {
            return Vec::new();
        };
        match outcome {
            Ok(()) => vec![Next::Took(took)],
            Err(error) => vec![failed(&error, context)],
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
