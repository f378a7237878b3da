//! `wardroom init`: a directory that can be used: created, migrated, with a key and a first operator.

use clap::Args;
use secrecy::ExposeSecret;
use serde_json::json;
use wardroom_core::Error;
use wardroom_core::action::operator::bootstrap;
use wardroom_core::db::{Access, connect};

use super::fail::{Fail, Outcome};
use super::init_layout::{NewLayout, adapter};
use super::settings::Settings;
use super::{db, desk, enrol, key, login};

/// Which directory is made, and its first operator.
#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The spelling of the directory [default: the one that is there, else own]
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<NewLayout>,
    #[command(flatten)]
    first: First,
}

/// How the first operator is made.
#[derive(Args, Debug)]
pub(crate) struct First {
    /// The first operator's sign-in name
    #[arg(long, default_value = "admin")]
    name: String,
    /// Their address: an account with the same one is protected from them
    #[arg(long)]
    email: Option<String>,
    /// Enrol right here instead of printing the one-time code
    #[arg(long)]
    enrol: bool,
}

/// Makes what is missing; what is there stays.
pub(crate) async fn run(settings: &Settings, args: Init) -> Outcome {
    let target = settings.target()?;
    // The file first, private from its first moment; migrating opens its own connection.
    connect(&target, Access::Create, 1).await?.close().await;
    let sets = NewLayout::sets(args.layout, settings, &target).await?;
    let raised = db::raise(settings, &target, sets).await?;
    let adapter = adapter(sets, target.engine());
    first_operator(settings, &args.first, &raised, adapter).await
}

/// Makes the operators' key if there is none, and the first operator of a database that has its bookkeeping; ends with
/// what an application needs of it.
pub(super) async fn first_operator(
    settings: &Settings,
    args: &First,
    raised: &[db::Raised],
    adapter: Vec<String>,
) -> Outcome {
    let target = settings.target()?;
    let (ring, made) = key::find_or_create(settings)?;
    let directory = desk::directory(settings, Access::Write).await?;
    let first = bootstrap(&directory, &args.name, args.email.as_deref()).await;
    let first = match first {
        Ok(first) => first,
        Err(Error::Conflict { .. }) => return already(settings, raised, adapter),
        Err(error) => return Err(error.into()),
    };
    let code = first.code.grouped();
    if args.enrol {
        let signed_in = enrol::enrol(
            settings,
            &directory,
            &ring,
            &first.operator.name,
            Some(code),
        )
        .await?;
        settings.out.lines(adapter)?;
        return login::keep(settings, &signed_in);
    }
    let answer = json!({
        "database": target.to_string(),
        "migrated": raised,
        "operator_key_file": made,
        "operator": first.operator,
        "enrolment_code": code.expose_secret(),
        "expires_at": first.expires_at,
        "adapter": adapter,
    });
    settings.out.one(&answer, |_| {
        let key = made.map(|file| format!("The operators' key is in {file}; back it up apart."));
        let name = &first.operator.name;
        [format!("{target} is ready.")]
            .into_iter()
            .chain(key)
            .chain([
                format!(
                    "The first operator is {name}. Their one-time enrolment code, shown only now:"
                ),
                format!("  {}", code.expose_secret()),
                format!(
                    "It counts until {}; go on with: wardroom login {name}",
                    first.expires_at
                ),
            ])
            .chain(adapter)
            .collect()
    })
}

fn already(settings: &Settings, raised: &[db::Raised], adapter: Vec<String>) -> Outcome {
    let target = settings
        .target()
        .map_err(|_: Fail| ())
        .map(|t| t.to_string());
    let target = target.unwrap_or_default();
    let answer =
        json!({ "database": target, "migrated": raised, "operator": null, "adapter": adapter });
    settings.out.one(&answer, |_| {
        let ready = format!("{target} is ready; it has operators already, so none was made.");
        [ready].into_iter().chain(adapter).collect()
    })
}
