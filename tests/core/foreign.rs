//! A Better Auth directory seen through our words, in both spellings.

use wardroom_core::Directory;
use wardroom_core::db::{Access, connect, sql};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{Standing, Ts, UserFilter, UserSort};
use wardroom_core::store::Parts;
use wardroom_tests::database::{Engine, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::better_auth::{Spelling, ddl, spelled};
use wardroom_tests::sql_texts::layout_texts;

async fn opened(db: &Fresh) -> Directory {
    let target = db.url().parse().unwrap();
    let pool = connect(&target, Access::Write, 2).await.unwrap();
    let layout = Layout::found(&pool, "public", &AppSettings::default())
        .await
        .unwrap();
    assert_eq!(layout.name(), "better-auth");
    Directory::new(&pool, layout, "public", Parts::default())
}

async fn seen(db: &Fresh, spelling: Spelling) {
    db.run(&ddl(db.engine(), spelling)).await.unwrap();
    let at = |text: &str| match (db.engine(), spelling) {
        (Engine::Sqlite, Spelling::Drizzle) => {
            let at: Ts = text.parse().unwrap();
            (at.us() / 1000).to_string()
        }
        (Engine::Postgres, Spelling::Drizzle) => format!("'{}'", text.trim_end_matches('Z')),
        _ => format!("'{text}'"),
    };
    let (then, soon) = (
        at("2026-11-01T10:00:00.123Z"),
        at("2046-11-27T18:30:22.273Z"),
    );
    db.run(&spelled(
        &format!(
            "INSERT INTO \"user\" (id, name, email, emailVerified, createdAt, updatedAt, twoFactorEnabled, banned)
                VALUES ('u1', 'Alice', 'alice@mail.example', true, {then}, {then}, true, false),
                ('u2', 'Bob', 'bob@mail.example', false, {then}, {then}, false, true);
            INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt, ipAddress)
                VALUES ('s1', 'tok1', 'u1', {soon}, {then}, {then}, '10.0.0.1');
            INSERT INTO twoFactor (id, secret, backupCodes, userId) VALUES ('f1', 'x', 'y', 'u1');"
        ),
        spelling,
    ))
    .await
    .unwrap();
    let directory = opened(db).await;
    let all = directory
        .users(&UserFilter::default(), UserSort::EmailUp, None, 10)
        .await
        .unwrap()
        .rows;
    let now = directory.now();
    let told: Vec<_> = all
        .iter()
        .map(|l| {
            (
                l.user.email.as_str(),
                l.user.standing(now),
                l.totp,
                l.sessions,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("alice@mail.example", Standing::Active, 1, 1),
            ("bob@mail.example", Standing::Disabled, 0, 0)
        ]
    );
    let alice = directory
        .find_user("alice@mail.example")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(alice.created_at.to_string(), "2026-11-01T10:00:00.123Z");
    let sessions = directory
        .sessions_of(&alice.id, None, 5)
        .await
        .unwrap()
        .rows;
    assert_eq!(
        sessions[0].expires_at.to_string(),
        "2046-11-27T18:30:22.273Z"
    );
    assert!(sessions[0].is_live(now));
    assert_eq!(directory.live_sessions_of(&alice.id).await.unwrap(), 1);
    directory.diagnosis(&alice.id).await.unwrap();
}

/// Every statement of a layout's changes is one the engine takes, over the names this directory has.
async fn prepared(db: &Fresh, spelling: Spelling, folder: &str) {
    db.run(&ddl(db.engine(), spelling)).await.unwrap();
    let target = db.url().parse().unwrap();
    let pool = connect(&target, Access::Write, 2).await.unwrap();
    let layout = Layout::found(&pool, "public", &AppSettings::default())
        .await
        .unwrap();
    let pool = pool.named(layout.names(pool.engine(), "public"));
    let texts = layout_texts(folder);
    assert!(texts.len() > 8, "only {} texts were found", texts.len());
    for text in texts.into_iter().filter(|t| t.on.is(pool.engine())) {
        let kept: &'static str = text.sql.clone().leak();
        let outcome = pool.prepare(sql(kept)).await;
        // The one of two columns that this version lacks.
        let is_absent = text.sql.contains("{ba_api_key.user_id}");
        assert_eq!(outcome.is_err(), is_absent, "{}: {outcome:?}", text.sql);
    }
}

every_engine! {
    async fn every_text_is_prepared(db: Fresh) {
        prepared(&db, Spelling::BuiltIn, "better_auth").await;
    }

    async fn its_own_spelling_is_read(db: Fresh) {
        seen(&db, Spelling::BuiltIn).await;
    }

    async fn drizzles_spelling_is_read(db: Fresh) {
        seen(&db, Spelling::Drizzle).await;
    }
}
