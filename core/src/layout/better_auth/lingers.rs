//! What goes on after sessions ended: what signed cookies and tokens say is believed without a look at the database.

use std::time::Duration;

use crate::layout::{Layout, SessionStorage};
use crate::model::Ts;

/// How long the JWT plugin's tokens count unless it is told otherwise.
const JWT: Duration = Duration::from_mins(15);

pub(super) fn lingers(layout: &Layout, now: Ts, until: Ts) -> Vec<String> {
    let app = layout.app();
    let mut said = Vec::new();
    if app.access_token_life.is_some() {
        let until = until.to_second();
        said.push(format!("a cookie cache is believed until {until}"));
    } else {
        said.push(
            "a cookie cache, if the application has one, is believed until it runs out: 5 minutes unless it says otherwise"
                .to_owned(),
        );
    }
    if layout.has("ba_jwks") {
        let until = now
            .plus(app.access_token_life.unwrap_or(JWT).max(JWT))
            .to_second();
        said.push(format!(
            "tokens of the JWT plugin are believed until {until}, unless the application gives them another life"
        ));
    }
    if app.session_storage != SessionStorage::Database {
        said.push(
            "sessions in the secondary storage go on: the application must remove them there"
                .to_owned(),
        );
    }
    said
}
