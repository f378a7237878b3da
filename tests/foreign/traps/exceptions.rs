//! What each library keeps on purpose, or removes itself: the sweeps leave it alone.

use std::fmt::Write;

use jiff::SignedDuration;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::error::Error;
use wardroom_core::layout::AppSettings;
use wardroom_core::model::Outcome;
use wardroom_core::sweep;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::foreign::better_auth::{Spelling, spelled};
use wardroom_tests::foreign::sessions::Writer;
use wardroom_tests::supabase::SUPABASE;

use super::{least_kept, swept_by, told};

fn profile(keys: &[(&str, &str)]) -> AppSettings {
    let mut app = AppSettings::default();
    for (key, text) in keys {
        app.set(key, text).unwrap();
    }
    app
}

/// The sweeps of the application's rows that run by themselves under this profile.
async fn unasked(db: &Fresh, keys: &[(&str, &str)]) -> Vec<&'static str> {
    let directory = told(db, &profile(keys)).await;
    let policies = directory.policies().await.unwrap();
    let running = policies.iter().filter(|p| p.enabled).map(|p| p.sweep);
    // Wardroom's own mail is swept beside every application.
    let running = running.filter(|sweep| *sweep != "mail").collect();
    directory.close().await;
    running
}

/// Why the sweep of sessions must not run under this profile.
async fn withheld(db: &Fresh, key: &str, text: &str) -> String {
    let directory = told(db, &profile(&[(key, text)])).await;
    let why = sweep::find(&directory, "sessions").map(drop).unwrap_err();
    assert!(matches!(why, Error::Unsupported { .. }), "{why}");
    assert!(sweep::of(&directory).iter().all(|s| s.name != "sessions"));
    directory.close().await;
    why.to_string()
}

/// Days from now at which rows expire, by the letter their ids begin with: live, and dead for so long.
const EXPIRE: [(char, i64); 4] = [('l', 5), ('y', -1), ('m', -31), ('o', -200)];

/// A row of a kind with each expiry, made two hundred days ago; `§` stands for the id, `E` and `M` for the two instants.
async fn kept(db: &Fresh, writer: &Writer, name: &str, row: &str) -> Vec<String> {
    let table = row.split_whitespace().nth(2).unwrap();
    let at = |days: i64| {
        let at = SystemClock.now().timestamp() + SignedDuration::from_hours(24 * days);
        writer.at(db.engine(), at)
    };
    let mut text = String::new();
    for (letter, days) in EXPIRE {
        let row = spelled(row, writer.spelling).replace("§", &letter.to_string());
        let _ = write!(
            text,
            "{};",
            row.replace("<E>", &at(days)).replace("<M>", &at(-200))
        );
    }
    let never = spelled(row, writer.spelling).replace("§", "n");
    if name != "invitations" && name != "verifications" {
        let _ = write!(
            text,
            "{};",
            never.replace("<E>", "NULL").replace("<M>", &at(-200))
        );
    }
    db.run(&text).await.unwrap();
    let directory = told(db, &AppSettings::default()).await;
    least_kept(db, &directory, name).await;
    let report = swept_by(&directory, name, None).await;
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    directory.close().await;
    db.texts(&format!("SELECT id FROM {table} ORDER BY id"))
        .await
}

