//! The operator or token an admin's action is about, and the one thing no admin may do: leave none.

use crate::action::{Scene, Target};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::model::{Operator, OperatorId, OperatorRole, OperatorStatus, Refusal, ServiceToken};
use crate::store::{operators, service_tokens};

/// The operator with this name.
pub(super) async fn operator(on: &mut impl Conn, name: &str) -> Result<Operator> {
    let found = operators::by_name(on, name).await?;
    let found = found.map(|credited| credited.operator);
    found.ok_or_else(|| Error::not_found("operator", name))
}

/// The operator with this name, as a target.
pub(super) async fn operator_target(on: &mut impl Conn, name: &str) -> Result<Target> {
    let operator = operator(on, name).await?;
    Ok(Target::Own {
        kind: "operator",
        id: operator.id.to_string(),
    })
}

/// The service token with this name.
pub(super) async fn token(on: &mut impl Conn, name: &str) -> Result<ServiceToken> {
    let found = service_tokens::by_name(on, name).await?;
    found.ok_or_else(|| Error::not_found("service token", name))
}

/// Refuses `verb` where it would take away the last admin that can sign in.
pub(super) async fn keep_an_admin(
    scene: &mut Scene<'_>,
    losing: &Operator,
    verb: &'static str,
) -> Result<()> {
    if losing.role != OperatorRole::Admin || losing.status != OperatorStatus::Active {
        return Ok(());
    }
    let admins = operators::active_admins(scene.tx()).await?;
    let other = |(id,): &(OperatorId,)| *id != losing.id;
    if admins.iter().any(other) {
        return Ok(());
    }
    Err(Error::Refused {
        action: verb,
        refusal: Refusal::LastAdmin,
    })
}
