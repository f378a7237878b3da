//! Retention: every policy, and for one of them what is due, its runs, and another policy.

use wardroom_core::Error;
use wardroom_core::model::{Safe, parse_age};
use wardroom_core::sweep::{Standing, Wish};

use super::line::{Answer, choice, not_a_choice, say, text};
use super::{Step, sentences, told};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::retention;
use crate::console::words::minute;

const CHOICES: &str = "1 count what is due, 2 its runs, 3 change it, b back, q quit.";
const RUNS: usize = 10;

/// Tells the policies and lets one be chosen.
pub(super) async fn open(desk: &Desk<'_>) -> Outcome<Step> {
    loop {
        let all = desk.directory.retention().await?;
        let numbered = all.iter().enumerate();
        let lines = numbered.map(|(at, standing)| format!("{}. {}.", at + 1, policy(standing)));
        say(&lines.collect::<Vec<_>>())?;
        let answer = choice("Number chooses a policy, b back, q quit.").await?;
        match &answer {
            Answer::End => return Ok(Step::Quit),
            Answer::Word(word) if word == "q" => return Ok(Step::Quit),
            Answer::Word(_) => return Ok(Step::Back),
            Answer::Number(number) => {
                let chosen = number.checked_sub(1).and_then(|at| all.get(at));
                let step = match chosen {
                    Some(standing) => one(desk, standing.policy.sweep).await?,
                    None => not_a_choice(&answer).map(|()| Step::Back)?,
                };
                if step == Step::Quit {
                    return Ok(step);
                }
            }
        }
    }
}

fn policy(standing: &Standing) -> String {
    let policy = &standing.policy;
    let last = standing.last_run.as_ref().map_or_else(
        || "never run".to_owned(),
        |run| {
            let outcome = run.outcome.word().replace('_', " ");
            format!("last run {}, {outcome}", minute(run.started_at))
        },
    );
    let next = match (&standing.problem, standing.next_run_at) {
        (Some(problem), _) => problem.clone(),
        (None, Some(at)) => format!("next {}", minute(at)),
        (None, None) => "does not run by itself".to_owned(),
    };
    let next = Safe::new(&next);
    format!(
        "{} keeps {}, {last}, {next}",
        policy.sweep,
        sentences::span(policy.keep)
    )
}

async fn one(desk: &Desk<'_>, sweep: &'static str) -> Outcome<Step> {
    loop {
        let answer = choice(&format!("{sweep}: {CHOICES}")).await?;
        let done = match &answer {
            Answer::End => return Ok(Step::Quit),
            Answer::Word(word) if word == "q" => return Ok(Step::Quit),
            Answer::Word(_) => return Ok(Step::Back),
            Answer::Number(1) => retention::plan(desk, sweep).await,
            Answer::Number(2) => retention::history(desk, sweep, RUNS).await,
            Answer::Number(3) => change(desk, sweep).await,
            Answer::Number(_) => not_a_choice(&answer),
        };
        told(done)?;
    }
}

/// Asks for what is to be different; an empty line leaves it as it is.
async fn change(desk: &Desk<'_>, sweep: &'static str) -> Outcome {
    let keep = asked("Keep rows for how long, such as 30d? An empty line leaves it.").await?;
    let cron = asked("Run when: minute hour day month weekday? An empty line leaves it.").await?;
    let zone = asked("In which time zone? An empty line leaves it.").await?;
    let itself = asked("Run by itself: yes or no? An empty line leaves it.").await?;
    let keep = keep.as_deref().map(parse_age).transpose();
    let enabled = match itself.as_deref() {
        None => None,
        Some("yes") => Some(true),
        Some("no") => Some(false),
        Some(_) => return Err(Error::invalid("by itself", "yes or no is needed").into()),
    };
    let wish = Wish {
        keep: keep.map_err(|why| Error::invalid("keep", why))?,
        cron,
        zone,
        enabled,
    };
    retention::set(desk, sweep, &wish).await
}

async fn asked(prompt: &str) -> Outcome<Option<String>> {
    Ok(text(prompt).await?.filter(|typed| !typed.is_empty()))
}
