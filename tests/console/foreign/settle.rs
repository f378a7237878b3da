//! Better Auth's cast: alice, who has one of everything, and bob, whom only his account at GitHub lets in.

use wardroom_tests::database::Fresh;
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};

/// One key's name would clear the screen if it were let.
const CAST: &str = r#"
INSERT INTO "user" (id, name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled, role, banned) VALUES
    ('alice', 'Alice', 'alice@mail.example', 0, MADE, MADE, 1, 'user', 0),
    ('bob', 'Bob', 'bob@mail.example', 1, MADE, MADE, 0, NULL, NULL);
INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt, userAgent) VALUES
    ('s1', 'CANARY-token-1', 'alice', FAR, MADE, MADE, 'Firefox'),
    ('s2', 'CANARY-token-2', 'bob', FAR, MADE, MADE, 'Safari');
INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt) VALUES
    ('a1', 'alice', 'credential', 'alice', 'CANARY-hash', MADE, MADE),
    ('a2', '77', 'google', 'alice', NULL, MADE, MADE),
    ('b1', '583231', 'github', 'bob', NULL, MADE, MADE);
INSERT INTO twoFactor (id, secret, backupCodes, userId, verified) VALUES
    ('f1', 'CANARY-secret', '["CANAR-Ycode"]', 'alice', 1);
INSERT INTO passkey (id, name, publicKey, userId, credentialID, counter, deviceType, backedUp, createdAt) VALUES
    ('p1', 'blue key', 'pk', 'alice', 'cred', 0, 'singleDevice', 0, MADE);
INSERT INTO apikey (id, configId, name, start, referenceId, key, enabled, expiresAt, lastRequest, createdAt, updatedAt) VALUES
    ('k1', 'default', 'robot', 'ab', 'alice', 'CANARY-key-1', 1, '2027-03-01T10:00:00.000Z', NULL, MADE, MADE),
    ('k2', 'default', 'old ESC[2J', 'cd', 'alice', 'CANARY-key-2', 0, NULL, NULL, MADE, MADE),
    ('k3', 'default', NULL, 'ef', 'alice', 'CANARY-key-3', 1, '2026-11-01T10:00:00.000Z', NULL, MADE, MADE),
    ('k4', 'default', 'lift', 'gh', 'alice', 'CANARY-key-4', 1, NULL, '2026-11-19T09:00:00.000Z', MADE, MADE);
INSERT INTO organization (id, name, slug, createdAt) VALUES ('o1', 'The Crew', 'crew', MADE);
INSERT INTO member (id, organizationId, userId, role, createdAt) VALUES
    ('m1', 'o1', 'alice', 'member', MADE), ('m2', 'o1', 'bob', 'owner', MADE);
INSERT INTO invitation (id, organizationId, email, role, status, expiresAt, createdAt, inviterId) VALUES
    ('i1', 'o1', 'alice@mail.example', 'admin', 'pending', FAR, MADE, 'bob'),
    ('i2', 'o1', 'alice@mail.example', 'admin', 'rejected', FAR, MADE, 'bob');
"#;

/// Makes the tables and the cast.
pub(super) async fn settle(db: &Fresh) {
    db.run(&ddl(db.engine(), Spelling::BuiltIn)).await.unwrap();
    let cast = spelled(CAST, Spelling::BuiltIn)
        .replace("MADE", "'2026-01-01T10:00:00.000Z'")
        .replace("FAR", "'2046-01-01T10:00:00.000Z'")
        .replace("ESC", "\u{1b}");
    db.run(&cast).await.unwrap();
}
