//! The people of the scenes, and every row of the application as lines that can be compared.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use wardroom_core::model::Ts;
use wardroom_tests::database::Engine;
use wardroom_tests::foreign::better_auth::Spelling;

use super::World;

/// `T[…]` is an instant as the database spells it, `YES` and `NO` are truth.
pub(super) const PEOPLE: &str = "
INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled, role, banned) VALUES
    ('alice', 'Alice', 'alice@mail.example', NO, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], YES, 'user', NO),
    ('bob', 'Bob', 'bob@mail.example', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], NO, NULL, NULL);
INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt) VALUES
    ('s1', 't1', 'alice', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('s2', 't2', 'alice', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('s3', 't3', 'bob', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt) VALUES
    ('a1', 'alice', 'credential', 'alice', 'salt:hash', T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('a2', '77', 'google', 'alice', NULL, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('b1', '583231', 'github', 'bob', NULL, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO twoFactor (id, secret, backupCodes, userId, verified, failedVerificationCount, lockedUntil) VALUES
    ('f1', 'sealed', '[\"aaaaa-bbbbb\"]', 'alice', YES, 10, T[2046-01-01T10:00:00.000Z]);
INSERT INTO passkey (id, name, publicKey, userId, credentialID, counter, deviceType, backedUp, createdAt) VALUES
    ('p1', 'key', 'pk', 'alice', 'cred', 0, 'singleDevice', NO, T[2026-01-01T10:00:00.000Z]);
INSERT INTO verification (id, identifier, value, expiresAt, createdAt, updatedAt) VALUES
    ('v1', 'trust-device-1', 'alice', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('v2', '2fa-1', 'alice', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('v3', 'reset-password:old', 'alice', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('v4', 'reset-password:his', 'bob', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('v5', 'trust-device-2', 'bob', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('v6', 'magic-link:x', '{}', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO apikey (id, configId, name, start, referenceId, key, enabled, createdAt, updatedAt) VALUES
    ('k1', 'default', 'robot', 'ab', 'alice', 'hash1', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('k2', 'default', 'old', 'cd', 'alice', 'hash2', NO, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('k3', 'default', NULL, 'ef', 'crew', 'hash3', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO organization (id, name, slug, createdAt) VALUES ('crew', 'Crew', 'crew', T[2026-01-01T10:00:00.000Z]);
INSERT INTO member (id, organizationId, userId, role, createdAt) VALUES
    ('m1', 'crew', 'alice', 'member', T[2026-01-01T10:00:00.000Z]),
    ('m2', 'crew', 'bob', 'owner', T[2026-01-01T10:00:00.000Z]);
INSERT INTO invitation (id, organizationId, email, role, status, expiresAt, createdAt, inviterId) VALUES
    ('i1', 'crew', 'alice@mail.example', 'admin', 'pending', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], 'bob'),
    ('i2', 'crew', 'alice@mail.example', 'admin', 'rejected', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], 'bob');
";

/// Tables with the columns that are compared; those after the bar are instants.
const COMPARED: &[(&str, &[&str], &[&str])] = &[
    (
        "user",
        &[
            "id",
            "emailVerified",
            "twoFactorEnabled",
            "banned",
            "banReason",
        ],
        &["updatedAt", "banExpires"],
    ),
    ("session", &["id", "userId"], &["expiresAt", "updatedAt"]),
    ("account", &["id", "providerId", "password"], &["updatedAt"]),
    (
        "twoFactor",
        &["id", "secret", "backupCodes", "failedVerificationCount"],
        &["lockedUntil"],
    ),
    ("passkey", &["id", "publicKey"], &[]),
    (
        "verification",
        &["identifier", "value"],
        &["expiresAt", "createdAt", "updatedAt"],
    ),
    ("apikey", &["id", "enabled", "key"], &["updatedAt"]),
    ("member", &["id", "role"], &[]),
    ("invitation", &["id", "status"], &["expiresAt"]),
];

/// The statements with their instants and truths as this database spells them.
pub(super) fn with_times(sql: &str, engine: Engine, spelling: Spelling) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("T[") {
        let (text, tail) = after.split_once(']').unwrap();
        out.push_str(before);
        out.push_str(&time(text, engine, spelling));
        rest = tail;
    }
    out.push_str(rest);
    let [yes, no] = match engine {
        Engine::Sqlite => ["1", "0"],
        Engine::Postgres => ["TRUE", "FALSE"],
    };
    out.replace("YES", yes)
        .replace("NO)", &format!("{no})"))
        .replace("NO,", &format!("{no},"))
}

fn time(text: &str, engine: Engine, spelling: Spelling) -> String {
    spelling.at(engine, text.parse().unwrap(), &TimeZone::UTC)
}

/// Every row of the application, one line each.
pub(super) struct Rows(BTreeSet<String>);

impl Rows {
    pub(super) async fn of(world: &World, now: Ts) -> Self {
        let mut lines = BTreeSet::new();
        for (table, columns, instants) in COMPARED {
            let plain = columns
                .iter()
                .map(|c| format!("coalesce(CAST({c} AS text), '-')"));
            let times = instants.iter().map(|c| {
                let read = millis(c, world.db.engine(), world.spelling);
                format!("coalesce(CAST({read} AS text), '-')")
            });
            let all: Vec<_> = plain.chain(times).collect();
            let from = format!("SELECT {} FROM \"{table}\"", all.join(" || '|' || "));
            let from = from.replace("\"twoFactor\"", "twoFactor");
            for row in world.texts(&from).await {
                lines.insert(format!("{table}|{}", told(&row, now)));
            }
        }
        Self(lines)
    }

    /// The lines that went, and those that came.
    pub(super) fn to(&self, after: &Self) -> [Vec<String>; 2] {
        let gone = self.0.difference(&after.0).cloned().collect();
        [gone, after.0.difference(&self.0).cloned().collect()]
    }
}

fn millis(column: &str, engine: Engine, spelling: Spelling) -> String {
    match (engine, spelling) {
        (Engine::Postgres, _) => {
            format!("CAST(floor(extract(epoch FROM {column}) * 1000) AS BIGINT)")
        }
        (Engine::Sqlite, Spelling::BuiltIn | Spelling::Prisma) => {
            format!("CAST(round(unixepoch({column}, 'subsec') * 1000) AS INTEGER)")
        }
        (Engine::Sqlite, Spelling::Drizzle) => column.to_owned(),
    }
}

/// Truth in one spelling, and instants near now as what they are from it.
fn told(row: &str, now: Ts) -> String {
    let word = |word: &str| match (word, word.parse::<i64>()) {
        ("true", _) => "1".to_owned(),
        ("false", _) => "0".to_owned(),
        (_, Ok(at)) if at > 1_000_000_000_000 => {
            let off = at - now.us() / 1_000;
            if off.abs() < 86_400_000 {
                format!("now+{off}ms")
            } else {
                "far".to_owned()
            }
        }
        _ => word.to_owned(),
    };
    row.split('|').map(word).collect::<Vec<_>>().join("|")
}
