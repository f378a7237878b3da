//! One action from the command line: reason, second factor, preview, consent, deed, and what remains.

use serde::Serialize;
use wardroom_core::action::{
    Action, Done, Given, Preview, STEP_UP_LIMIT, Spec, operator, perform, preview,
};
use wardroom_core::model::{Caller, IdentifiedBy, Reason, Refusal, Safe};
use wardroom_core::{Error, Result};

use super::ask;
use super::desk::Desk;
use super::exit::Exit;
use super::fail::{Fail, Outcome};
use super::out;
use super::settings::Settings;

const STEP_UP_ELSEWHERE: &str = "it asks for your second factor, and there is no terminal to ask on; \
    run it on one, or use a service token that an admin let do it";

impl Desk<'_> {
    /// Does `action`, asking on the terminal for what is missing.
    pub(crate) async fn act<A: Action>(&self, action: &A) -> Outcome<Done<A::Outcome>> {
        let seen = preview(&self.directory, action);
        let given = self.agree(&A::SPEC, A::SPEC.sensitive, seen).await?;
        let done = perform(&self.directory, self.caller()?, &given, action).await;
        done.map_err(explained)
    }

    /// What comes with an action: why, and for a sensitive one the second factor, what was seen of it, and a yes.
    pub(crate) async fn agree(
        &self,
        spec: &Spec,
        asks_why: bool,
        seen: impl Future<Output = Result<Preview>> + Send,
    ) -> Outcome<Given> {
        let consent = |settings: &Settings| ask::confirm(settings, &format!("{}?", spec.does));
        self.agree_by(spec, asks_why, seen, consent).await
    }

    /// The same where the person agrees in another way than by a yes.
    pub(crate) async fn agree_by(
        &self,
        spec: &Spec,
        asks_why: bool,
        seen: impl Future<Output = Result<Preview>> + Send,
        consent: impl FnOnce(&Settings) -> Outcome + Send,
    ) -> Outcome<Given> {
        self.settings.may_change()?;
        let mut given = Given {
            reason: self.reason(asks_why, spec.identifies)?,
            previewed: None,
        };
        if spec.sensitive {
            self.step_up().await?;
            let seen = seen.await?;
            given.previewed = Some(seen.mark());
            if !(self.settings.global.json && self.settings.global.yes) {
                show(self.settings, &seen)?;
            }
            consent(self.settings)?;
        }
        Ok(given)
    }

    /// Does `action` and shows the result: `people` says it in one line.
    pub(crate) async fn carry_out<A: Action>(
        &self,
        action: &A,
        people: impl FnOnce(&A::Outcome) -> String,
    ) -> Outcome {
        let done = self.act(action).await?;
        self.settings.out.one(&done, |done| {
            let mut lines = vec![people(&done.outcome)];
            lines.extend(remains(done));
            lines
        })
    }

    /// The reason on the command line.
    pub(crate) fn given(&self) -> Outcome<Option<Reason>> {
        self.reason(false, false)
    }

    /// What was given, and asked for where a person is there to answer. Without one the action itself refuses, so that
    /// the attempt is in the audit.
    pub(crate) fn reason(&self, needed: bool, identifies: bool) -> Outcome<Option<Reason>> {
        let global = &self.settings.global;
        let ask_for = |prompt: &str| ask::line(prompt, "").map(Some);
        let mut ticket = global.ticket.clone();
        let person = matches!(self.signed, Some(Caller::Operator { .. })) && ask::is_possible();
        let text = match &global.reason {
            Some(text) => Some(text.clone()),
            None if needed && person => {
                let reason = ask_for("Reason: ")?;
                if global.plain && ticket.is_none() {
                    let asked = ask::line("Ticket, or an empty line: ", "")?;
                    ticket = Some(asked).filter(|ticket| !ticket.is_empty());
                }
                reason
            }
            None => None,
        };
        let how = match &global.identified_by {
            Some(how) => Some(how.clone()),
            None if identifies && person && global.plain => ask::way()?,
            None if identifies && person => ask_for(
                "How was the person asking identified (callback, mailed_code, manager, in_person)? ",
            )?,
            None => None,
        };
        let identified_by = how
            .map(|how| how.parse::<IdentifiedBy>())
            .transpose()
            .map_err(|why| Error::invalid("identified-by", why))?;
        Ok(text.map(|text| Reason {
            text,
            ticket,
            identified_by,
        }))
    }

    /// Asks for the second factor if it was not shown in this session lately.
    async fn step_up(&self) -> Outcome {
        let Caller::Operator { id, session, .. } = self.caller()? else {
            return Ok(());
        };
        let sessions = self.directory.operator_sessions(id).await?;
        let mine = sessions
            .iter()
            .find(|s| s.id.to_string() == session.to_string());
        let shown = mine.and_then(|s| s.factor_at);
        let now = self.directory.now();
        if shown.is_some_and(|at| now.since(at) < STEP_UP_LIMIT) || !ask::is_possible() {
            return Ok(());
        }
        let ring = self.settings.operator_key()?;
        let code = ask::secret("Code of your authenticator: ", STEP_UP_ELSEWHERE)?;
        operator::step_up(&self.directory, &ring, self.caller()?, &code).await?;
        Ok(())
    }
}

/// A refusal with the flag that would help.
pub(crate) fn explained(error: Error) -> Fail {
    match error {
        Error::Refused {
            refusal: Refusal::ReasonMissing,
            ..
        } => Fail::new(Exit::Refused, format!("{error}; give --reason TEXT")),
        Error::Refused {
            refusal: Refusal::IdentificationMissing,
            ..
        } => Fail::new(Exit::Refused, format!("{error}; give --identified-by HOW")),
        Error::Refused {
            refusal: Refusal::StepUp,
            action,
        } if !ask::is_possible() => Fail::new(
            Exit::StepUp,
            format!("{action} refused: {STEP_UP_ELSEWHERE}"),
        ),
        error => error.into(),
    }
}

/// What is still possible afterwards, and where it is recorded.
pub(crate) fn remains<T: Serialize>(done: &Done<T>) -> Vec<String> {
    remains_of(&done.remains, done.audit)
}

/// The same of its parts.
pub(crate) fn remains_of(remains: &[String], audit: i64) -> Vec<String> {
    let remains = remains.iter().map(|s| format!("  {}", Safe::new(s)));
    remains.chain([format!("  audit entry {audit}")]).collect()
}

/// On standard error, so that the answer alone is on standard output; where everything is read in order, in its place.
fn show(settings: &Settings, preview: &Preview) -> Outcome {
    let plain = settings.global.plain;
    let care = if plain { "Careful:" } else { "▲" };
    let warnings = preview.warnings.iter().map(|w| format!("{care} {w}"));
    let changes = preview.changes.iter().map(|change| format!("  {change}"));
    let remains = preview.remains.iter().map(|remains| format!("  {remains}"));
    let lines = changes.chain(warnings).chain(remains);
    if plain {
        let safe = lines.map(|line| Safe::new(&line).to_string());
        return settings.out.lines(safe);
    }
    lines.for_each(|line| out::note(&line));
    Ok(())
}