every_engine! {
    async fn what_an_application_does_itself_is_not_done_unasked(db: Fresh) {
        Writer::new(Spelling::BuiltIn).settle(&db).await;
        assert_eq!(unasked(&db, &[]).await, ["sessions"]);
        assert_eq!(unasked(&db, &[("app_sweeps", "true")]).await, [""; 0]);
        assert_eq!(unasked(&db, &[("session_storage", "both")]).await, ["sessions"]);
        assert_eq!(unasked(&db, &[("session_storage", "elsewhere")]).await, [""; 0]);
        assert_eq!(unasked(&db, &[("keeps_ended_sessions", "true")]).await, [""; 0]);
    }

    async fn auth_js_sweeps_nothing_itself(db: Fresh) {
        Variant::Drizzle.make(&db).await;
        assert_eq!(unasked(&db, &[]).await, ["sessions", "mail-links"]);
        assert_eq!(unasked(&db, &[("app_sweeps", "true")]).await, [""; 0]);
    }

    async fn ended_sessions_that_are_kept_on_purpose_stay(db: Fresh) {
        Writer::new(Spelling::BuiltIn).settle(&db).await;
        assert!(withheld(&db, "keeps_ended_sessions", "true").await.contains("on purpose"));
        assert!(withheld(&db, "session_storage", "elsewhere").await.contains("secondary storage"));
    }

    async fn of_each_kind_only_the_dead_go(db: Fresh) {
        for spelling in [Spelling::BuiltIn, Spelling::Drizzle] {
            if spelling == Spelling::Drizzle {
                db.run("DROP TABLE invitation; DROP TABLE member; DROP TABLE organization; DROP TABLE apikey; DROP TABLE passkey;
                    DROP TABLE \"twoFactor\"; DROP TABLE verification; DROP TABLE account; DROP TABLE session; DROP TABLE \"user\"; DROP TABLE jwks").await.unwrap();
            }
            let writer = Writer::new(spelling);
            writer.settle(&db).await;
            // Replay markers too: they count until they expire, however old.
            let row = "INSERT INTO verification (id, identifier, value, expiresAt, createdAt, updatedAt)
                VALUES ('§', '§', 'u', <E>, <M>, <M>)";
            assert_eq!(kept(&db, &writer, "verifications", row).await, ["l", "y"]);
            let row = "INSERT INTO apikey (id, configId, referenceId, key, expiresAt, createdAt, updatedAt)
                VALUES ('§', 'c', 'u', '§', <E>, <M>, <M>)";
            assert_eq!(kept(&db, &writer, "api-keys", row).await, ["l", "n", "y"]);
            // Served, and believed, for thirty days after.
            let row = "INSERT INTO jwks (id, publicKey, privateKey, createdAt, expiresAt) VALUES ('§', 'k', 'k', <M>, <E>)";
            assert_eq!(kept(&db, &writer, "signing-keys", row).await, ["l", "m", "n", "y"]);
        }
    }

    async fn an_invitation_that_was_answered_is_history(db: Fresh) {
        let writer = Writer::new(Spelling::BuiltIn);
        writer.settle(&db).await;
        let made = writer.at(db.engine(), "2025-01-01T00:00:00Z".parse().unwrap());
        let crew = format!("INSERT INTO organization (id, name, slug, createdAt) VALUES ('crew', 'Crew', 'crew', {made});
            INSERT INTO invitation (id, organizationId, email, status, expiresAt, createdAt, inviterId) VALUES
            ('a', 'crew', 'a@b', 'accepted', {made}, {made}, 'u'), ('c', 'crew', 'a@b', 'canceled', {made}, {made}, 'u'),
            ('r', 'crew', 'a@b', 'rejected', {made}, {made}, 'u')");
        db.run(&spelled(&crew, writer.spelling)).await.unwrap();
        let row = "INSERT INTO invitation (id, organizationId, email, status, expiresAt, createdAt, inviterId)
            VALUES ('§', 'crew', 'a@b', 'pending', <E>, <M>, 'u')";
        assert_eq!(kept(&db, &writer, "invitations", row).await, ["a", "c", "l", "r", "y"]);
    }
}

#[test]
fn a_project_may_give_its_links_a_week() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run("DELETE FROM auth.one_time_tokens").await.unwrap();
        db.run(
            "INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at)
            SELECT gen_random_uuid(), 'a0000000-0000-4000-8000-000000000001', x.kind::auth.one_time_token_type, x.age, '',
                (now() - x.age::interval) AT TIME ZONE 'utc'
            FROM (VALUES ('recovery_token', '7 days'), ('reauthentication_token', '9 days')) x (kind, age)",
        )
        .await
        .unwrap();
        assert_eq!(
            unasked(&db, &[]).await,
            [""; 0],
            "Supabase clears away the rest itself"
        );
        let directory = told(&db, &AppSettings::default()).await;
        least_kept(&db, &directory, "one-time-tokens").await;
        let report = swept_by(&directory, "one-time-tokens", None).await;
        assert_eq!(report.outcome, Outcome::Done);
        let left = db
            .texts("SELECT token_hash FROM auth.one_time_tokens")
            .await;
        assert_eq!(left, ["7 days"]);
        directory.close().await;
    });
}
