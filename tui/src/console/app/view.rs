//! Draws the frame, the screen on top, the dialogs over it, and what lies over everything.

use std::time::Instant;

use ratatui::Frame;

use super::{App, Over, Seated};
use crate::console::keymap::View;
use crate::console::widget::frame::{Chrome, Standing};

/// Columns a dialog's lower edge has for hints.
const DIALOG_HINTS: usize = 60;

impl App {
    /// Whoever operates: also before anybody signs in.
    pub(super) fn is_read_only(&self) -> bool {
        self.site.read_only.is_some() || self.site.operator.read_only().is_some()
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>, now: Instant) {
        let (context, theme) = (self.context(now), &self.setting.theme);
        let Some(body) = self.chrome(frame, now).draw(frame, theme) else {
            return;
        };
        let ground = self.ground();
        for (index, seated) in self.stack.iter().enumerate().skip(ground) {
            let area = if index == ground { body } else { frame.area() };
            seated.screen.draw(frame, area, &context);
        }
        match &self.over {
            Over::Nothing => {}
            Over::Help(help) => help.draw(frame, frame.area(), theme, self.hints(View::Help)),
            Over::Palette(palette) => {
                palette.draw(frame, frame.area(), theme, self.hints(View::Palette));
            }
        }
    }

    /// The topmost screen that fills the body.
    fn ground(&self) -> usize {
        let is_ground = |seated: &Seated| !seated.screen.is_overlay();
        self.stack.iter().rposition(is_ground).unwrap_or_default()
    }

    fn hints(&self, view: View) -> Vec<crate::console::keymap::Hint> {
        self.setting.keymap.hints(view, DIALOG_HINTS)
    }

    fn chrome(&self, frame: &Frame<'_>, now: Instant) -> Chrome {
        let context = self.context(now);
        let operator = &self.site.operator;
        let shown = self.stack.get(..=self.ground()).unwrap_or_default();
        let top = self.stack.last().map(|seated| seated.screen.view());
        let width = usize::from(frame.area().width);
        Chrome {
            standing: Standing {
                environment: self.site.environment.clone(),
                is_read_only: self.is_read_only(),
                directory: self.site.directory.clone(),
                engine: self.site.engine.clone(),
                latency: self.latency.clone(),
                operator: operator.name(),
                role: operator.role(),
                step_up: operator.step_up(context.at),
                worker: self.worker.phrase(),
            },
            crumbs: shown
                .iter()
                .flat_map(|seated| seated.screen.crumbs())
                .collect(),
            facts: shown
                .last()
                .map(|seated| seated.screen.facts(&context))
                .unwrap_or_default()
                .into_iter()
                .chain([(0, operator.standing()), (1, self.live_words())])
                .collect(),
            result: self.status.phrase(now),
            hints: top
                .map(|view| {
                    let worth = self.worth(&context);
                    self.setting.keymap.hints_but(view, width, worth)
                })
                .unwrap_or_default(),
            plain: "wardroom users list",
        }
    }
}
