//! The tabs of a user, as one table.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::console::keymap::{Command, View};
use crate::console::theme::{Role, Theme};
use crate::console::widget::phrase::Phrase;

/// One side of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Overview,
    Sessions,
    Factors,
    Codes,
    Timeline,
    Access,
}

/// Command, view, word and short word of each.
type Facts = (Tab, Command, View, &'static str);

const FACTS: [Facts; 6] = [
    (Tab::Overview, Command::Tab1, View::User, "Overview"),
    (Tab::Sessions, Command::Tab2, View::Sessions, "Sessions"),
    (Tab::Factors, Command::Tab3, View::Factors, "2FA"),
    (Tab::Codes, Command::Tab4, View::Codes, "Codes"),
    (Tab::Timeline, Command::Tab5, View::Timeline, "Timeline"),
    (Tab::Access, Command::Tab6, View::Access, "Access"),
];

impl Tab {
    pub(super) fn of(command: Command) -> Option<Self> {
        FACTS
            .iter()
            .find(|facts| facts.1 == command)
            .map(|facts| facts.0)
    }

    pub(super) fn command(self) -> Command {
        FACTS
            .iter()
            .find(|facts| facts.0 == self)
            .map_or(Command::Tab1, |facts| facts.1)
    }

    pub(super) fn view(self) -> View {
        FACTS
            .iter()
            .find(|facts| facts.0 == self)
            .map_or(View::User, |facts| facts.2)
    }

    /// The tab `by` places further, round at the ends.
    pub(super) fn beside(self, by: usize) -> Self {
        let at = FACTS
            .iter()
            .position(|facts| facts.0 == self)
            .unwrap_or_default();
        FACTS
            .get((at + by) % FACTS.len())
            .map_or(self, |facts| facts.0)
    }
}

/// How many tabs there are, for going backwards.
pub(super) const TABS: usize = FACTS.len();

/// Draws the row of tabs with what `count` knows of each; returns the rows below it and a blank one.
pub(super) fn draw(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: &Theme,
    here: Tab,
    count: impl Fn(Tab) -> Option<i64>,
) -> Rect {
    let tabs = FACTS
        .iter()
        .enumerate()
        .fold(Phrase::new(), |tabs, (index, (tab, .., word))| {
            let number = count(*tab)
                .map(|number| format!(" {number}"))
                .unwrap_or_default();
            let says = format!("{} {word}{number}", index + 1);
            // Brackets say it where colours do not.
            if *tab == here {
                tabs.say(Role::Title, format!(" [{says}]"))
            } else {
                tabs.say(Role::Text, format!("  {says} "))
            }
        });
    let row = Rect {
        height: area.height.min(1),
        ..area
    };
    frame.render_widget(tabs.line(theme, row.width.into()), row);
    let used = area.height.min(2);
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}
