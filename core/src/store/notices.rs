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
    for recipient in std::iter::once(user.email.as_str()).chain(previous(edit, user)) {
        let to = (user, recipient);
        queue(edit, directory, to, template, params.clone()).await?;
    }
    Ok(())
}

/// Queues a mail that carries a link to the present address, and to one changed lately only that it was sent.
pub(crate) async fn tell_link(
    edit: &mut Edit<'_>,
    directory: &Directory,
    user: &User,
    params: Json,
) -> Result<()> {
    let to = (user, user.email.as_str());
    queue(edit, directory, to, MailTemplate::AppReset, params).await?;
    match previous(edit, user) {
        Some(before) => {
            let told = MailTemplate::ResetMailed;
            queue(edit, directory, (user, before), told, Json::default()).await
        }
        None => Ok(()),
    }
}

/// The address before, where it changed lately.
fn previous<'u>(edit: &Edit<'_>, user: &'u User) -> Option<&'u str> {
    let changed_lately = user
        .email_changed_at
        .is_some_and(|at| edit.now.since(at) < TOLD_TOO);
    user.previous_email.as_deref().filter(|_| changed_lately)
}

async fn queue(
    edit: &mut Edit<'_>,
    directory: &Directory,
    (user, recipient): (&User, &str),
    template: MailTemplate,
    params: Json,
) -> Result<()> {
    let changes = directory.layout().changes();
    let id = directory.fresh_id();
    changes
        .tell(edit, &id, &user.id, recipient, template, params)
        .await
}
