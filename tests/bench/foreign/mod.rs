//! Directories of other libraries: what an operator does in one, over the indexes its application has and no others.

mod ground;
mod questions;

use wardroom_tests::database;
use wardroom_tests::foreign::many::Many;

use super::ask::{Ask, Engine};
use super::ground::Places;
use super::report::Report;
use ground::{Ground, Server};

/// Asks every directory everything, a column each.
pub(crate) fn measure(ask: &Ask, places: &Places) -> Report {
    let mut report = Report::new(ask.users);
    for engine in &ask.engines {
        let server = Server::start(*engine, places);
        let kind = match engine {
            Engine::Sqlite => database::Engine::Sqlite,
            Engine::Postgres => database::Engine::Postgres,
        };
        for many in Many::on(kind) {
            let ground = Ground::prepare(*many, kind, ask.users, &server);
            report.begin(ground.title());
            questions::measure(&ground, &mut report);
        }
    }
    report
}
