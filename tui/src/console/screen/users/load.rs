//! Loading rows: what is asked, and what an answer changes.

use wardroom_core::Error;
use wardroom_core::model::Safe;

use super::window::Reach;
use super::{Users, order};
use crate::console::driver::{Answer, Effect, Found, Read};
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next, Said};
use crate::console::widget::listing::Kept;

impl Users {
    pub(super) fn begin(&mut self, context: &Context<'_>) -> Vec<Next> {
        let mut next = self.load(Reach::Start, context);
        next.extend(self.estimate(context));
        next
    }

    /// Asks for rows; whatever was asked for before is dropped.
    pub(super) fn load(&mut self, reach: Reach, context: &Context<'_>) -> Vec<Next> {
        let ticket = self.rows.start(context.now);
        self.reach = reach;
        let read = Read::Users {
            filter: self.filter.clone(),
            sort: if reach.is_backward() {
                order::flipped(self.sort)
            } else {
                self.sort
            },
            after: self.window.cursor(reach, self.sort),
            limit: self.window.limit(reach),
        };
        vec![Next::Run(Effect::Read(ticket, read))]
    }

    /// Asks for the next page before the cursor is there.
    pub(super) fn prefetch(&mut self, context: &Context<'_>) -> Vec<Next> {
        if self.rows.is_loading() || self.trouble.is_some() {
            return Vec::new();
        }
        if self.window.has_after() && self.listing.is_near_end() {
            self.load(Reach::After, context)
        } else if self.window.has_before() && self.listing.is_near_start() {
            self.load(Reach::Before, context)
        } else {
            Vec::new()
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, context: &Context<'_>) -> Vec<Next> {
        match answer {
            Answer::Paused(ticket) if self.pause.accept(&ticket) => self.pause_over(context),
            Answer::Found(ticket, took, found) if self.rows.accept(&ticket) => match found {
                Ok(Found::Users(page)) => {
                    let mut next = self.settle(page, context);
                    next.push(Next::Took(took));
                    next
                }
                Ok(_) => Vec::new(),
                Err(error) => self.fail(&error, context),
            },
            Answer::Found(ticket, _, found) if self.number.accept(&ticket) => self.counted(found),
            _ => Vec::new(),
        }
    }

    fn settle(
        &mut self,
        page: wardroom_core::model::Page<
            wardroom_core::model::UserLine,
            wardroom_core::model::UserCursor,
        >,
        context: &Context<'_>,
    ) -> Vec<Next> {
        let kept = self.window.take(self.reach, page, &mut self.listing);
        self.as_of = Some(context.at);
        let mut next = Vec::new();
        if self.trouble.take().is_some() {
            next.push(Next::Say(Said::Nothing));
        }
        match self.reach {
            Reach::Start => drop(self.listing.obey(Command::First)),
            Reach::End => drop(self.listing.obey(Command::Last)),
            Reach::Again if kept == Kept::Gone => {
                next.push(Next::note("the selected user is no longer in this list"));
            }
            _ => {}
        }
        next.extend(self.prefetch(context));
        next
    }

    /// The rows stay, dimmed; the operator decides when to try again.
    fn fail(&mut self, error: &Error, context: &Context<'_>) -> Vec<Next> {
        let retry = context.key(View::Users, Command::Refresh);
        let says = format!("{error}; {retry} tries again");
        self.trouble = Some(Safe::new(&says));
        vec![Next::failed(says.as_str())]
    }
}
