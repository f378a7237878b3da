//! `wardroom whoami`: who acts, where, and for how long.

use serde::Serialize;
use wardroom_core::model::{Caller, OperatorRole, Safe, Ts};

use super::desk::Desk;
use super::fail::Outcome;
use super::out::fields;
use super::settings::Settings;

#[derive(Debug, Serialize)]
struct Whoami {
    kind: &'static str,
    name: String,
    role: OperatorRole,
    database: String,
    environment: String,
    production: bool,
    expires_at: Option<Ts>,
    second_factor_at: Option<Ts>,
}

/// Says who acts.
pub(crate) async fn run(settings: &Settings) -> Outcome {
    let desk = Desk::open(settings).await?;
    let environment = settings.environment();
    let mut who = Whoami {
        kind: "service",
        name: desk.caller()?.name().to_owned(),
        role: desk.role,
        database: settings.target()?.to_string(),
        environment: environment.label().to_owned(),
        production: environment.is_production(),
        expires_at: None,
        second_factor_at: None,
    };
    match desk.caller()? {
        Caller::Operator { id, session, .. } => {
            let sessions = desk.directory.operator_sessions(id).await?;
            let mine = sessions
                .iter()
                .find(|s| s.id.to_string() == session.to_string());
            who.kind = "operator";
            who.expires_at = mine.map(|s| s.expires_at);
            who.second_factor_at = mine.and_then(|s| s.factor_at);
        }
        Caller::Service { name, .. } => {
            let token = desk.directory.service_token(name).await?;
            who.expires_at = token.map(|t| t.expires_at);
        }
    }
    settings.out.one(&who, |who| {
        let when = |at: Option<Ts>| at.map(|at| Safe::new(&at.to_string()));
        fields(&[
            ("name", Some(Safe::new(&who.name))),
            ("role", Some(Safe::new(who.role.word()))),
            ("kind", Some(Safe::new(who.kind))),
            ("directory", Some(Safe::new(&who.database))),
            ("environment", Some(Safe::new(&who.environment))),
            ("until", when(who.expires_at)),
            ("second factor", when(who.second_factor_at)),
        ])
    })
}
