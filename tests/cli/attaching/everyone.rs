//! Every layout attached to, operated and left: its tables are the same afterwards but for what was done.

use wardroom_tests::command::Home;
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::foreign::better_auth::Spelling;
use wardroom_tests::supabase::SUPABASE;

use crate::signed::Signed;

/// A dump without rows: what stands in it of tables, columns, indexes and rights.
async fn shape(db: &Fresh) -> Vec<String> {
    let dump = db.dump().await;
    let mut is_copied = false;
    let mut shape = Vec::new();
    for line in dump.lines() {
        let begins = line.starts_with("COPY ");
        is_copied = (is_copied || begins) && line != "\\.";
        // SQLite's dump names the table of each row before it.
        let row = line.split_once(": ");
        let is_row = is_copied || line == ";" || row.is_some_and(|(table, _)| !table.contains(' '));
        if !is_row {
            shape.push(line.to_owned());
        }
    }
    shape
}

/// Attaches, ends one person's sessions as ana and proves an address, and detaches.
async fn visited(db: &Fresh, user: &str, sessions: &str) {
    let before = shape(db).await;
    let ended: usize = db.texts(sessions).await.len();
    let home = Home::at(db.url());
    let made = home
        .json(&["attach", "--confirm", "--tables-excluded", "--name", "ana"])
        .remove(0);
    let code = made["enrolment_code"].as_str().unwrap().to_owned();
    let ana = Signed::enrol(home, db.url(), "ana", &code);
    assert_ne!(shape(db).await, before);
    let act = [
        "sessions",
        "revoke",
        "--all",
        user,
        "--reason",
        "a phone was lost",
        "--yes",
    ];
    let (code, done) = ana.answer(&act);
    assert_eq!(code, 0, "{done}");
    assert_eq!(done["outcome"]["sessions"], 2, "{done}");
    assert_eq!(db.texts(sessions).await.len(), ended - 2);
    let (code, gone) = ana.answer(&["detach", "--reason", "the trial is over", "--yes"]);
    assert_eq!(code, 0, "{gone}");
    assert_eq!(shape(db).await, before);
}

async fn better_auth(db: &Fresh, spelling: Spelling) {
    super::furnish(db, spelling).await;
    db.run("UPDATE session SET token = token").await.unwrap();
    let user = match (db.engine(), spelling) {
        (_, Spelling::Drizzle) => "user_id",
        _ => "\"userId\"",
    };
    db.run(&format!("UPDATE session SET {user} = 'u1'"))
        .await
        .unwrap();
    visited(db, "alice@mail.example", "SELECT id FROM session").await;
}

async fn authjs(db: &Fresh, variant: Variant) {
    variant.make(db).await;
    let user = variant.user(1);
    let rows = format!(
        "INSERT INTO {{User}} (id, name, email) VALUES ({user}, 'Alice', 'alice@mail.example');
        INSERT INTO {{Session}} ({{sessionToken}}, {{userId}}, expires) VALUES
            ('t1', {user}, {{at 2046-01-19T18:40:00.000Z}}), ('t2', {user}, {{at 2046-01-19T18:40:00.000Z}})"
    );
    let engine = db.engine();
    db.run(&variant.spelled(engine, &rows)).await.unwrap();
    let sessions = variant.spelled(engine, "SELECT {sessionToken} FROM {Session}");
    visited(db, "alice@mail.example", &sessions).await;
}

#[test]
fn better_auth_is_left_as_it_was() {
    for (engine, spelling) in [
        (Engine::Sqlite, Spelling::Prisma),
        (Engine::Postgres, Spelling::Drizzle),
    ] {
        run(engine, &EMPTY, |db| async move {
            better_auth(&db, spelling).await;
        });
    }
}

#[test]
fn auth_js_is_left_as_it_was() {
    for (engine, variant) in [
        (Engine::Sqlite, Variant::Prisma),
        (Engine::Postgres, Variant::PgAdapter),
    ] {
        run(
            engine,
            &EMPTY,
            |db| async move { authjs(&db, variant).await },
        );
    }
}

#[test]
fn supabase_is_left_as_it_was() {
    run(Engine::Postgres, &SUPABASE, async |db| {
        let alice = "a0000000-0000-4000-8000-000000000001";
        visited(&db, alice, "SELECT id::text FROM auth.sessions").await;
    });
}
