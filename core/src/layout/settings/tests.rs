//! Every key takes what it should and names what it does not.

use super::*;

fn told(key: &str, text: &str) -> Result<AppSettings> {
    let mut app = AppSettings::default();
    app.set(key, text).map(|()| app)
}

#[test]
fn every_key_is_taken() {
    let app = |key, text| told(key, text).unwrap();
    let zone = app("time_zone", "America/New_York").time_zone;
    assert_eq!(zone.iana_name(), Some("America/New_York"));
    let base = app("base_url", "https://app.example/api/auth/").base_url;
    assert_eq!(base.as_deref(), Some("https://app.example/api/auth"));
    let page = app("reset_page", "https://app.example/new/").reset_page;
    assert_eq!(page.as_deref(), Some("https://app.example/new/"));
    let life = app("access_token_life", "5m").access_token_life;
    assert_eq!(life, Some(Duration::from_mins(5)));
    assert_eq!(
        app("session_storage", "both").session_storage,
        SessionStorage::Both
    );
    assert_eq!(
        app("session_strategy", "jwt").session_strategy,
        SessionStrategy::Jwt
    );
    assert_eq!(
        app("code_storage", "plain").code_storage,
        CodeStorage::Plain
    );
    assert!(app("keeps_ended_sessions", "true").keeps_ended_sessions);
    assert!(app("app_sweeps", "true").app_sweeps);
    assert_eq!(
        app("email_provider", "nodemailer")
            .email_provider
            .as_deref(),
        Some("nodemailer")
    );
}

#[test]
fn a_table_and_its_columns_are_renamed() {
    let mut app = AppSettings::default();
    app.set("tables.session.table", "app_sessions").unwrap();
    app.set("tables.session.columns.token", "tok").unwrap();
    app.set("tables.user.columns.emailVerified", "is_verified")
        .unwrap();
    let session = app.renamed("session").unwrap();
    assert_eq!(session.table.as_deref(), Some("app_sessions"));
    assert_eq!(session.columns["token"], "tok");
    assert_eq!(app.renamed("user").unwrap().table, None);
    assert_eq!(app.renamed("account"), None);
}

#[test]
fn a_wrong_value_is_named_with_what_would_do() {
    for (key, text, said) in [
        (
            "time_zone",
            "Mars/Olympus",
            "time_zone: give a zone such as",
        ),
        (
            "base_url",
            "app.example",
            "base_url: give an address such as",
        ),
        ("base_url", "https://", "base_url: give an address"),
        ("base_url", "https://a:b@app.example", "base_url: give an"),
        (
            "reset_page",
            "https://a/?b=1",
            "reset_page: give an address",
        ),
        (
            "email_provider",
            "a b",
            "email_provider: give the provider's",
        ),
        ("access_token_life", "5", "access_token_life: give a number"),
        (
            "session_storage",
            "redis",
            "session_storage: expected one of",
        ),
        ("app_sweeps", "yes", "app_sweeps: expected true or false"),
        ("tables.user.table", "", "tables: give a text"),
        (
            "tables.user",
            "x",
            "app: unknown key `tables.user`; known are",
        ),
        ("secret", "hunter2", "app: unknown key `secret`; known are"),
    ] {
        let why = told(key, text).unwrap_err().to_string();
        assert!(why.starts_with(said), "{key} = {text}: {why}");
        assert!(!why.contains("hunter2"), "{why}");
    }
    let long = told("tables.user.table", &"x".repeat(64)).unwrap_err();
    assert!(long.to_string().contains("63 bytes"), "{long}");
}

#[test]
fn keys_are_what_set_takes() {
    for key in AppSettings::keys() {
        let why = told(key.name, "\u{7}").unwrap_err().to_string();
        assert!(why.starts_with(key.name), "{why}");
        assert!(!key.does.is_empty(), "{}", key.name);
    }
}
