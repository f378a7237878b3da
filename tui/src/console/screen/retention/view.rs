//! Draws the policies, the one under the cursor, the workers and the latest runs.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use wardroom_core::model::{Run, Worker};

use super::{Overview, Retention, policies};
use crate::console::keymap::{Command, View};
use crate::console::screen::Context;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::{Phrase, paragraph};
use crate::console::widget::rule;
use crate::console::widget::table::Table;
use crate::console::words;

/// Policies, the selected one, workers, runs.
pub(super) fn areas(area: Rect) -> [Rect; 4] {
    Layout::vertical([
        Constraint::Length(5),
        Constraint::Length(6),
        Constraint::Length(4),
        Constraint::Fill(1),
    ])
    .areas(area)
}

impl Retention {
    pub(super) fn render(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let [table, selected, workers, runs] = areas(area);
        let Some(known) = &self.known else {
            let says = match &self.trouble {
                Some(trouble) => Phrase::from("  ").say(Role::Danger, trouble),
                None => Phrase::from("  ").say(Role::Dim, "loading"),
            };
            frame.render_widget(says.line(context.theme, area.width.into()), table);
            return;
        };
        self.draw_table(frame, table, context, known);
        self.draw_selected(frame, selected, context);
        let living = known.workers.iter().map(|worker| beat(worker, known));
        list(
            frame,
            workers,
            context,
            "workers",
            "none was heard of",
            living,
        );
        let history = known.runs.iter().map(|run| history(run, known));
        list(
            frame,
            runs,
            context,
            "last runs",
            "nothing ran yet",
            history,
        );
    }

    fn draw_table(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        context: &Context<'_>,
        known: &Overview,
    ) {
        let table = Table {
            columns: policies::COLUMNS,
            sorted: None,
            is_stale: self.trouble.is_some(),
        };
        table.draw(frame, area, context.theme, &self.listing, |row| {
            known.standings.get(row).map_or_else(Vec::new, |standing| {
                let plan = self.plans.get(standing.policy.sweep);
                policies::cells(standing, plan, known.as_of)
            })
        });
    }

    fn draw_selected(&self, frame: &mut Frame<'_>, area: Rect, context: &Context<'_>) {
        let Some(standing) = self.selected() else {
            return;
        };
        let (policy, columns) = (&standing.policy, usize::from(area.width).saturating_sub(2));
        let mut lines = paragraph(Role::Text, policy.does, columns);
        let runs = format!("runs at {} {}", policy.cron, policy.zone);
        lines.push(Phrase::new().say(Role::Dim, runs));
        if let Some(problem) = &standing.problem {
            lines.push(
                Phrase::new()
                    .shape(Mark::Warn)
                    .text(" ")
                    .say(Role::Warn, problem.as_str()),
            );
        }
        if let Some(why) = standing
            .last_run
            .as_ref()
            .and_then(|run| run.stopped_why.as_deref())
        {
            lines.push(
                Phrase::new()
                    .shape(Mark::Warn)
                    .text(" last run: ")
                    .say(Role::Warn, why),
            );
        }
        let fact = if let Some(plan) = self.plans.get(policy.sweep) {
            lines.extend(plan.tables.iter().map(|table| {
                let along = table.along.iter();
                let along = along.map(|(name, rows)| format!(", {} {name}", words::count(*rows)));
                let along: String = along.collect();
                let would = format!(
                    "would remove {} {}{along}",
                    words::count(table.rows),
                    table.table
                );
                Phrase::new().text(would)
            }));
            Phrase::from("dry-run ").text(words::clock(plan.as_of))
        } else {
            let key = context.keymap.key_of(View::Retention, Command::DryRun);
            Phrase::new().say(
                Role::Dim,
                format!("{} counts what is due", key.unwrap_or_default()),
            )
        };
        panel(
            frame,
            area,
            context,
            &Phrase::from(policy.sweep),
            &fact,
            lines,
        );
    }
}

fn beat(worker: &Worker, known: &Overview) -> Phrase {
    let (mark, word) = if worker.is_silent(known.as_of) {
        (Mark::Warn, "silent")
    } else {
        (Mark::Fine, "beat")
    };
    Phrase::new()
        .shape(mark)
        .text(" ")
        .text(worker.name.as_str())
        .text(format!(
            "  {word} {}  ",
            words::age(worker.seen_at, known.as_of)
        ))
        .say(Role::Dim, worker.host.as_str())
        .say(Role::Dim, format!("  {}", worker.version))
}

fn history(run: &Run, known: &Overview) -> Phrase {
    let phrase = Phrase::new()
        .text(format!(
            "{:>6}  {:22} ",
            words::age(run.started_at, known.as_of),
            run.sweep
        ))
        .then(policies::result(run))
        .say(
            Role::Dim,
            format!(" in {} batches", words::count(run.batches)),
        );
    match &run.stopped_why {
        Some(why) => phrase.dot().say(Role::Warn, why.as_str()),
        None => phrase,
    }
}

fn list(
    frame: &mut Frame<'_>,
    area: Rect,
    context: &Context<'_>,
    title: &str,
    empty: &'static str,
    lines: impl Iterator<Item = Phrase>,
) {
    let mut lines: Vec<Phrase> = lines.collect();
    let fact = Phrase::new().say(
        Role::Dim,
        words::count(i64::try_from(lines.len()).unwrap_or(i64::MAX)),
    );
    if lines.is_empty() {
        lines.push(Phrase::new().say(Role::Dim, empty));
    }
    panel(frame, area, context, &Phrase::from(title), &fact, lines);
}

fn panel(
    frame: &mut Frame<'_>,
    area: Rect,
    context: &Context<'_>,
    title: &Phrase,
    fact: &Phrase,
    lines: Vec<Phrase>,
) {
    let below = rule::draw(frame, area, context.theme, title, fact);
    for (line, row) in lines.into_iter().zip(below.rows()) {
        let line = Phrase::from(" ").then(line);
        frame.render_widget(line.line(context.theme, row.width.into()), row);
    }
}
