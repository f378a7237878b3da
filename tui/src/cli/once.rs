//! What is shown once: beside the result, on standard output, and nowhere else.

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde_json::json;
use wardroom_core::action::Done;

use super::act::remains;
use super::fail::Outcome;
use super::settings::Settings;

/// Shows `secret`, named `what`, with what was done.
pub(crate) fn show<T: Serialize>(
    settings: &Settings,
    done: &Done<T>,
    what: &str,
    secret: &SecretString,
) -> Outcome {
    let mut answer = json!(done);
    if let Some(outcome) = answer["outcome"].as_object_mut() {
        outcome.insert(what.to_owned(), json!(secret.expose_secret()));
    }
    settings.out.one(&answer, |_| {
        let said = what.replace('_', " ");
        let mut lines = vec![
            format!("The {said}, shown only now:"),
            format!("  {}", secret.expose_secret()),
        ];
        lines.extend(remains(done));
        lines
    })
}
