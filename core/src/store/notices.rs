//! Security notices: queued with the change they tell of, to the user and to an address changed lately.

use std::time::Duration;

use serde_json::Value as Json;

use super::Directory;
use crate::error::Result;
use crate::layout::Edit;
use crate::model::{MailTemplate, User};

/// How long after a change of address the old one is told too.
pub(crate) const TOLD_TOO: Duration = Duration::from_hours(30 * 24);

/// Queues a notice to `user`, and to an address changed within 30 days; never with a secret in it.
pub(crate) async fn tell(
    edit: &mut Edit<'_>,
    directory: &Directory,
    user: &User,
    template: MailTemplate,
    params: Json,
) -> Result<()> {
    let changed_lately = user
        .email_changed_at
        .is_some_and(|at| edit.now.since(at) < TOLD_TOO);
    let previous = user.previous_email.as_deref().filter(|_| changed_lately);
    let changes = directory.layout().changes();
    for recipient in std::iter::once(user.email.as_str()).chain(previous) {
        let id = directory.fresh_id();
        changes
            .tell(edit, &id, &user.id, recipient, template, params.clone())
            .await?;
    }
    Ok(())
}
