//! Older versions, other ids, other names: recognised by the columns, changed as exactly.

use wardroom_core::action::ResetFactors;
use wardroom_core::action::api_key::DisableApiKey;
use wardroom_core::action::user::{DisableUser, MailReset, UnlockUser};
use wardroom_core::model::{AccessPart, ApiKeyId, Id};
use wardroom_tests::database::Engine;
use wardroom_tests::foreign::better_auth::Spelling;

use super::{ALICE, World, every_spelling};

every_spelling! {
    async fn up_to_1_4_a_key_names_its_user_and_nothing_counts_failures(world: World) {
        world.run("ALTER TABLE apikey RENAME COLUMN referenceId TO userId").await;
        world.run("ALTER TABLE apikey DROP COLUMN configId").await;
        for column in ["verified", "failedVerificationCount", "lockedUntil"] {
            world.run(&format!("ALTER TABLE twoFactor DROP COLUMN {column}")).await;
        }
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let by = &wardroom.troupe.ana.caller;
        let given = wardroom_tests::cast::reason();
        let disable = DisableUser { user: user.clone() };
        let done = wardroom_core::action::perform(&wardroom.directory, by, &given, &disable).await.unwrap();
        assert_eq!(done.outcome.api_keys, 1);
        assert_eq!(world.texts("SELECT id FROM apikey WHERE enabled ORDER BY id").await, ["k3"]);
        let unlock = UnlockUser { user: user.clone() };
        let why = wardroom_core::action::perform(&wardroom.directory, by, &given, &unlock).await.err().unwrap();
        assert!(why.to_string().contains("keeps no count of failed codes"), "{why}");
        let reset = ResetFactors { user };
        let done = wardroom_core::action::perform(&wardroom.directory, by, &given, &reset).await.unwrap();
        assert_eq!(done.outcome.totp, 1);
        assert!(world.texts("SELECT id FROM twoFactor").await.is_empty());
    }

    async fn other_names_are_told_by_the_profile(world: World) {
        world.run("ALTER TABLE \"user\" RENAME TO people").await;
        world.run("ALTER TABLE apikey RENAME TO robots").await;
        world.run("ALTER TABLE people RENAME COLUMN emailVerified TO is_proved").await;
        let wardroom = world.attach(&[
            ("tables.user.table", "people"), ("tables.user.columns.emailVerified", "is_proved"),
        ]).await;
        let alice = wardroom.user(ALICE).await;
        assert!(alice.email_verified_at.is_none());
        let key = ApiKeyId(Id::Text("k1".to_owned()));
        wardroom.ana(DisableApiKey { key }).await;
        assert_eq!(world.texts("SELECT id FROM robots WHERE enabled ORDER BY id").await, ["k3"]);
    }
}

