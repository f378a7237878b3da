//! The apps of these scenes are what they claim: they write rows of their own and believe the database.

use std::env;
use std::process::{Command, Output};

use wardroom_tests::apps::{
    Adapter, AuthJs, AuthJsSettings, BetterAuth, BetterAuthSettings, SignedIn, Spelling,
};
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;

const ALICE: &str = "alice@mail.example";

async fn better_auth(
    db: &Fresh,
    spelling: Spelling,
    settings: &BetterAuthSettings,
    [user, session]: [&str; 2],
) {
    let Some(app) = BetterAuth::start(spelling, db, settings) else {
        return;
    };
    let id = app.sign_up("alice", ALICE);
    let rows = db
        .texts(&format!(
            "SELECT CAST(id AS TEXT) FROM {user} WHERE email = '{ALICE}'"
        ))
        .await;
    assert_eq!(rows, [id]);
    assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    assert_eq!(app.schema_complaints(), [""; 0]);
    db.run(&format!("DELETE FROM {session}")).await.unwrap();
    assert_eq!(app.session("alice"), None);
    assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
    assert!(
        app.sign_in_with("alice", ALICE, "another password")
            .unwrap_err()
            .starts_with("INVALID_EMAIL_OR_PASSWORD")
    );
}

every_engine! {
    async fn better_auth_over_its_own_adapter(db: Fresh) {
        better_auth(&db, Spelling::BuiltIn, &BetterAuthSettings::default(), ["\"user\"", "session"]).await;
    }

    async fn better_auth_over_drizzle(db: Fresh) {
        better_auth(&db, Spelling::Drizzle, &BetterAuthSettings::default(), ["\"user\"", "session"]).await;
    }

    async fn better_auth_with_names_and_ids_of_its_own(db: Fresh) {
        let settings = BetterAuthSettings {
            generate_id: Some("serial"),
            tables: serde_json::json!({
                "user": { "modelName": "app_users", "fields": { "emailVerified": "is_email_verified" } },
                "session": { "modelName": "app_sessions", "fields": { "token": "tok" } },
            }),
            ..BetterAuthSettings::default()
        };
        better_auth(&db, Spelling::BuiltIn, &settings, ["app_users", "app_sessions"]).await;
    }

    async fn auth_js_over_drizzle(db: Fresh) {
        auth_js(&db, Adapter::Drizzle, ["\"user\"", "session"]).await;
    }

    async fn a_second_factor_is_asked_for_and_a_trusted_device_is_not(db: Fresh) {
        let Some(app) = BetterAuth::start(Spelling::BuiltIn, &db, &BetterAuthSettings::default()) else {
            return;
        };
        app.sign_up("alice", ALICE);
        let enrolment = app.enrol("alice");
        assert!(app.is_two_factor_on(ALICE));
        assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Challenged));
        assert_eq!(app.session("phone"), None);
        app.trust_device("phone", &enrolment.code()).unwrap();
        assert_eq!(app.sign_in("phone", ALICE), Ok(SignedIn::Whole));
        assert_eq!(app.sign_in("laptop", ALICE), Ok(SignedIn::Challenged));
        app.sign_in_with_backup_code("laptop", &enrolment.backup_codes[0]).unwrap();
        assert_eq!(app.session("laptop").as_deref(), Some(ALICE));
        assert_eq!(app.sign_in("desk", ALICE), Ok(SignedIn::Challenged));
        assert!(app.sign_in_with_backup_code("desk", &enrolment.backup_codes[0]).is_err());
    }

    async fn administrators_keys_and_organizations_do_as_their_plugins_say(db: Fresh) {
        let Some(app) = BetterAuth::start(Spelling::Drizzle, &db, &BetterAuthSettings::default()) else {
            return;
        };
        app.create_user("root@mail.example", "admin");
        app.sign_in("root", "root@mail.example").unwrap();
        let alice = app.sign_up("alice", ALICE);
        let (_, key) = app.create_api_key("alice");
        assert_eq!(app.verify_api_key(&key), Ok(()));
        let crew = app.create_organization("root", "crew");
        let invitation = app.invite(&crew, ALICE, "member").unwrap();
        db.run("UPDATE \"user\" SET email_verified = true").await.unwrap();
        app.accept_invitation("alice", &invitation).unwrap();
        assert_eq!(db.texts("SELECT role FROM member ORDER BY role").await, ["member", "owner"]);
        app.ban("root", &alice, "spam").unwrap();
        assert_eq!(app.session("alice"), None);
        assert!(app.sign_in("alice", ALICE).is_err());
        app.unban("root", &alice).unwrap();
        assert_eq!(app.sign_in("alice", ALICE), Ok(SignedIn::Whole));
        assert_eq!(app.jwt("alice").unwrap().split('.').count(), 3);
        assert_eq!(app.jwks()["keys"].as_array().unwrap().len(), 1);
    }
}

async fn auth_js(db: &Fresh, adapter: Adapter, [user, session]: [&str; 2]) {
    let Some(app) = AuthJs::start(adapter, db, &AuthJsSettings::default()) else {
        return;
    };
    let id = app.create_user(ALICE);
    let rows = db
        .texts(&format!(
            "SELECT CAST(id AS TEXT) FROM {user} WHERE email = '{ALICE}'"
        ))
        .await;
    assert_eq!(rows, [id]);
    assert!(app.user(ALICE)["emailVerified"].is_null());
    let link = app.request_link("alice", ALICE);
    app.open_link("alice", &link).unwrap();
    assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    assert!(app.user(ALICE)["emailVerified"].is_string());
    assert_eq!(
        app.open_link("mallory", &link),
        Err("Verification".to_owned())
    );
    app.begin_session("phone", ALICE);
    assert_eq!(app.session("phone").as_deref(), Some(ALICE));
    app.sign_out("phone");
    assert_eq!(app.session("phone"), None);
    app.link_account(ALICE, "github", "7");
    assert_eq!(app.user_by_account("github", "7").as_deref(), Some(ALICE));
    db.run(&format!("DELETE FROM {session}")).await.unwrap();
    assert_eq!(app.session("alice"), None);
}

#[test]
fn auth_js_over_its_postgresql_adapter() {
    wardroom_tests::database::run(
        Engine::Postgres,
        &wardroom_tests::database::EMPTY,
        |db| async move {
            auth_js(&db, Adapter::Pg, ["users", "sessions"]).await;
        },
    );
}

/// One of these scenes again, in a process that finds no Node.js.
fn without_node(is_required: bool) -> Output {
    let mut again = Command::new(env::current_exe().unwrap());
    again
        .args(["--exact", "apps::auth_js_over_drizzle::sqlite"])
        .env("PATH", "/nowhere")
        .env_remove("WARDROOM_REQUIRE_NODE");
    if is_required {
        again.env("WARDROOM_REQUIRE_NODE", "1");
    }
    again.output().unwrap()
}

#[test]
fn without_node_js_a_scene_says_so_or_fails_where_it_must_run() {
    let skipped = without_node(false);
    let said = String::from_utf8_lossy(&skipped.stderr).into_owned();
    assert!(skipped.status.success(), "{said}");
    assert_eq!(said.matches("SKIPPED (no").count(), 1, "{said}");
    let failed = without_node(true);
    let said = String::from_utf8_lossy(&failed.stdout).into_owned();
    assert!(!failed.status.success(), "{said}");
    assert!(
        said.contains("WARDROOM_REQUIRE_NODE is set: `node` was not found"),
        "{said}"
    );
}
