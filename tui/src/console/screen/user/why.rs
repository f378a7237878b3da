//! Why they cannot sign in: the question the person on the telephone asks, answered first.

use wardroom_core::model::{Finding, Severity, Ts};

use super::User;
use crate::console::theme::{Mark, Role};
use crate::console::widget::phrase::{Phrase, paragraph};
use crate::console::words;

impl User {
    /// The findings in lines of at most `columns`, the most pressing first.
    pub(super) fn why(&self, columns: usize) -> Vec<Phrase> {
        match &self.findings {
            None => vec![Phrase::new().say(Role::Dim, "looking")],
            Some(found) if found.is_empty() => {
                let nothing = marked(Mark::Ok);
                vec![nothing.text("nothing stands in the way of a sign-in")]
            }
            Some(found) => {
                let lines = found
                    .iter()
                    .flat_map(|finding| lines(finding, self.as_of, columns));
                lines.collect()
            }
        }
    }
}

fn lines(finding: &Finding, as_of: Ts, columns: usize) -> Vec<Phrase> {
    let (mark, role) = match finding.severity {
        Severity::Blocks => (Mark::Danger, Role::Danger),
        Severity::Hinders => (Mark::Warn, Role::Warn),
        Severity::Notes => (Mark::Absent, Role::Text),
    };
    let what = paragraph(
        role,
        finding.what.as_str(),
        columns.saturating_sub(MARK + 1),
    );
    let starts = std::iter::once(marked(mark)).chain(std::iter::repeat_with(indent));
    let mut lines: Vec<_> = starts
        .zip(what)
        .map(|(start, what)| start.then(what))
        .collect();
    let since = finding
        .since
        .map(|since| format!("since {} ago", words::age(since, as_of)));
    let next = finding.next.map(|next| format!("what helps: {next}"));
    let more: Vec<String> = since.into_iter().chain(next).collect();
    if !more.is_empty() {
        lines.push(indent().say(Role::Dim, more.join(", ")));
    }
    lines
}

/// Columns for the mark.
const MARK: usize = 4;

fn marked(mark: Mark) -> Phrase {
    let shape = Phrase::new().shape(mark);
    let blank = " ".repeat(MARK.saturating_sub(shape.width()));
    shape.text(blank)
}

fn indent() -> Phrase {
    Phrase::new().text(" ".repeat(MARK))
}
