//! The first thing one sees of a user: whether they can sign in, who they are, what guards the account.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};

use super::User;
use crate::console::keymap::{Command, View};
use crate::console::screen::{Context, users};
use crate::console::theme::Role;
use crate::console::widget::phrase::Phrase;
use crate::console::widget::rule;
use crate::console::words;

/// From this width on two columns stand side by side.
const WIDE: u16 = 110;
const WHY: &str = "why can't they sign in?";

impl User {
    pub(super) fn draw_overview(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let columns = usize::from(if area.width < WIDE {
            area.width
        } else {
            area.width / 2
        });
        let (why, posture) = (self.why(columns), users::posture(&self.line, self.as_of));
        let who = self.who(context);
        let height = |lines: &[Phrase]| u16::try_from(lines.len() + 2).unwrap_or(3);
        let rows = |lines: &[Phrase]| Constraint::Length(height(lines));
        if area.width < WIDE {
            let [top, middle, bottom] =
                Layout::vertical([rows(&why), rows(&who), Constraint::Fill(1)]).areas(area);
            panel(frame, top, context, WHY, &why);
            panel(frame, middle, context, "who", &who);
            panel(frame, bottom, context, "what guards it", &posture);
            return;
        }
        let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)])
            .spacing(1)
            .areas(area);
        let [top, bottom] = Layout::vertical([rows(&why), Constraint::Fill(1)]).areas(left);
        panel(frame, top, context, WHY, &why);
        panel(frame, bottom, context, "latest", &self.latest());
        let [top, bottom] =
            Layout::vertical([Constraint::Length(height(&who) + 1), Constraint::Fill(1)])
                .areas(right);
        panel(frame, top, context, "who", &who);
        panel(frame, bottom, context, "what guards it", &posture);
    }

    fn who(&self, context: &Context<'_>) -> Vec<Phrase> {
        let user = &self.line.user;
        let seen = user.last_sign_in_at.map_or_else(
            || "never".to_owned(),
            |at| {
                words::known(at, || {
                    format!("{} ({} ago)", words::minute(at), words::age(at, self.as_of))
                })
            },
        );
        let fact = |name: &str, says: Phrase| {
            Phrase::new()
                .say(Role::Dim, format!("{name:11}"))
                .then(says)
        };
        let mut facts = vec![
            fact("login", Phrase::from(&self.login).then(unmasks(context))),
            fact("name", Phrase::from(&context.name(user))),
            fact("id", Phrase::new().text(user.id.to_string())),
            fact(
                "created",
                Phrase::new().text(words::minute(user.created_at)),
            ),
            fact("signed in", Phrase::new().text(seen)),
        ];
        if let (Some(_), Some(at)) = (&user.previous_email, user.email_changed_at) {
            facts.push(fact(
                "address",
                Phrase::from("changed ").text(words::minute(at)),
            ));
        }
        if let Some(by) = self.protection {
            let says = Phrase::new().say(Role::Warn, by);
            let says = says.say(Role::Dim, "; only an admin may change it");
            facts.push(fact("protected", says));
        }
        facts
    }
}

/// How to see what is masked.
fn unmasks(context: &Context<'_>) -> Phrase {
    let key = context.keymap.key_of(View::User, Command::Reveal);
    match key.filter(|_| context.is_masked() && context.operator.caller().is_ok()) {
        Some(key) => Phrase::new().say(Role::Dim, format!("  {key} shows it, for a reason")),
        None => Phrase::new(),
    }
}

/// A titled rule with lines below it.
fn panel(
    frame: &mut Frame<'_>,
    area: Rect,
    context: &Context<'_>,
    title: &'static str,
    lines: &[Phrase],
) {
    let title = Phrase::new().say(Role::Title, title);
    let below = rule::draw(frame, area, context.theme, &title, &Phrase::new());
    for (line, row) in lines.iter().zip(below.rows()) {
        let line = Phrase::from(" ").then(line.clone());
        frame.render_widget(line.line(context.theme, row.width.into()), row);
    }
}
