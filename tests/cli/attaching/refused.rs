//! Databases that cannot be attached to, each with one sentence.

use wardroom_tests::command::Home;
use wardroom_tests::database::{EMPTY, Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::supabase::{GRANTED, READER, SUPABASE, url_as};

use super::furnish;

/// Nothing is left in a database that refused.
async fn refused(db: &Fresh, url: &str, words: &[&str]) {
    let before = db.dump().await;
    let ran = Home::new().run(&["attach", url, "--confirm", "--tables-excluded"]);
    assert!(matches!(ran.code, 6 | 9 | 12), "{ran:?}");
    for word in words {
        ran.refused(ran.code, word);
    }
    assert_eq!(db.dump().await, before);
}

/// The address as a role of its own with room for Wardroom's tables, which goes with the test.
async fn as_role(db: &Fresh, grants: &str) -> String {
    let role = format!("{}_clerk", db.name().unwrap());
    db.run(&format!(
        "CREATE ROLE {role} LOGIN; CREATE SCHEMA wardroom AUTHORIZATION {role}; {}",
        grants.replace("ROLE", &role)
    ))
    .await
    .unwrap();
    db.url()
        .replace("postgres://postgres@", &format!("postgres://{role}@"))
}

fn on_postgres<F: Future<Output = ()>>(scene: impl FnOnce(Fresh) -> F) {
    wardroom_tests::database::run(Engine::Postgres, &EMPTY, scene);
}

every_engine! {
    async fn an_unknown_layout_is_told_the_nearest(db: Fresh) {
        let home = Home::new();
        home.run(&["attach", db.url()]).refused(9, "nothing here is like the tables of");
        furnish(&db, Spelling::BuiltIn).await;
        db.run("ALTER TABLE session RENAME COLUMN token TO tok; DROP TABLE verification").await.unwrap();
        let ran = home.run(&["attach", db.url()]);
        ran.refused(9, "the nearest is Better Auth");
        ran.refused(9, "session lacks token");
        ran.refused(9, "there is no table like its verification");
    }

    async fn two_tables_that_could_be_it_are_asked_about(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        db.run("CREATE TABLE session_archive AS SELECT * FROM session; ALTER TABLE session RENAME TO session_live").await.unwrap();
        refused(&db, db.url(), &["session_archive", "session_live", "say which in the profile"]).await;
    }

    async fn a_time_that_cannot_be_read_stands_in_the_way(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let wrong = match db.engine() { Engine::Postgres => "infinity", Engine::Sqlite => "2026-11-27 18:30:22" };
        db.run(&format!("UPDATE session SET \"expiresAt\" = '{wrong}' WHERE id = 's2'")).await.unwrap();
        let length = format!("{} characters long", wrong.len());
        refused(&db, db.url(), &["session.expiresAt holds times that cannot be read", &length]).await;
        assert!(!Home::new().run(&["attach", db.url()]).err.contains(wrong));
    }

    async fn wardrooms_own_directory_is_no_applications(db: Fresh) {
        Home::at(db.url()).json(&["init", "--email", "admin@desk.example"]);
        refused(&db, db.url(), &["there is nothing to attach"]).await;
    }

    async fn nothing_is_added_beside_it_but_by_attaching(db: Fresh) {
        furnish(&db, Spelling::BuiltIn).await;
        let (before, home) = (db.dump().await, Home::at(db.url()));
        home.run(&["db", "up"]).refused(9, "wardroom attach");
        home.run(&["init"]).refused(9, "wardroom attach");
        assert_eq!(db.dump().await, before);
    }
}

#[test]
fn mixed_spellings_in_a_column_stand_in_the_way() {
    wardroom_tests::database::run(Engine::Sqlite, &EMPTY, |db| async move {
        furnish(&db, Spelling::BuiltIn).await;
        db.run("UPDATE session SET \"expiresAt\" = 1790000000000 WHERE id = 's2'")
            .await
            .unwrap();
        refused(
            &db,
            db.url(),
            &[
                "expiresAt",
                "its times are",
                "one spelling cannot read them",
            ],
        )
        .await;
    });
}

#[test]
fn a_clock_of_another_zone_is_asked_about() {
    on_postgres(|db| async move {
        furnish(&db, Spelling::Drizzle).await;
        let moved = |by: &str| {
            format!(
                "UPDATE session SET created_at = (now() AT TIME ZONE 'utc') + interval '{by}' WHERE id = 's2'"
            )
        };
        db.run(&moved("5 hours")).await.unwrap();
        refused(
            &db,
            db.url(),
            &["the newest session.created_at lies 5 h ahead", "time_zone"],
        )
        .await;
        db.run(&moved("40 hours")).await.unwrap();
        refused(&db, db.url(), &["no time zone explains"]).await;
        db.run(&moved("-2 minutes")).await.unwrap();
        Home::new().done(&["attach", db.url()]);
    });
}

#[test]
fn rows_hidden_from_the_role_stand_in_the_way() {
    on_postgres(|db| async move {
        furnish(&db, Spelling::BuiltIn).await;
        let all = "GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ROLE;";
        let url = as_role(&db, all).await;
        db.run("DROP SCHEMA wardroom").await.unwrap();
        let room = format!(
            "CREATE SCHEMA wardroom AUTHORIZATION \"{}_clerk\"",
            db.name().unwrap()
        );
        refused(&db, &url, &["may not make the schema wardroom", &room]).await;
        db.run(&room).await.unwrap();
        Home::new().done(&["attach", &url]);
        db.run("ALTER TABLE \"user\" ENABLE ROW LEVEL SECURITY")
            .await
            .unwrap();
        refused(
            &db,
            &url,
            &[
                "row-level security hides rows of \"public\".\"user\"",
                "BYPASSRLS",
            ],
        )
        .await;
        // Its owner sees everything.
        Home::new().done(&["attach", db.url()]);
        leave(&db).await;
    });
}

#[test]
fn a_right_to_add_rows_is_asked_for_where_an_action_adds_them() {
    on_postgres(|db| async move {
        furnish(&db, Spelling::BuiltIn).await;
        let some = "GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ROLE;";
        let url = as_role(&db, some).await;
        let home = Home::new();
        // Nothing is planted where nothing says where a reset leads.
        home.done(&["attach", &url]);
        let config = home.path().join(".config/wardroom");
        std::fs::create_dir_all(&config).unwrap();
        let profile = format!(
            "[directories.app]\nurl = \"{url}\"\n[directories.app.app]\nreset_page = \"https://app.example/new\"\n"
        );
        std::fs::write(config.join("config.toml"), profile).unwrap();
        home.run(&["attach"])
            .refused(9, "lacks INSERT on \"public\".\"verification\"");
        let role = format!("{}_clerk", db.name().unwrap());
        db.run(&format!("GRANT INSERT ON verification TO {role}"))
            .await
            .unwrap();
        home.done(&["attach"]);
        // Whatever changes later, a look says so.
        db.run(&format!("REVOKE UPDATE ON \"user\" FROM {role}"))
            .await
            .unwrap();
        let said = home.run(&["doctor"]).out;
        assert!(
            said.contains("`users enable`: the role") && said.contains("may not UPDATE on"),
            "{said}"
        );
        leave(&db).await;
    });
}

#[test]
fn rights_that_are_missing_are_named() {
    on_postgres(|db| async move {
        furnish(&db, Spelling::BuiltIn).await;
        let some = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE;
            GRANT UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ROLE; REVOKE UPDATE, DELETE ON session FROM ROLE;";
        let url = as_role(&db, some).await;
        let says = &["lacks DELETE on \"public\".\"session\"", "GRANT DELETE"];
        refused(&db, &url, says).await;
        let report = Home::new().run(&["attach", &url]).out;
        for verb in ["sessions revoke ", "users disable ", "factors reset "] {
            let line = report
                .lines()
                .find(|l| l.trim_start().starts_with(verb))
                .unwrap();
            let why = "may not DELETE on \"public\".\"session\"";
            assert!(
                line.contains("cannot: the role") && line.ends_with(why),
                "{line}"
            );
        }
        let line = report.lines().find(|l| l.contains("users enable")).unwrap();
        assert!(line.ends_with(" can"), "{line}");
        let role = format!("{}_clerk", db.name().unwrap());
        db.run(&format!("REVOKE SELECT ON \"user\" FROM {role}"))
            .await
            .unwrap();
        refused(
            &db,
            &url,
            &["lacks SELECT on \"public\".\"user\"", "(and 1 more"],
        )
        .await;
        leave(&db).await;
    });
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let home = Home::new();
    let file = home.path().join("notes.db");
    std::fs::write(&file, "no database at all, only notes".repeat(40)).unwrap();
    let before = std::fs::read(&file).unwrap();
    let url = format!("sqlite:{}", file.display());
    let confirm = ["attach", &url, "--confirm", "--tables-excluded"];
    home.run(&confirm).refused(26, "notes.db");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let nothing = format!("sqlite:{}", home.path().join("none.db").display());
    home.run(&["attach", &nothing, "--confirm"])
        .refused(23, "none.db");
    assert!(!home.path().join("none.db").exists());
}

#[test]
fn of_supabase_hidden_rows_missing_rights_and_other_versions_stand_in_the_way() {
    wardroom_tests::database::run(Engine::Postgres, &SUPABASE, async |db| {
        refused(
            &db,
            &url_as(&db, GRANTED),
            &["row-level security hides", GRANTED, "supabase_auth_admin"],
        )
        .await;
        refused(&db, &url_as(&db, READER), &[READER, "SELECT"]).await;
        db.run("INSERT INTO auth.schema_migrations VALUES ('20270101000000')")
            .await
            .unwrap();
        refused(&db, db.url(), &["20270101000000", "update Wardroom"]).await;
        db.run("DELETE FROM auth.schema_migrations").await.unwrap();
        refused(&db, db.url(), &["no known version"]).await;
    });
}

async fn leave(db: &Fresh) {
    let role = format!("{}_clerk", db.name().unwrap());
    db.run(&format!("DROP OWNED BY {role}; DROP ROLE {role}"))
        .await
        .unwrap();
}
