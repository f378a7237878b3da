//! The table that is printed, one column per engine, with the budgets beside.

use std::fmt;
use std::time::Duration;

use super::sample::Sample;

/// A number the issue sets a limit to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    /// At most so much, in the unit of the figure.
    pub(crate) most: f64,
    /// As it is printed.
    pub(crate) said: &'static str,
}

/// Measured values, grouped by what they say.
#[derive(Debug)]
pub(crate) struct Report {
    users: u64,
    engines: Vec<&'static str>,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    what: String,
    budget: Option<Budget>,
    /// By engine, in the order of the engines.
    figures: Vec<(usize, Figure)>,
}

#[derive(Debug)]
struct Figure {
    value: f64,
    said: String,
}

impl Report {
    /// Nothing measured yet.
    pub(crate) const fn new(users: u64) -> Self {
        Self {
            users,
            engines: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// What follows is of this engine.
    pub(crate) fn begin(&mut self, engine: &'static str) {
        self.engines.push(engine);
    }

    /// A median with its 95th percentile.
    pub(crate) fn median(&mut self, what: &str, sample: &Sample, most_ms: Option<u32>) {
        let budget = most_ms.map(|most| Budget {
            most: f64::from(most),
            said: Box::leak(format!("<= {most} ms").into_boxed_str()),
        });
        let (middle, late) = (ms(sample.median()), ms(sample.p95()));
        self.add(
            what,
            middle,
            format!("{middle:.1} ms (p95 {late:.1})"),
            budget,
        );
    }

    /// A 95th percentile with its median.
    pub(crate) fn late(&mut self, what: &str, sample: &Sample, budget: Option<Budget>) {
        let (late, middle) = (ms(sample.p95()), ms(sample.median()));
        let said = format!("p95 {late:.3} ms (median {middle:.3})");
        self.add(what, late, said, budget);
    }

    /// Any other number.
    pub(crate) fn add(&mut self, what: &str, value: f64, said: String, budget: Option<Budget>) {
        let engine = self.engines.len().saturating_sub(1);
        eprintln!("{:>8}  {what}: {said}", self.engines[engine]);
        let figure = (engine, Figure { value, said });
        match self.lines.iter_mut().find(|line| line.what == what) {
            Some(line) => line.figures.push(figure),
            None => self.lines.push(Line {
                what: what.to_owned(),
                budget,
                figures: vec![figure],
            }),
        }
    }

    /// Whether every budget holds.
    pub(crate) fn holds(&self) -> bool {
        self.lines
            .iter()
            .all(|line| line.figures.iter().all(|(_, figure)| line.holds(figure)))
    }
}

impl Line {
    fn holds(&self, figure: &Figure) -> bool {
        self.budget.is_none_or(|budget| figure.value <= budget.most)
    }

    fn said(&self, engine: usize) -> String {
        let found = self.figures.iter().find(|(of, _)| *of == engine);
        found.map_or_else(String::new, |(_, figure)| {
            let mark = if self.holds(figure) { "" } else { " MISSED" };
            format!("{}{mark}", figure.said)
        })
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} users, warm, medians of {}\n",
            self.users,
            super::sample::TIMES
        )?;
        writeln!(f, "| what | {} | budget |", self.engines.join(" | "))?;
        writeln!(f, "|---|{}---|", "---|".repeat(self.engines.len()))?;
        for line in &self.lines {
            write!(f, "| {} |", line.what)?;
            for engine in 0..self.engines.len() {
                write!(f, " {} |", line.said(engine))?;
            }
            writeln!(f, " {} |", line.budget.map_or("", |budget| budget.said))?;
        }
        Ok(())
    }
}

/// In milliseconds.
pub(crate) fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
