//! Typing into the filter: the database is asked when the typing pauses.

use std::time::Duration;

use crokey::KeyCombination;
use wardroom_core::model::UserFilter;

use super::Users;
use super::window::Reach;
use crate::console::driver::Effect;
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, Next, Said};
use crate::console::widget::filter_line::Outcome;

/// Long enough to type the next letter, too short to be noticed as waiting.
const PAUSE: Duration = Duration::from_millis(150);

/// Up to so many users even a walk through all is over before one wonders.
const MANY: i64 = 100_000;

impl Users {
    pub(super) fn type_command(&mut self, command: Command, context: &Context<'_>) -> Vec<Next> {
        if matches!(
            command,
            Command::Up | Command::Down | Command::PageUp | Command::PageDown
        ) {
            self.listing.obey(command);
            return self.prefetch(context);
        }
        let outcome = self.line.as_mut().map(|line| line.obey(command));
        self.follow(outcome, context)
    }

    pub(super) fn type_key(&mut self, key: KeyCombination, context: &Context<'_>) -> Vec<Next> {
        let outcome = self.line.as_mut().map(|line| line.press(key));
        self.follow(outcome, context)
    }

    pub(super) fn type_paste(&mut self, text: &str, context: &Context<'_>) -> Vec<Next> {
        let outcome = self.line.as_mut().map(|line| line.paste(text));
        self.follow(outcome, context)
    }

    fn follow(&mut self, outcome: Option<Outcome>, context: &Context<'_>) -> Vec<Next> {
        match outcome {
            None | Some(Outcome::Unchanged) => Vec::new(),
            Some(Outcome::Changed) => {
                let text = self.typed().to_owned();
                self.bad_term = UserFilter::parse(&text, context.at).err();
                let ticket = self.pause.start(context.now);
                vec![Next::Run(Effect::Pause(ticket, PAUSE))]
            }
            Some(Outcome::Kept) => {
                let text = self.typed().to_owned();
                if self.bad_term.is_some() {
                    return Vec::new();
                }
                self.close_line();
                let mut next = self.let_go();
                next.extend(self.refilter(&text, context));
                next
            }
            Some(Outcome::Left) => {
                self.close_line();
                let mut next = self.let_go();
                next.extend(self.refilter("", context));
                next
            }
        }
    }

    fn close_line(&mut self) {
        self.pause.cancel();
        (self.line, self.bad_term) = (None, None);
        self.fit();
    }

    /// The pause is over: ask for what stands in the line, unless it cannot be read or should not be run unasked.
    pub(super) fn pause_over(&mut self, context: &Context<'_>) -> Vec<Next> {
        let text = self.typed().to_owned();
        let mut next = self.let_go();
        let read = UserFilter::parse(&text, context.at);
        let is_heavy = self.everyone > MANY && read.is_ok_and(|filter| filter.may_walk());
        if is_heavy && text != self.filter_text {
            self.is_held = true;
            let key = |command| context.key(View::Filter, command);
            let (runs, cancels) = (key(Command::Accept), key(Command::Back));
            let says = format!("this may read many rows; {runs} runs it, {cancels} cancels");
            next.push(Next::note(says.as_str()));
        } else {
            next.extend(self.refilter(&text, context));
        }
        next
    }

    /// What was said of a filter that waited holds no longer.
    fn let_go(&mut self) -> Vec<Next> {
        let was_held = std::mem::take(&mut self.is_held);
        was_held
            .then_some(Next::Say(Said::Nothing))
            .into_iter()
            .collect()
    }

    /// Asks for the rows that pass another filter; the old rows stay until they are there.
    pub(super) fn refilter(&mut self, text: &str, context: &Context<'_>) -> Vec<Next> {
        match UserFilter::parse(text, context.at) {
            Err(bad) => {
                self.bad_term = Some(bad);
                Vec::new()
            }
            Ok(_) if text == self.filter_text => Vec::new(),
            Ok(filter) => {
                (self.filter, self.filter_text) = (filter, text.to_owned());
                let mut next = self.forget_total(context);
                next.extend(self.load(Reach::Start, context));
                next
            }
        }
    }
}
