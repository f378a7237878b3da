//! Only what the application itself never clears away is removed, and only when it is old.

use wardroom_core::layout::AppSettings;
use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, run};
use wardroom_tests::supabase::SUPABASE;

async fn swept(attached: &Attached, name: &str) -> i64 {
    let order = Order {
        worker: "w".to_owned(),
        trigger: Trigger::Once,
        as_of: None,
    };
    let sweep = sweep::find(&attached.directory, name).unwrap();
    assert!(!sweep.by_default, "{name} runs unasked");
    let report = sweep::run(&attached.directory, sweep, &order, &Stop::default())
        .await
        .unwrap();
    assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    report.rows
}

#[test]
fn old_tokens_and_entries_go_and_sessions_without_an_end_stay() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        db.run(
            "INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at)
            SELECT gen_random_uuid(), id, 'reauthentication_token', 'old', '', (now() - interval '40 days') AT TIME ZONE 'utc'
                FROM auth.users;
            INSERT INTO auth.audit_log_entries (id, created_at)
                VALUES (gen_random_uuid(), now() - interval '400 days'), (gen_random_uuid(), now() - interval '300 days')",
        )
        .await
        .unwrap();
        let attached = Attached::to(&db, &AppSettings::default()).await;
        let sessions = "SELECT id::text FROM auth.sessions ORDER BY 1";
        let before = db.texts(sessions).await;
        let names: Vec<_> = sweep::of(&attached.directory)
            .iter()
            .map(|s| s.name)
            .collect();
        assert_eq!(names, ["one-time-tokens", "audit-entries", "mail"]);
        assert_eq!(swept(&attached, "one-time-tokens").await, 6);
        assert_eq!(swept(&attached, "audit-entries").await, 1);
        let left = "SELECT token_type::text FROM auth.one_time_tokens";
        assert_eq!(db.texts(left).await, ["confirmation_token"]);
        assert_eq!(db.texts(sessions).await, before);
    });
}
