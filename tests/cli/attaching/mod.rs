//! Another library's database from the command line: looked at, attached to, left without a trace.

mod confirmed;
mod cut_off;
mod everyone;
mod named;
mod plain;
mod refused;
mod report;

use jiff::tz::TimeZone;
use wardroom_tests::database::Fresh;
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};

/// Two people with a session each, in Better Auth's tables.
async fn furnish(db: &Fresh, spelling: Spelling) {
    db.run(&ddl(db.engine(), spelling)).await.unwrap();
    let at = |iso: &str| spelling.at(db.engine(), iso.parse().unwrap(), &TimeZone::UTC);
    let (then, soon) = (at("2026-09-21T14:13:20Z"), at("2046-01-19T18:40:00Z"));
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
