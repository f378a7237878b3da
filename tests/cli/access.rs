//! What lets a user in, by command: a beginning of it with the user, all of it as a list, and never a token.

use serde_json::Value;
use wardroom_tests::{
    database::{Engine, Fresh},
    every_engine,
};

use crate::signed::Signed;

/// What alice@example.org gets: a role on the platform, 45 tenants, an identity, an invitation by bob@example.org.
const ROWS: &str = "
    INSERT INTO tenants (id, slug, name, created_at, updated_at)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45)
        SELECT ID, 'north' || i, 'North ' || i, NOW, NOW FROM n;
    INSERT INTO memberships (id, user_id, tenant_id, role, created_at)
        SELECT ID, (SELECT id FROM users WHERE email = 'alice@example.org'), id, 'STAFF', NOW FROM tenants;
    INSERT INTO memberships (id, user_id, role, created_at)
        SELECT ID, id, 'PLATFORM_ADMIN', NOW FROM users WHERE email = 'alice@example.org';
    INSERT INTO identities (id, user_id, provider, subject, email, created_at)
        SELECT ID, id, 'github', 'octocat-583231', 'alice@git.example', NOW FROM users WHERE email = 'alice@example.org';
    INSERT INTO invitations (id, tenant_id, email_normalized, role, token_hash, invited_by, created_at, expires_at)
        SELECT ID, (SELECT id FROM tenants WHERE slug = 'north7'), 'alice@example.org', 'OWNER', HASH, id, NOW, LATER
        FROM users WHERE email = 'bob@example.org';";

/// Writes the rows; alice and bob must be there.
pub(crate) async fn furnish(db: &Fresh) {
    let spelled = match db.engine() {
        Engine::Sqlite => [
            ("ID,", "randomblob(16),"),
            ("HASH", "randomblob(32)"),
            ("NOW", "unixepoch() * 1000000"),
            ("LATER", "unixepoch() * 1000000 + 86400000000"),
        ],
        Engine::Postgres => [
            ("ID,", "gen_random_uuid(),"),
            ("HASH", "sha256('a token')"),
            ("NOW", "now()"),
            ("LATER", "now() + INTERVAL '1 day'"),
        ],
    };
    let rows = spelled.iter().fold(ROWS.to_owned(), |text, (word, says)| {
        text.replace(word, says)
    });
    db.run(&rows).await.unwrap();
}

every_engine! {
    async fn a_user_is_shown_with_the_beginning_of_what_lets_them_in(db: Fresh) {
        let admin = Signed::admin(&db);
        admin.user("bob@example.org");
        let id = admin.user("alice@example.org");
        let plain = admin.home.done(&["users", "show", "alice@example.org"]);
        assert!(plain.contains("no role, no tenant, no linked identity, no invitation"), "{plain}");
        furnish(&db).await;
        let (_, shown) = admin.answer(&["users", "show", "alice@example.org"]);
        assert_eq!(shown["roles"][0]["role"], "PLATFORM_ADMIN");
        assert_eq!(shown["memberships"].as_array().unwrap().len(), 20);
        assert_eq!(shown["more"], Value::from(vec!["memberships"]));
        let (linked, offer) = (&shown["identities"][0], &shown["invitations"][0]);
        assert_eq!((&linked["email"], &linked["last_used_at"]), (&"alice@git.example".into(), &Value::Null));
        assert_eq!((&offer["inviter"], &offer["tenant"]), (&"bob@example.org".into(), &"north7".into()));
        let said = admin.home.done(&["users", "show", &id]);
        for part in [
            "role          PLATFORM_ADMIN on the whole platform, since ",
            "identity      github alice@git.example, linked ",
            "invitation    OWNER in north7 (North 7), until ",
            "membership    STAFF in north",
            &format!("there are more memberships; wardroom users access {id}"),
        ] {
            assert!(said.contains(part), "{part:?} in {said}");
        }
        let all = admin.home.json(&["users", "access", &id]);
        let kinds = |kind: &str| all.iter().filter(|row| row["kind"] == kind).count();
        assert_eq!(["role", "identity", "invitation", "membership"].map(kinds), [1, 1, 1, 45]);
        let everything = format!("{shown}{said}{}", Value::from(all));
        assert!(!everything.contains("octocat") && !everything.contains("token"), "{everything}");
        let cells = admin.home.done(&["users", "access", &id]);
        assert!(cells.lines().all(|row| row.split('\t').count() == 7), "{cells}");
        admin.home.run(&["users", "access", "nobody@example.org"]).refused(4, "no user nobody@example.org");
    }
}
