//! Lets the codes that wait count.

use wardroom_core::Error;
use wardroom_core::action::codes::FinishCodes;
use wardroom_core::model::CodeSetState;

use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;

pub(super) async fn run(desk: &Desk<'_>, named: &str) -> Outcome {
    let user = desk.user(named).await?.id;
    let sets = desk.directory.code_sets_of(&user).await?;
    let waiting = sets.into_iter().find(|s| s.state == CodeSetState::Pending);
    let waiting =
        waiting.ok_or_else(|| Error::not_found("pending set of recovery codes of", named))?;
    let action = FinishCodes {
        user,
        set: waiting.id,
    };
    desk.carry_out(&action, |_| {
        "the codes count now; the ones before are void".to_owned()
    })
    .await
}
