//! Tables and columns with names of their own: a profile says them, and everything works as under the usual ones.

use wardroom_tests::command::Home;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;

use super::furnish;
use crate::signed::Signed;

/// Names an application may give: capitals, spaces and a word of SQL among them.
const RENAMED: &str = "ALTER TABLE \"user\" RENAME TO \"App Users\";
    ALTER TABLE session RENAME TO \"select\";
    ALTER TABLE \"App Users\" RENAME COLUMN \"emailVerified\" TO is_email_verified;
    ALTER TABLE \"select\" RENAME COLUMN \"expiresAt\" TO \"Valid Until\";
    ALTER TABLE \"select\" RENAME COLUMN \"userId\" TO owner;";

const APP: &str = r#"
[directories.shop.app.tables.user]
table = "App Users"
columns = { emailVerified = "is_email_verified" }
[directories.shop.app.tables.session]
table = "select"
columns = { expiresAt = "Valid Until", userId = "owner" }
"#;

every_engine! {
    async fn an_application_with_names_of_its_own_is_attached_operated_and_swept(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        db.run(RENAMED).await.unwrap();
        let dead = Spelling::BuiltIn.at(db.engine(), "2020-01-01T00:00:00Z".parse().unwrap(), &jiff::tz::TimeZone::UTC);
        db.run(&format!("INSERT INTO \"select\" (id, token, owner, \"Valid Until\", \"createdAt\", \"updatedAt\")
            VALUES ('dead', 'tok3', 'u2', {dead}, {dead}, {dead})")).await.unwrap();
        let untold = Home::new().run(&["attach", db.url()]);
        untold.refused(9, "the nearest is Better Auth");
        let home = Home::new();
        let folder = home.path().join(".config/wardroom");
        std::fs::create_dir_all(&folder).unwrap();
        let config = format!("directory = \"shop\"\n[directories.shop]\nurl = \"{}\"\n{APP}", db.url());
        std::fs::write(folder.join("config.toml"), config).unwrap();
        let made = home.json(&["attach", "--confirm", "--tables-excluded", "--name", "ana"]).remove(0);
        let code = made["enrolment_code"].as_str().unwrap().to_owned();
        let ana = Signed::enrol(home, "", "ana", &code);
        assert_eq!(ana.home.json(&["users", "list", "--all"]).len(), 2);
        let (code, done) = ana.answer(&["sessions", "revoke", "s1", "--reason", "a phone was lost", "--yes"]);
        assert_eq!(code, 0, "{done}");
        let (code, done) = ana.answer(&["users", "verify-email", "bob@mail.example", "--reason", "by telephone", "--yes"]);
        assert_eq!(code, 0, "{done}");
        let proved = "SELECT id FROM \"App Users\" WHERE is_email_verified ORDER BY id";
        assert_eq!(db.texts(proved).await, ["u1", "u2"]);
        let app = "tables.user.table=App Users;tables.user.columns.emailVerified=is_email_verified;\
            tables.session.table=select;tables.session.columns.expiresAt=Valid Until;tables.session.columns.userId=owner";
        let swept = std::process::Command::new(wardroom_tests::binary::worker())
            .args(["run", "--once", "--sweep", "sessions"])
            .env_clear()
            .env("WARDROOM_DATABASE", db.url())
            .env("WARDROOM_APP", app)
            .output()
            .unwrap();
        assert_eq!(swept.status.code(), Some(0), "{}", String::from_utf8_lossy(&swept.stderr));
        assert_eq!(db.texts("SELECT id FROM \"select\" ORDER BY id").await, ["s2"]);
    }
}
