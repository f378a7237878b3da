//! A bar: facts at the left and at the right of one row. On a narrow screen those of the highest rank go first.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};

use super::phrase::Phrase;
use crate::console::theme::Theme;

/// One row with facts at both ends; rank 0 is the last to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    facts: Vec<(Side, u8, Phrase)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Bar {
    /// An empty row.
    pub const fn new() -> Self {
        Self { facts: Vec::new() }
    }

    /// Adds a fact at the left.
    pub fn left(mut self, rank: u8, fact: Phrase) -> Self {
        self.facts.push((Side::Left, rank, fact));
        self
    }

    /// Adds a fact at the right.
    pub fn right(mut self, rank: u8, fact: Phrase) -> Self {
        self.facts.push((Side::Right, rank, fact));
        self
    }

    /// Draws what fits; the last fact standing at the left is cut rather than dropped.
    pub fn draw(&self, frame: &mut Frame<'_>, row: Rect, theme: &Theme) {
        let width = usize::from(row.width);
        let mut shown: Vec<_> = self
            .facts
            .iter()
            .filter(|(.., fact)| !fact.is_empty())
            .collect();
        while joined(&shown, Side::Left).width() + joined(&shown, Side::Right).width() + 2 > width {
            let Some(least) = (0..shown.len())
                .rev()
                .max_by_key(|index| shown.get(*index).map(|fact| fact.1))
            else {
                return;
            };
            if shown.get(least).is_none_or(|(_, rank, _)| *rank == 0) {
                break;
            }
            shown.remove(least);
        }
        let right = joined(&shown, Side::Right);
        let left_width = width.saturating_sub(right.width() + usize::from(!right.is_empty()));
        let [left, right] = [
            joined(&shown, Side::Left).line(theme, left_width),
            right.line(theme, width),
        ];
        frame.render_widget(right.alignment(Alignment::Right), row);
        let row = Rect {
            width: u16::try_from(left.width())
                .unwrap_or(row.width)
                .min(row.width),
            ..row
        };
        frame.render_widget(left, row);
    }
}

/// The facts of one side with dots between them.
fn joined(facts: &[&(Side, u8, Phrase)], side: Side) -> Phrase {
    let facts = facts.iter().filter(|fact| fact.0 == side);
    facts.fold(Phrase::new(), |joined, (.., fact)| {
        if joined.is_empty() {
            fact.clone()
        } else {
            joined.dot().then(fact.clone())
        }
    })
}
