//! Wardroom's own mail beside an application's tables goes when it is old, also where the application sweeps its rows itself.

use wardroom_core::layout::AppSettings;
use wardroom_core::model::{Outcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::authjs::Variant;

/// So many days ago, as the table spells it.
fn ago(engine: Engine, days: u32) -> String {
    match engine {
        Engine::Sqlite => format!("CAST((unixepoch() - {days} * 86400) * 1000000 AS INTEGER)"),
        Engine::Postgres => format!("now() - interval '{days} days'"),
    }
}

/// A mail that was queued, and one that was sent, so many days ago.
fn mail(db: &Fresh, id: &str, state: &str, queued: u32, sent: Option<u32>) -> String {
    let table = match db.engine() {
        Engine::Sqlite => "wardroom_outbox",
        Engine::Postgres => "wardroom.outbox",
    };
    let sent = sent.map_or_else(|| "NULL".to_owned(), |days| ago(db.engine(), days));
    let queued = ago(db.engine(), queued);
    format!(
        "INSERT INTO {table} (id, template, recipient, user_id, state, created_at, sent_at)
            VALUES ('{id}', 'account_disabled', 'alice@mail.example', 'u1', '{state}', {queued}, {sent});"
    )
}

every_engine! {
    async fn old_mail_goes_and_what_waits_stays(db: Fresh) {
        Variant::Drizzle.make(&db).await;
        let app = AppSettings { app_sweeps: true, ..AppSettings::default() };
        let wardroom = Attached::to(&db, &app).await;
        for (id, state, queued, sent) in [
            ("old", "sent", 200, Some(91)),
            ("late", "sent", 200, Some(89)),
            ("dead", "dead", 91, None),
            ("lost", "dead", 89, None),
            ("waits", "queued", 200, None),
            ("leaves", "sending", 200, None),
        ] {
            db.run(&mail(&db, id, state, queued, sent)).await.unwrap();
        }
        let directory = &wardroom.directory;
        let standing = directory.retention().await.unwrap();
        let enabled: Vec<_> = standing.iter().filter(|s| s.policy.enabled).map(|s| s.policy.sweep).collect();
        assert_eq!(enabled, ["mail"]);
        let sweep = sweep::find(directory, "mail").unwrap();
        assert_eq!(sweep::plan(directory, sweep, None).await.unwrap().rows(), 2);
        let order = Order { worker: "w".to_owned(), trigger: Trigger::Once, as_of: None };
        let report = sweep::run(directory, sweep, &order, &Stop::default()).await.unwrap();
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 2), "{report:?}");
        let table = match db.engine() { Engine::Sqlite => "wardroom_outbox", Engine::Postgres => "wardroom.outbox" };
        let left = db.texts(&format!("SELECT id FROM {table} ORDER BY id")).await;
        assert_eq!(left, ["late", "leaves", "lost", "waits"]);
    }
}
