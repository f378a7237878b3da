//! `wardroom login`: name, password and second factor on the terminal; the first time, enrolment.

use clap::Args;
use serde_json::json;
use wardroom_core::Directory;
use wardroom_core::action::operator::{self, Credentials, SignedIn};
use wardroom_core::db::Access;
use wardroom_core::model::OperatorStatus;

use super::fail::Outcome;
use super::settings::Settings;
use super::{ask, desk, enrol, host};

const WITHOUT: &str =
    "signing in asks for a password, so it needs a terminal; automation uses a service token";

/// Who signs in.
#[derive(Args, Debug)]
pub(crate) struct Login {
    /// Your sign-in name [default: asked for]
    name: Option<String>,
}

/// Signs in and keeps the session for later commands.
pub(crate) async fn run(settings: &Settings, args: Login) -> Outcome {
    let directory = desk::directory(settings, Access::Write).await?;
    let signed_in = sign_in(settings, &directory, args.name).await?;
    keep(settings, &signed_in)
}

/// Asks for everything that is missing; the first time, enrols.
pub(crate) async fn sign_in(
    settings: &Settings,
    directory: &Directory,
    name: Option<String>,
) -> Outcome<SignedIn> {
    let ring = settings.operator_key()?;
    let name = match name {
        Some(name) => name,
        None => ask::line("Name: ", WITHOUT)?,
    };
    // Whoever can ask this can read the table it is answered from.
    let known = directory.operator(&name).await?;
    if known.is_some_and(|o| o.status == OperatorStatus::Enrolling) {
        return enrol::enrol(settings, directory, &ring, &name, None).await;
    }
    let given = Credentials {
        name,
        password: ask::secret("Password: ", WITHOUT)?,
        second_factor: ask::secret("Code of your authenticator, or a recovery code: ", WITHOUT)?,
    };
    Ok(operator::sign_in(directory, &ring, &given, host().as_deref()).await?)
}

/// Saves the session and says so.
pub(crate) fn keep(settings: &Settings, signed_in: &SignedIn) -> Outcome {
    desk::saved(settings)?.write(&signed_in.token)?;
    let answer = json!({ "operator": signed_in.operator, "expires_at": signed_in.expires_at });
    settings.out.one(&answer, |_| {
        let (name, role) = (&signed_in.operator.name, signed_in.operator.role);
        vec![format!(
            "Signed in as {name} ({role}) until {}",
            signed_in.expires_at
        )]
    })
}
