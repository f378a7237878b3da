//! The frame every screen stands in: who and where at the top, what just happened and the keys at the bottom.
//! The places never move; a screen too small for it gets a notice instead of a ruin.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use wardroom_core::model::Safe;

use super::bar::Bar;
use super::notice;
use super::phrase::Phrase;
use crate::console::keymap::Hint;
use crate::console::theme::{Role, Theme};

/// Columns and rows below which only the notice is drawn.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Where the directory stands; what is not known counts as production.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Environment {
    /// Real people's accounts.
    #[default]
    Production,
    /// Somewhere else, by its name.
    Elsewhere(Safe),
}

impl Environment {
    /// Its name in brackets, coloured by the care that is due.
    pub fn badge(&self) -> Phrase {
        match self {
            Self::Production => Phrase::new().say(Role::Production, "[PROD]"),
            Self::Elsewhere(name) => Phrase::new().say(Role::Elsewhere, format!("[{name}]")),
        }
    }
}

/// What row 1 says: facts that hold on every screen. An empty phrase or text is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where.
    pub environment: Environment,
    /// Whether nothing can be changed there.
    pub is_read_only: bool,
    /// The directory's name.
    pub directory: Safe,
    /// Engine and version.
    pub engine: Safe,
    /// How long the last answer took.
    pub latency: Safe,
    /// Who operates.
    pub operator: Safe,
    /// As what.
    pub role: Safe,
    /// The state of the step-up.
    pub step_up: Phrase,
    /// The state of the worker.
    pub worker: Phrase,
}

/// One screen's frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chrome {
    /// Row 1.
    pub standing: Standing,
    /// Row 2, left: where the operator is, the filter included.
    pub crumbs: Vec<Phrase>,
    /// Row 2, right: counts and ages with their rank.
    pub facts: Vec<(u8, Phrase)>,
    /// The row above the keys: what just happened.
    pub result: Phrase,
    /// The last row.
    pub hints: Vec<Hint>,
    /// The command that does the same without a screen, for the notice.
    pub plain: &'static str,
}

impl Chrome {
    /// Draws the frame and returns the rows between, or `None` when only the notice fitted.
    pub fn draw(&self, frame: &mut Frame<'_>, theme: &Theme) -> Option<Rect> {
        let area = frame.area();
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            notice::too_small(frame, theme, self.plain);
            return None;
        }
        let rows = Layout::vertical([1, 1, 0, 1, 1].map(|rows| match rows {
            0 => Constraint::Fill(1),
            rows => Constraint::Length(rows),
        }));
        let [standing, place, body, result, keys] = rows.areas(area);
        self.standing.bar().draw(frame, standing, theme);
        self.place().draw(frame, place, theme);
        let said = Phrase::from(" ").then(self.result.clone());
        frame.render_widget(said.line(theme, result.width.into()), result);
        frame.render_widget(hints(&self.hints).line(theme, keys.width.into()), keys);
        Some(body)
    }

    fn place(&self) -> Bar {
        let crumbs = self.crumbs.iter().fold(Phrase::new(), |path, crumb| {
            let path = if path.is_empty() {
                Phrase::from(" ")
            } else {
                path.step()
            };
            path.then(crumb.clone())
        });
        let bar = Bar::new().left(0, crumbs);
        self.facts
            .iter()
            .fold(bar, |bar, (rank, fact)| bar.right(*rank, fact.clone()))
    }
}

impl Standing {
    fn bar(&self) -> Bar {
        let fact = |words: &Safe, role| {
            if words.is_empty() {
                Phrase::new()
            } else {
                Phrase::new().say(role, words)
            }
        };
        let mut badge = self.environment.badge().text(" ");
        if self.is_read_only {
            badge = badge.say(Role::Warn, "[read-only]").text(" ");
        }
        Bar::new()
            .left(0, badge.say(Role::Title, &self.directory))
            .left(6, fact(&self.engine, Role::Dim))
            .left(4, fact(&self.latency, Role::Dim))
            .right(1, fact(&self.operator, Role::Text))
            .right(5, fact(&self.role, Role::Dim))
            .right(2, self.step_up.clone())
            .right(3, self.worker.clone())
    }
}

/// Keys and their words as one phrase.
pub fn hints(hints: &[Hint]) -> Phrase {
    hints.iter().fold(Phrase::new(), |phrase, hint| {
        let (key, does) = if hint.is_off {
            (Role::Dim, Role::Dim)
        } else {
            (Role::Accent, Role::Text)
        };
        phrase
            .text(" ")
            .say(key, hint.key.as_str())
            .text(" ")
            .say(does, hint.does)
            .text(" ")
    })
}
