//! Issues codes: shown once, counting only when the operator finishes.

use clap::Args;
use secrecy::ExposeSecret;
use serde_json::json;
use wardroom_core::action::Done;
use wardroom_core::action::codes::{CodesIssued, FinishCodes, IssueFullSet, IssueOneTimeCode};
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::model::UserId;

use crate::cli::act::remains;
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::{ask, out};

/// For whom, and which.
#[derive(Args, Debug)]
pub(crate) struct Issue {
    /// Their address or id
    user: String,
    /// Ten codes that each sign in once, instead of one that opens re-enrolment for 24 hours
    #[arg(long)]
    full: bool,
    /// Also as words to read aloud
    #[arg(long)]
    spoken: bool,
    /// Let them count at once, without asking whether they arrived
    #[arg(long)]
    finish: bool,
}

impl Issue {
    /// For somebody who hears them.
    pub(super) const fn aloud(user: String, full: bool) -> Self {
        Self {
            user,
            full,
            spoken: true,
            finish: false,
        }
    }
}

pub(super) async fn run(desk: &Desk<'_>, args: Issue) -> Outcome {
    let user = desk.user(&args.user).await?.id;
    if let Some(caution) = desk.settings.secrets.caution() {
        out::note(&caution);
    }
    let done = if args.full {
        desk.act(&IssueFullSet { user: user.clone() }).await?
    } else {
        desk.act(&IssueOneTimeCode { user: user.clone() }).await?
    };
    show(desk, &args, &done)?;
    let arrived = args.finish || (!desk.settings.global.json && confirmed(&done.outcome.codes)?);
    if arrived {
        return finish(desk, user, &done).await;
    }
    out::note("the codes do not count yet; when the user has them: wardroom recovery-codes finish");
    Ok(())
}

fn show(desk: &Desk<'_>, args: &Issue, done: &Done<CodesIssued>) -> Outcome {
    let codes = &done.outcome.codes;
    let mut answer = json!(done);
    if let Some(outcome) = answer["outcome"].as_object_mut() {
        let text = |code: &RecoveryCode| json!(code.grouped().expose_secret());
        outcome.insert("codes".to_owned(), codes.iter().map(text).collect());
        outcome.insert("finishing".to_owned(), json!(args.finish));
    }
    desk.settings.out.one(&answer, |_| {
        let mut lines = vec!["Shown only now:".to_owned()];
        for code in codes {
            lines.push(format!("  {}", code.grouped().expose_secret()));
            if args.spoken {
                let words = code.spoken();
                lines.extend(words.iter().map(|w| format!("    {}", w.expose_secret())));
            }
        }
        lines.extend(remains(done));
        lines
    })
}

/// Whether the operator types the end of a code: proof that a person saw them. Without a terminal nobody did.
fn confirmed(codes: &[RecoveryCode]) -> Outcome<bool> {
    if !ask::is_possible() {
        return Ok(false);
    }
    let typed = ask::line(
        "When the user has them, type the last four characters of one: ",
        "",
    )?;
    let typed = typed.trim().to_uppercase();
    let ends = |code: &RecoveryCode| code.grouped().expose_secret().ends_with(&typed);
    Ok(typed.len() == 4 && codes.iter().any(ends))
}

async fn finish(desk: &Desk<'_>, user: UserId, issued: &Done<CodesIssued>) -> Outcome {
    let set = issued.outcome.set.clone();
    let done = desk.act(&FinishCodes { user, set }).await?;
    // The one JSON object has been given, with the codes in it.
    if !desk.settings.global.json {
        out::note("the codes count now; the ones before are void");
        for line in remains(&done) {
            out::note(&line);
        }
    }
    Ok(())
}