/// Numbers as ids: the references that the library keeps as text stay text.
const NUMBERED: &str = "
CREATE TABLE \"user\" (id NUMBERED, name text NOT NULL, email text NOT NULL, emailVerified BOOL NOT NULL,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL, twoFactorEnabled BOOL, banned BOOL, banReason text, banExpires TIME);
CREATE TABLE session (id NUMBERED, expiresAt TIME NOT NULL, token text NOT NULL, createdAt TIME NOT NULL,
    updatedAt TIME NOT NULL, userId integer NOT NULL REFERENCES \"user\" (id) ON DELETE CASCADE);
CREATE TABLE account (id NUMBERED, accountId text NOT NULL, providerId text NOT NULL, userId integer NOT NULL,
    password text, createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
CREATE TABLE verification (id NUMBERED, identifier text NOT NULL, value text NOT NULL, expiresAt TIME NOT NULL,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
CREATE TABLE twoFactor (id NUMBERED, secret text NOT NULL, backupCodes text NOT NULL, userId integer NOT NULL);
CREATE TABLE apikey (id NUMBERED, referenceId text NOT NULL, key text NOT NULL, enabled BOOL, name text,
    createdAt TIME NOT NULL, updatedAt TIME NOT NULL);
INSERT INTO \"user\" (name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled, banned)
    VALUES ('Alice', 'alice@mail.example', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], YES, NO);
INSERT INTO session (expiresAt, token, createdAt, updatedAt, userId)
    VALUES (T[2046-01-01T10:00:00.000Z], 't1', T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], 1);
INSERT INTO verification (identifier, value, expiresAt, createdAt, updatedAt)
    VALUES ('trust-device-1', '1', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO twoFactor (secret, backupCodes, userId) VALUES ('sealed', '[]', 1);
INSERT INTO apikey (referenceId, key, enabled, createdAt, updatedAt)
    VALUES ('1', 'hash1', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('2', 'hash2', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
";

/// Puts tables with numbers for ids in the place of the others.
async fn number(world: &World, more: &str) {
    for table in [
        "invitation",
        "member",
        "organization",
        "passkey",
        "apikey",
        "twoFactor",
        "verification",
        "account",
        "session",
        "\"user\"",
        "jwks",
    ] {
        world.run(&format!("DROP TABLE {table}")).await;
    }
    let numbered = match world.db.engine() {
        Engine::Sqlite => "integer PRIMARY KEY AUTOINCREMENT",
        Engine::Postgres => "integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    };
    let tables = NUMBERED.to_owned() + more;
    let rows = crate::better_auth::rows::with_times(&tables, world.db.engine(), world.spelling);
    let (time, truth) =
        wardroom_tests::foreign::better_auth::types(world.db.engine(), world.spelling);
    world
        .run(
            &rows
                .replace("NUMBERED", numbered)
                .replace("TIME", time)
                .replace("BOOL", truth),
        )
        .await;
}

/// An organization of alice's number, keys that are nearly hers, and what counts somebody's attempts.
const CONFUSING: &str = "
CREATE TABLE organization (id NUMBERED, name text NOT NULL, slug text NOT NULL);
INSERT INTO organization (name, slug) VALUES ('Crew', 'crew');
INSERT INTO apikey (referenceId, key, enabled, createdAt, updatedAt)
    VALUES ('01', 'padded', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]),
    ('1 of them', 'wordy', YES, T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
INSERT INTO verification (identifier, value, expiresAt, createdAt, updatedAt)
    VALUES ('2fa-attempts-2fa-x', '1', T[2046-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
";

every_spelling! {
    async fn a_number_that_is_two_things_is_acted_on_as_neither(world: World) {
        number(&world, CONFUSING).await;
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let hers = wardroom.directory.access_part(&user, AccessPart::ApiKeys, None, 9).await.unwrap();
        assert!(hers.rows.is_empty(), "{hers:?}");
        let done = wardroom.ana(DisableUser { user: user.clone() }).await;
        assert_eq!(done.outcome.api_keys, 0);
        assert!(done.remains.iter().any(|r| r.starts_with("1 API key is the user's or an organization's")), "{:?}", done.remains);
        let keys = "SELECT key FROM apikey WHERE enabled ORDER BY key";
        assert_eq!(world.texts(keys).await, ["hash1", "hash2", "padded", "wordy"]);
        wardroom.ana(DisableApiKey { key: ApiKeyId(Id::Integer(1)) }).await;
        assert_eq!(world.texts(keys).await, ["hash2", "padded", "wordy"]);
        wardroom.ana(ResetFactors { user }).await;
        assert_eq!(world.texts("SELECT identifier FROM verification").await, ["2fa-attempts-2fa-x"]);
    }

    async fn a_number_written_otherwise_is_nobodys(world: World) {
        number(&world, CONFUSING).await;
        world.run("DROP TABLE organization").await;
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let hers = wardroom.directory.access_part(&user, AccessPart::ApiKeys, None, 9).await.unwrap();
        assert_eq!(hers.rows.len(), 1, "{hers:?}");
        let done = wardroom.ana(DisableUser { user }).await;
        assert_eq!(done.outcome.api_keys, 1);
        assert_eq!(world.texts("SELECT key FROM apikey WHERE enabled ORDER BY key").await, ["hash2", "padded", "wordy"]);
    }

    async fn numbers_are_compared_as_text_where_the_library_keeps_text(world: World) {
        number(&world, "").await;
        let wardroom = world.attach(&[("reset_page", "https://shop.example/new")]).await;
        let user = wardroom.id_of(ALICE).await;
        assert_eq!(user.0, Id::Integer(1));
        let done = wardroom.ana(DisableUser { user: user.clone() }).await;
        assert_eq!((done.outcome.sessions, done.outcome.api_keys), (1, 1));
        assert_eq!(world.texts("SELECT key FROM apikey WHERE enabled").await, ["hash2"]);
        wardroom.ana(ResetFactors { user: user.clone() }).await;
        assert!(world.texts("SELECT identifier FROM verification").await.is_empty());
        wardroom.ana(MailReset { user }).await;
        crate::better_auth::mail::delivered(&wardroom).await;
        assert_eq!(world.texts("SELECT value FROM verification WHERE identifier LIKE 'reset-password:%'").await, ["1"]);
    }
}

/// UUIDs as ids, on PostgreSQL: a reference in text is one where it is written as one.
#[test]
fn uuids_are_compared_as_such_where_the_library_keeps_text() {
    crate::better_auth::play(Engine::Postgres, Spelling::BuiltIn, |world| async move {
        let id = "0b0e7f2c-5b2f-4a51-9a3e-0123456789ab";
        for table in [
            "invitation",
            "member",
            "passkey",
            "twoFactor",
            "account",
            "session",
            "\"user\"",
        ] {
            world.run(&format!("DELETE FROM {table}")).await;
        }
        let fks = "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint
            WHERE contype = 'f' AND confrelid = '\"user\"'::regclass";
        for drop in world.texts(fks).await {
            world.db.run(&drop).await.unwrap();
        }
        world
            .run("ALTER TABLE \"user\" ALTER COLUMN id TYPE uuid USING id::uuid")
            .await;
        for table in ["session", "account", "passkey", "twoFactor", "member"] {
            world
                .run(&format!(
                    "ALTER TABLE {table} ALTER COLUMN userId TYPE uuid USING userId::uuid"
                ))
                .await;
        }
        world
            .fill(&format!(
                "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt) VALUES ('{id}', 'Alice', '{ALICE}', YES,
                    T[2026-01-01T10:00:00.000Z], T[2026-01-01T10:00:00.000Z]);
                UPDATE apikey SET referenceId = '{id}' WHERE id = 'k1';
                UPDATE apikey SET referenceId = '0b0e7f2-c5b2f-4a51-9a3e-0123456789ab-' WHERE id = 'k2';"
            ))
            .await;
        let wardroom = world.attach(&[]).await;
        let user = wardroom.id_of(ALICE).await;
        let hers = wardroom
            .directory
            .access_part(&user, AccessPart::ApiKeys, None, 9)
            .await
            .unwrap();
        assert_eq!(hers.rows.len(), 1, "{hers:?}");
    });
}
