//! What an admin does about operators: each verb is one action of core.

use wardroom_core::action::operator::{
    CreateOperator, DisableOperator, EnableOperator, EndOperatorSessions, ReissueEnrolment,
    SetOperatorRole,
};
use wardroom_core::model::OperatorRole;

use super::Create;
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::cli::once;
use crate::cli::settings::Settings;

pub(super) async fn create(settings: &Settings, args: Create) -> Outcome {
    let desk = Desk::open(settings).await?;
    let Create { name, role, email } = args;
    let done = desk.act(&CreateOperator { name, email, role }).await?;
    once::show(
        settings,
        &done,
        "enrolment_code",
        &done.outcome.code.grouped(),
    )
}

pub(super) async fn reissue(settings: &Settings, name: String) -> Outcome {
    let desk = Desk::open(settings).await?;
    let done = desk.act(&ReissueEnrolment { name }).await?;
    once::show(
        settings,
        &done,
        "enrolment_code",
        &done.outcome.code.grouped(),
    )
}

pub(super) async fn disable(settings: &Settings, name: String) -> Outcome {
    let desk = Desk::open(settings).await?;
    let said = format!("operator {name} is disabled");
    desk.carry_out(&DisableOperator { name }, |_| said).await
}

pub(super) async fn enable(settings: &Settings, name: String) -> Outcome {
    let desk = Desk::open(settings).await?;
    let said = format!("operator {name} is enabled");
    desk.carry_out(&EnableOperator { name }, |_| said).await
}

pub(super) async fn role(settings: &Settings, name: String, role: OperatorRole) -> Outcome {
    let desk = Desk::open(settings).await?;
    let said = format!("operator {name}");
    desk.carry_out(&SetOperatorRole { name, role }, |set| {
        format!("{said} is {} instead of {}", set.role, set.before)
    })
    .await
}

pub(super) async fn sign_out(settings: &Settings, name: String) -> Outcome {
    let desk = Desk::open(settings).await?;
    let said = format!("every session of operator {name} ended");
    desk.carry_out(&EndOperatorSessions { name }, |_| said)
        .await
}
