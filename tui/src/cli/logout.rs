//! `wardroom logout`: ends the session and forgets it, whether the directory answers or not.

use wardroom_core::action::operator;
use wardroom_core::db::Access;

use super::desk;
use super::fail::Outcome;
use super::settings::Settings;

/// Ends the saved session.
pub(crate) async fn run(settings: &Settings) -> Outcome {
    let saved = desk::saved(settings)?;
    let Some(token) = saved.read()? else {
        return say(settings, false);
    };
    saved.remove()?;
    let directory = desk::directory(settings, Access::Write).await?;
    // A session that has ended already is what was asked for.
    let Ok(caller) = operator::resume(&directory, &token).await else {
        return say(settings, false);
    };
    operator::sign_out(&directory, &caller).await?;
    say(settings, true)
}

fn say(settings: &Settings, ended: bool) -> Outcome {
    settings
        .out
        .one(&serde_json::json!({ "ended": ended }), |_| {
            let line = if ended {
                "Signed out"
            } else {
                "There was no session"
            };
            vec![line.to_owned()]
        })
}
