//! Supabase Auth: its tables as its migrations leave them, and what Wardroom does there.

mod acting;
mod ban;
mod factors;
mod facts;
mod purge;
mod reading;
mod refused;
mod reset;
mod sessions;
mod texts;
mod ways;

use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::{Access, Db, connect};
use wardroom_core::error::Result;
use wardroom_core::layout::{AppSettings, Changes, Edit, Layout};
use wardroom_core::model::{Id, SessionId, Ts, UserId};
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::SUPABASE;

const ALICE: &str = "a0000000-0000-4000-8000-000000000001";
const BOB: &str = "b0000000-0000-4000-8000-000000000002";
const CAROL: &str = "c0000000-0000-4000-8000-000000000003";

/// Everything a change could touch.
const TABLES: [&str; 12] = [
    "users",
    "identities",
    "sessions",
    "refresh_tokens",
    "mfa_amr_claims",
    "mfa_factors",
    "mfa_challenges",
    "one_time_tokens",
    "flow_state",
    "webauthn_credentials",
    "webauthn_challenges",
    "audit_log_entries",
];

fn uuid(text: &str) -> Id {
    Id::Uuid(text.parse().unwrap())
}

fn user(text: &str) -> UserId {
    UserId(uuid(text))
}

fn session(text: &str) -> SessionId {
    SessionId(uuid(text))
}

fn now() -> Ts {
    SystemClock.now()
}

async fn pool(url: &str) -> Db {
    connect(&url.parse().unwrap(), Access::Write, 2)
        .await
        .unwrap()
}

async fn found(url: &str) -> Result<Layout> {
    Layout::found(&pool(url).await, "public", &AppSettings::default()).await
}

/// Makes one change as an action does: in one transaction.
async fn change<T>(
    db: &Fresh,
    now: Ts,
    work: impl AsyncFnOnce(&'static dyn Changes, &mut Edit<'_>) -> Result<T>,
) -> T {
    try_change(db, now, work).await.unwrap()
}

/// As [`change`], where it may be refused; nothing of it is kept then.
async fn try_change<T>(
    db: &Fresh,
    now: Ts,
    work: impl AsyncFnOnce(&'static dyn Changes, &mut Edit<'_>) -> Result<T>,
) -> Result<T> {
    let layout = found(db.url()).await?;
    change_as(db, &layout, now, work).await
}

/// As [`try_change`], with what a profile says.
async fn change_as<T>(
    db: &Fresh,
    layout: &Layout,
    now: Ts,
    work: impl AsyncFnOnce(&'static dyn Changes, &mut Edit<'_>) -> Result<T>,
) -> Result<T> {
    let pool = pool(db.url()).await;
    let pool = pool.named(layout.names(pool.engine(), "public"));
    let mut tx = pool.begin().await?;
    let mut edit = Edit {
        tx: &mut tx,
        layout,
        now,
    };
    let done = work(layout.changes(), &mut edit).await?;
    tx.commit().await?;
    Ok(done)
}

/// Every row of every table, but for when a row was last touched.
async fn state(db: &Fresh) -> Vec<String> {
    let mut rows = Vec::new();
    for table in TABLES {
        let text = format!(
            "SELECT '{table} ' || (to_jsonb(t) - 'updated_at')::text FROM auth.{table} t ORDER BY 1"
        );
        rows.extend(db.texts(&text).await);
    }
    rows
}

/// A change leaves every row as the application's own statements would; `$now` in them is the instant of the change.
fn agrees<T>(
    work: impl AsyncFnOnce(&'static dyn Changes, &mut Edit<'_>) -> Result<T>,
    own: &[&str],
) {
    run(Engine::Postgres, &SUPABASE, async |ours| {
        let theirs = SUPABASE.fresh(Engine::Postgres).await;
        let before = state(&ours).await;
        assert_eq!(before, state(&theirs).await);
        let now = now();
        change(&ours, now, work).await;
        for text in own {
            let text = text.replace("$now", &format!("'{now}'"));
            let text = format!("SET search_path = auth; {text}");
            theirs.run(&text).await.unwrap();
        }
        let after = state(&ours).await;
        assert_ne!(after, before, "nothing was changed");
        assert_eq!(after, state(&theirs).await);
    });
}
