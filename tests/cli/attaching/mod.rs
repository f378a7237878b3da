//! Another library's database from the command line: looked at, attached to, left without a trace.

mod confirmed;
mod cut_off;
mod refused;
mod report;

use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};

/// Two people with a session each, in Better Auth's tables.
async fn furnish(db: &Fresh, spelling: Spelling) {
    db.run(&ddl(db.engine(), spelling)).await.unwrap();
    let at = |seconds: &str, iso: &str| match (db.engine(), spelling) {
        (Engine::Sqlite, Spelling::Drizzle) => format!("{seconds}000"),
        _ => format!("'{iso}'"),
    };
    let (then, soon) = (
        at("1790000000", "2026-09-21T14:13:20.000Z"),
        at("2400000000", "2046-01-19T18:40:00.000Z"),
    );
    db.run(&spelled(
        &format!(
            "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt)
                VALUES ('u1', 'Alice', 'alice@mail.example', true, {then}, {then}),
                ('u2', 'Bob', 'bob@mail.example', false, {then}, {then});
            INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt)
                VALUES ('s1', 'tok1', 'u1', {soon}, {then}, {then}), ('s2', 'tok2', 'u2', {soon}, {then}, {then});"
        ),
        spelling,
    ))
    .await
    .unwrap();
}
