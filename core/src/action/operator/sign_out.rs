//! Ending one's own session.

use serde_json::json;

use super::record::done;
use crate::error::Result;
use crate::model::Caller;
use crate::store::{Directory, operator_sessions, operators};

const VERB: &str = "logout";

/// Ends the caller's session; one that has ended already is left as it is. A service token has none.
pub async fn sign_out(directory: &Directory, caller: &Caller) -> Result<()> {
    let Caller::Operator { id, session, .. } = caller else {
        return Ok(());
    };
    let mut tx = directory.begin().await?;
    let now = directory.now();
    if operator_sessions::end(&mut tx, *session, now, "sign_out").await? == 1
        && let Some(operator) = operators::by_id(&mut tx, id).await?
    {
        done(&mut tx, directory, VERB, &operator, json!({})).await?;
    }
    tx.commit().await
}
