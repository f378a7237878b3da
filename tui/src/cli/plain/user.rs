//! One user: what keeps them out first, then the parts of their account by number.

use wardroom_core::action::reveal;
use wardroom_core::model::{FactorKind, Safe, Ts, User, UserId, UserLine};
use wardroom_core::{Directory, Error};

use super::line::{Answer, choice, not_a_choice, say};
use super::{Step, actions, sentences, sessions, timeline, told};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::{factors, recovery_codes, users};
use crate::console::words::{minute, plural};

const CHOICES: &str = "1 sessions, 2 second factors, 3 recovery codes, 4 what happened, 5 actions, 6 access, b back, h help, q quit.";

const ACTIONS: usize = 5;

/// Shows a user until the operator goes on. What an auditor was shown for a reason stays shown until then.
pub(super) async fn open(desk: &Desk<'_>, id: &UserId) -> Outcome<Step> {
    let mut revealed = None;
    told(describe(desk, id, revealed.as_ref()).await)?;
    loop {
        let answer = choice(CHOICES).await?;
        let step = match &answer {
            Answer::End => return Ok(Step::Quit),
            Answer::Number(1) => sessions::open(desk, id).await,
            Answer::Number(2) => factors::list(desk, &id.to_string())
                .await
                .map(|()| Step::Back),
            Answer::Number(3) => recovery_codes::status(desk, &id.to_string())
                .await
                .map(|()| Step::Back),
            Answer::Number(4) => timeline::open(desk, id).await,
            Answer::Number(6) => {
                let is_masked = desk.masks() && revealed.is_none();
                let listed = users::access(desk, id, is_masked).await;
                listed.map(|()| Step::Back)
            }
            Answer::Number(ACTIONS) => actions::open(desk, id, &mut revealed).await,
            Answer::Word(word) => match word.as_str() {
                "q" => return Ok(Step::Quit),
                "b" => return Ok(Step::Back),
                "" | "h" => describe(desk, id, revealed.as_ref())
                    .await
                    .map(|()| Step::Back),
                _ => not_a_choice(&answer).map(|()| Step::Back),
            },
            Answer::Number(_) => not_a_choice(&answer).map(|()| Step::Back),
        };
        match step {
            Ok(Step::Quit) => return Ok(Step::Quit),
            Ok(Step::Back) => {}
            Err(fail) => told(Err(fail))?,
        }
        if answer == Answer::Number(ACTIONS) {
            told(describe(desk, id, revealed.as_ref()).await)?;
        }
    }
}

async fn describe(desk: &Desk<'_>, id: &UserId, revealed: Option<&User>) -> Outcome {
    let now = desk.directory.now();
    let fresh = line(&desk.directory, id).await?;
    let fresh = match revealed {
        Some(user) => UserLine {
            user: user.clone(),
            ..fresh
        },
        None => desk.seen(fresh),
    };
    let mut lines = vec![format!("{}.", sentences::user(&fresh, now))];
    let findings = desk.directory.diagnosis(id).await?;
    lines.extend(findings.iter().map(sentences::finding));
    if findings.is_empty() {
        lines.push("Nothing keeps them out.".to_owned());
    }
    lines.push(facts(&fresh.user));
    say(&lines)
}

fn facts(user: &User) -> String {
    let when = |at: Option<Ts>| at.map_or_else(|| "never".to_owned(), minute);
    format!(
        "Address verified {}. Last sign-in {}. {} since. Made {}. Id {}.",
        when(user.email_verified_at),
        when(user.last_sign_in_at),
        plural(user.failed_sign_ins, "failed sign-in"),
        minute(user.created_at),
        Safe::new(&user.id.to_string())
    )
}

/// The user as the list would show them now.
pub(super) async fn line(directory: &Directory, id: &UserId) -> Outcome<UserLine> {
    let user = directory.user(id).await?;
    let user = user.ok_or_else(|| Error::not_found("user", id))?;
    let factors = directory.factors_of(id).await?;
    let of = |kind: FactorKind| {
        let counted = factors
            .iter()
            .filter(|f| f.kind == kind && f.confirmed_at.is_some())
            .count();
        i64::try_from(counted).unwrap_or(i64::MAX)
    };
    Ok(UserLine {
        totp: of(FactorKind::Totp),
        passkeys: of(FactorKind::Passkey),
        sessions: directory.live_sessions_of(id).await?,
        user,
    })
}

/// The account unmasked, for a reason that stays in the audit.
pub(super) async fn show(desk: &Desk<'_>, id: &UserId) -> Outcome<User> {
    let reason = desk.reason(true, false)?;
    let reason = reason.unwrap_or_default();
    Ok(reveal(&desk.directory, desk.caller()?, id, &reason).await?)
}
