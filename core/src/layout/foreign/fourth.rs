//! The example of docs/layouts.md is one file and one line, and works: recognised, read in our words, changed.

use crate::db::{Access, Conn, connect, sql};
use crate::layout::{AppSettings, Edit, Layout};
use crate::model::{EndedWhy, Ts, UserId};

const TABLES: [&str; 4] = [
    "CREATE TABLE members (id TEXT PRIMARY KEY, email TEXT NOT NULL, created_at INTEGER NOT NULL)",
    "CREATE TABLE logins (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, ends_at INTEGER NOT NULL)",
    "INSERT INTO members VALUES ('u1', 'alice@mail.example', 1790000000000), ('u2', 'bob@mail.example', 1790000000000)",
    "INSERT INTO logins VALUES ('s1', 'u1', 2400000000000), ('s2', 'u1', 2400000000000), ('s3', 'u2', 2400000000000)",
];

/// One user of our words with the end of each session, in our instants.
const READ: &str = "SELECT {u.user.email} AS email, {@s.session.expires_at} AS ends FROM {user} u
    JOIN {session} s ON {s.session.user_id} = {u.user.id} ORDER BY 1";

#[tokio::test]
async fn a_fourth_layout_is_one_file_and_one_line() {
    let file = std::env::temp_dir().join(format!("wardroom-fourth-{}.db", std::process::id()));
    std::fs::File::create(&file).unwrap();
    let target = file.display().to_string().parse().unwrap();
    let mut db = connect(&target, Access::Write, 1).await.unwrap();
    for text in TABLES {
        db.execute(sql(text)).await.unwrap();
    }
    let layout = Layout::found(&db, "public", &AppSettings::default())
        .await
        .unwrap();
    assert_eq!(layout.name(), "example");
    assert!(layout.refusal("factors reset").is_some());
    assert_eq!(layout.refusal("sessions revoke --all"), None);
    let mut named = db.named(layout.names(db.engine(), "public"));
    let read: Vec<(String, Ts)> = named.all(sql(READ)).await.unwrap();
    let ends: Ts = "2046-01-19T18:40:00Z".parse().unwrap();
    let of = |name: &str| (format!("{name}@mail.example"), ends);
    assert_eq!(read, [of("alice"), of("alice"), of("bob")]);
    let mut tx = named.begin().await.unwrap();
    let mut edit = Edit {
        tx: &mut tx,
        layout: &layout,
        now: ends,
    };
    let alice = UserId(layout.parse_id("user", "u1").unwrap());
    let ended = layout
        .changes()
        .end_sessions_of(&mut edit, &alice, EndedWhy::Operator)
        .await;
    assert_eq!(ended.unwrap(), 2);
    tx.commit().await.unwrap();
    let left: Vec<(String, Ts)> = named.all(sql(READ)).await.unwrap();
    assert_eq!(left, [of("bob")]);
    db.close().await;
    std::fs::remove_file(&file).unwrap();
}
