//! The set that makes an Auth.js directory: it only goes forward, over tables an application is using.

mod meaning;
mod refused;
mod rising;
mod sharing;

use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_tests::database::{Engine, Fresh};

use crate::tracking::{table, target};

/// Makes the directory.
pub(crate) async fn made(db: &Fresh) {
    let target = target(db);
    up(&Place::own(&target), Set::Authjs).await.unwrap();
}

/// The tables as somebody restores them without Wardroom's: the tracking and the plain indexes are gone.
async fn restored(db: &Fresh) {
    made(db).await;
    db.run(&format!("DROP TABLE {}", table(db, Set::Authjs)))
        .await
        .unwrap();
    for index in PLAIN {
        db.run(&format!("DROP INDEX \"{index}\"")).await.unwrap();
    }
}

/// The indexes that come after the tables.
const PLAIN: [&str; 5] = [
    "Account_userId_idx",
    "Session_expires_sessionToken_idx",
    "Session_userId_idx",
    "User_createdAt_id_idx",
    "VerificationToken_expires_idx",
];

/// Those of them that are there and can be used.
async fn plain(db: &Fresh) -> Vec<String> {
    db.texts(match db.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE '%\\_idx' ESCAPE '\\' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indisvalid AND c.relname LIKE '%\\_idx' AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
        }
    })
    .await
}

/// Begins a session of alice's that lasts.
fn a_session(db: &Fresh, token: &str) -> String {
    let expires = match db.engine() {
        Engine::Sqlite => "4102444800000",
        Engine::Postgres => "'2100-01-01'",
    };
    format!(
        "INSERT INTO \"Session\" (\"sessionToken\", \"userId\", expires) VALUES ('{token}', 'alice', {expires})"
    )
}

const ALICE: &str = "INSERT INTO \"User\" (id, email) VALUES ('alice', 'alice@example.org')";
