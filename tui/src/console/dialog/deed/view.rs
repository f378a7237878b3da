//! Draws a question: what was given so far, what would change, and at the bottom the one thing that is asked now.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::Question;
use crate::console::dialog::given::said;
use crate::console::dialog::stage::Stage;
use crate::console::dialog::steps::Words;
use crate::console::dialog::text::{Text, fitting};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::Phrase;

impl Question {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let title = Phrase::new()
            .say(Role::Title, self.words.title)
            .text(" ")
            .say(Role::Title, &self.login);
        let words = Words {
            looking: "looking at what would change",
            has_seen: self.seen.is_some(),
            doing: match &self.steps.stage {
                Stage::Done(did) => format!("audit entry {}", did.audit),
                _ => "doing it".to_owned(),
            },
        };
        let lines = |columns, room| fitting(self.lines(columns, context), room);
        self.steps.draw(frame, area, context, title, lines, &words);
    }

    fn lines(&self, columns: usize, context: &Context<'_>) -> Vec<Phrase> {
        let mut text = Text::new(columns);
        text.blank();
        self.say_given(&mut text);
        text.blank();
        self.say_seen(&mut text);
        let asks_next = self.deed.spec().sensitive;
        self.steps.ask(&mut text, context, "the audit", asks_next);
        if let Stage::Done(did) = &self.steps.stage {
            text.marked(Mark::Ok, &format!("{} {}", self.words.done, self.login));
            text.list("remains", Role::Text, &did.remains);
        }
        if let Some(trouble) = &self.steps.trouble {
            text.marked(Mark::Warn, trouble.as_str());
        }
        if !matches!(self.steps.stage, Stage::Done(_)) {
            let command = self.steps.why.twin(&self.deed);
            self.steps.say_command(&mut text, context, command);
        }
        text.lines
    }

    /// What was given in the stages before.
    fn say_given(&self, text: &mut Text) {
        if let Some((kind, name)) = &self.named {
            text.fact(kind, name.as_str());
        }
        let is_typing_reason = matches!(self.steps.stage, Stage::Reason);
        if !is_typing_reason && self.steps.why.has_reason() {
            text.fact("reason", self.steps.why.reason.value());
        }
        let has_ticket = !self.steps.why.ticket.value().trim().is_empty();
        if has_ticket && !matches!(self.steps.stage, Stage::Reason | Stage::Ticket) {
            text.fact("ticket", self.steps.why.ticket.value());
        }
        if let Some(way) = self.steps.why.identified_by {
            text.fact("caller", &said(way));
        }
    }

    fn say_seen(&self, text: &mut Text) {
        let is_shown = matches!(
            self.steps.stage,
            Stage::Look | Stage::Prove | Stage::Proving | Stage::Doing(())
        );
        let Some(seen) = self.seen.as_ref().filter(|_| is_shown) else {
            return;
        };
        if seen.changes.is_empty() {
            text.list("changes", Role::Text, &["nothing".to_owned()]);
        }
        text.list("changes", Role::Text, &seen.changes);
        for warning in &seen.warnings {
            text.warn(warning);
        }
        text.list("stays", Role::Dim, &seen.remains);
    }
}
