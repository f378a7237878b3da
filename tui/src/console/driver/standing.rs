//! What a caller may do and until when their second factor counts, for the first row and for what is offered.

use wardroom_core::action::STEP_UP_LIMIT;
use wardroom_core::action::operator::SignedIn;
use wardroom_core::model::{Caller, Id, Ts};
use wardroom_core::{Directory, Error, Result};

use crate::console::app::Signed;

/// A session that just began, its second factor shown now.
pub(super) fn signed(begun: SignedIn, now: Ts) -> Signed {
    Signed {
        caller: begun.caller,
        email: begun.operator.email,
        role: begun.operator.role,
        step_up_until: Some(now.plus(STEP_UP_LIMIT)),
        read_only: None,
    }
}

/// A session begun before the console.
pub async fn standing(directory: &Directory, caller: Caller) -> Result<Signed> {
    let Caller::Operator { id, name, session } = &caller else {
        return Err(Error::invalid(
            "caller",
            "a service token cannot use the console",
        ));
    };
    let operator = directory.operator(name).await?;
    let operator = operator.ok_or_else(|| Error::not_found("operator", name))?;
    let sessions = directory.operator_sessions(id).await?;
    let own = sessions
        .into_iter()
        .find(|own| own.id == Id::Uuid(*session));
    let shown = own.and_then(|own| own.factor_at);
    Ok(Signed {
        caller,
        email: operator.email,
        role: operator.role,
        step_up_until: shown.map(|at| at.plus(STEP_UP_LIMIT)),
        read_only: None,
    })
}
