//! What can be done to a user: the table the screens read, numbered, with the reason where it cannot be done now.

use wardroom_core::action::Spec;
use wardroom_core::model::{Caller, OperatorRole, Refusal, Safe, User, UserId, UserLine};

use super::line::{Answer, choice, not_a_choice, say};
use super::user::{line, show};
use super::{Step, things};
use crate::cli::act::remains_of;
use crate::cli::desk::{Desk, UNATTACHED};
use crate::cli::fail::Outcome;
use crate::cli::{backup_codes, recovery_codes};
use crate::console::dialog::deed::{Row, TABLE};
use crate::console::driver::Deed;
use crate::console::keymap::Command;
use crate::console::twin;

const STAYS: &str = "They stay in this terminal until you clear it.";
const REVEAL: &str = "show what is masked, for a reason";

/// One action on offer.
pub(super) struct Offered {
    /// What it does, and to what.
    pub(super) says: String,
    /// Why it is off.
    pub(super) off: Option<String>,
    /// The action.
    pub(super) deed: Deed,
    /// What is said once it is done, before the login.
    pub(super) done: &'static str,
}

/// Offers every action and does the one that is chosen; what is revealed is left in `revealed`.
pub(super) async fn open(
    desk: &Desk<'_>,
    id: &UserId,
    revealed: &mut Option<User>,
) -> Outcome<Step> {
    let user = line(&desk.directory, id).await?;
    let protection = protection(desk, id).await?;
    let mut offered = of_user(desk, &user, protection);
    offered.extend(things::offered(desk, id, protection).await?);
    let numbered = offered.iter().enumerate().map(|(at, offer)| {
        let off = offer.off.iter().map(|off| format!(" {off}"));
        format!("{}. {}.{}", at + 1, offer.says, off.collect::<String>())
    });
    let reveals = desk.masks() && desk.signed.is_some();
    let reveal = reveals.then(|| format!("{}. {REVEAL}.", offered.len() + 1));
    say(&numbered.chain(reveal).collect::<Vec<_>>())?;
    let answer = choice("Number does it, b back.").await?;
    let Answer::Number(number) = answer else {
        return Ok(match answer {
            Answer::End => Step::Quit,
            _ => Step::Back,
        });
    };
    let at_reveal = offered.len() + 1;
    let chosen = number.checked_sub(1);
    let chosen = chosen.and_then(|at| offered.into_iter().nth(at));
    match chosen {
        Some(Offered { off: Some(off), .. }) => say(&[off])?,
        Some(offer) => carry_out(desk, offer.deed, offer.done, &login(desk, &user)).await?,
        None if reveals && number == at_reveal => *revealed = Some(show(desk, id).await?),
        None => not_a_choice(&answer)?,
    }
    Ok(Step::Back)
}

fn of_user(desk: &Desk<'_>, user: &UserLine, protection: Option<&'static str>) -> Vec<Offered> {
    let now = desk.directory.now();
    let offer = |row: &Row| {
        let not_now = || Some(format!("Not now: {}.", (row.not_now)(user, now)?));
        Offered {
            says: does(row.command).to_owned(),
            off: barred(desk, row.spec, protection).or_else(not_now),
            deed: (row.deed)(user.user.id.clone()),
            done: row.words.done,
        }
    };
    TABLE.iter().map(offer).collect()
}

/// What it does, without the dots that promise a dialog.
pub(super) fn does(command: Command) -> &'static str {
    command.does().trim_end_matches('…')
}

fn login(desk: &Desk<'_>, line: &UserLine) -> Safe {
    Safe::new(&desk.seen(line.clone()).user.email)
}

/// By what the account is protected from this operator.
pub(super) async fn protection(desk: &Desk<'_>, id: &UserId) -> Outcome<Option<&'static str>> {
    let own = match &desk.signed {
        Some(Caller::Operator { name, .. }) => desk.directory.operator(name).await?,
        Some(Caller::Service { .. }) | None => None,
    };
    let email = own.and_then(|operator| operator.email);
    Ok(desk.directory.protection(id, email.as_deref()).await?)
}

/// What stands in the way whatever the account is like; the action itself decides in any case.
pub(super) fn barred(
    desk: &Desk<'_>,
    spec: &Spec,
    protection: Option<&'static str>,
) -> Option<String> {
    if let Some(why) = desk.directory.layout().refusal(spec.verb) {
        return Some(format!("Not here: {why}."));
    }
    if desk.signed.is_none() {
        return Some(format!("Not now: {UNATTACHED}."));
    }
    if let Some(why) = desk.settings.read_only() {
        return Some(format!("Not now: this directory is read-only: {why}."));
    }
    if desk.role < spec.least {
        let (least, role) = (spec.least, desk.role);
        return Some(format!(
            "Not now: it needs the role {least}; you are {role}."
        ));
    }
    let by = protection.filter(|_| desk.role < OperatorRole::Admin)?;
    Some(format!("Not now: {}.", Refusal::Protected { by }))
}

/// Goes the way of every action: reason, second factor, preview, consent, deed, and what remains.
pub(super) async fn carry_out(desk: &Desk<'_>, deed: Deed, done: &str, login: &Safe) -> Outcome {
    let spec = deed.spec();
    let target = deed.target();
    if let Deed::IssueOneTime(_) | Deed::IssueFullSet(_) = deed {
        let is_full = matches!(deed, Deed::IssueFullSet(_));
        recovery_codes::issue(desk, target, is_full).await?;
        return say(&[STAYS.to_owned()]);
    }
    if let Deed::IssueBackupCodes(_) = deed {
        backup_codes::issue(desk, &target).await?;
        return say(&[STAYS.to_owned()]);
    }
    let command = twin::command(spec.verb.split(' ').chain([target.as_str()]));
    say(&[format!("As a command: {}", Safe::new(&command))])?;
    let preview = deed.clone().preview(&desk.directory);
    let given = desk.agree(spec, deed.asks_why(), preview).await?;
    let did = deed.perform(&desk.directory, desk.caller()?, &given).await;
    let did = did.map_err(crate::cli::act::explained)?;
    let mut lines = vec![format!("Done: {done} {login}.")];
    lines.extend(remains_of(&did.remains, did.audit));
    say(&lines)
}
