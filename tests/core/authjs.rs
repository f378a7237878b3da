//! An Auth.js directory seen through our words, as every adapter spells it.

use wardroom_core::Directory;
use wardroom_core::db::{Access, connect, sql};
use wardroom_core::layout::{AppSettings, Layout, SessionStrategy};
use wardroom_core::model::{UserFilter, UserSort};
use wardroom_core::store::Parts;
use wardroom_tests::database::{EMPTY, Fresh};
use wardroom_tests::every_engine;
use wardroom_tests::foreign::authjs::Variant;
use wardroom_tests::sql_texts::layout_texts;

const TOKEN: &str = "8f14e45f-ceea-467f-a9c1-4f2b7c1d3e55";

async fn opened(db: &Fresh, app: &AppSettings) -> Directory {
    let target = db.url().parse().unwrap();
    let pool = connect(&target, Access::Write, 2).await.unwrap();
    let layout = Layout::found(&pool, "public", app).await.unwrap();
    assert_eq!(layout.name(), "authjs");
    Directory::new(&pool, layout, "public", Parts::default())
}

/// Alice with a session and an account, bob whose address is not verified, and somebody without one.
async fn fill(db: &Fresh, variant: Variant) {
    let (alice, bob, nobody) = (variant.user(1), variant.user(2), variant.user(3));
    let rows = format!(
        "INSERT INTO {{User}} (id, name, email, {{emailVerified}}) VALUES
            ({alice}, 'Alice', 'alice@mail.example', {{at 2026-11-01T10:00:00.123Z}}),
            ({bob}, 'Bob', 'bob@mail.example', NULL), ({nobody}, NULL, NULL, NULL);
        INSERT INTO {{Session}} ({{sessionToken}}, {{userId}}, expires)
            VALUES ('{TOKEN}', {alice}, {{at 2046-11-27T18:30:22.273Z}}),
            ('a dead one', {alice}, {{at 2020-01-01T00:00:00.000Z}});
        INSERT INTO {{Account}} ({{userId}}, type, provider, {{providerAccountId}}) VALUES ({alice}, 'oauth', 'github', '7');
        INSERT INTO {{VerificationToken}} (identifier, token, expires)
            VALUES ('bob@mail.example', 'h', {{at 2046-11-27T18:30:22.273Z}})"
    );
    db.run(&variant.spelled(db.engine(), &rows)).await.unwrap();
    if variant == Variant::PrismaMapped {
        let named = "UPDATE sessions SET id = 's-' || substr(session_token, 1, 1)";
        db.run(named).await.unwrap();
    }
}

async fn seen(db: &Fresh, variant: Variant) {
    variant.make(db).await;
    fill(db, variant).await;
    let directory = opened(db, &AppSettings::default()).await;
    // Paged one way and another, everybody is there once, those without an address too.
    for sort in [UserSort::EmailUp, UserSort::CreatedDown] {
        let all = UserFilter::default();
        let first = directory.users(&all, sort, None, 2).await.unwrap();
        let after = first.next.as_ref();
        let second = directory.users(&all, sort, after, 2).await.unwrap();
        let mut told: Vec<_> = first.rows.iter().chain(&second.rows).collect();
        told.sort_by(|a, b| a.user.email.cmp(&b.user.email));
        let told: Vec<_> = told
            .iter()
            .map(|line| (line.user.email.as_str(), line.sessions))
            .collect();
        let all = [("", 0), ("alice@mail.example", 1), ("bob@mail.example", 0)];
        assert_eq!(told, all, "{variant:?} by {sort:?}");
    }
    let found = directory.find_user("Alice@Mail.Example").await.unwrap();
    let alice = found.unwrap();
    let verified = alice.email_verified_at.unwrap();
    assert_eq!(verified.to_string(), "2026-11-01T10:00:00.123Z");
    assert_eq!(directory.live_sessions_of(&alice.id).await.unwrap(), 1);
    let sessions = directory
        .sessions_of(&alice.id, None, 5)
        .await
        .unwrap()
        .rows;
    let live: Vec<_> = sessions
        .iter()
        .filter(|s| s.is_live(directory.now()))
        .collect();
    assert_eq!(live[0].expires_at.to_string(), "2046-11-27T18:30:22.273Z");
    let by_id = directory.session(&live[0].id).await.unwrap().unwrap();
    assert_eq!(by_id.user_id, alice.id);
    let printed = format!("{sessions:?}");
    assert!(
        !printed.contains(TOKEN) && !printed.contains("a dead one"),
        "{printed}"
    );
    let linked = directory.identities_of(&alice.id).await.unwrap();
    assert_eq!(
        (linked[0].provider.as_str(), linked[0].subject.as_str()),
        ("github", "7")
    );
    let bob = directory
        .find_user("bob@mail.example")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(bob.email_verified_at, None);
    directory.diagnosis(&bob.id).await.unwrap();
    directory.close().await;
}

/// Every statement of the layout's changes is one the engine takes, over the names this directory has.
async fn prepared(db: &Fresh, variant: Variant) {
    variant.make(db).await;
    let directory = opened(db, &AppSettings::default()).await;
    let target = db.url().parse().unwrap();
    let pool = connect(&target, Access::Write, 2).await.unwrap();
    let layout = directory.layout();
    let pool = pool.named(layout.names(pool.engine(), "public"));
    let texts = layout_texts("authjs");
    assert!(texts.len() > 3, "only {} texts were found", texts.len());
    for text in texts.into_iter().filter(|t| t.on.is(pool.engine())) {
        let kept: &'static str = text.sql.clone().leak();
        let outcome = pool.prepare(sql(kept)).await;
        let is_absent = text.sql.contains("{as_session.id}") && !variant.names_sessions();
        assert_eq!(
            outcome.is_err(),
            is_absent,
            "{variant:?} {}: {outcome:?}",
            text.sql
        );
    }
}

every_engine! {
    async fn every_adapters_spelling_is_read(db: Fresh) {
        for variant in Variant::on(db.engine()) {
            seen(&EMPTY.fresh(db.engine()).await, variant).await;
        }
    }

    async fn every_text_is_prepared(db: Fresh) {
        for variant in Variant::on(db.engine()) {
            prepared(&EMPTY.fresh(db.engine()).await, variant).await;
        }
    }

    async fn what_it_cannot_bear_it_says(db: Fresh) {
        Variant::Made.make(&db).await;
        let directory = opened(&db, &AppSettings::default()).await;
        let layout = directory.layout();
        for verb in ["users disable", "users unlock", "users freeze", "factors reset", "recovery-codes issue"] {
            assert!(layout.refusal(verb).is_some_and(|why| why.contains("Auth.js")), "{verb}");
        }
        for verb in ["sessions revoke", "sessions revoke --all"] {
            assert_eq!(layout.refusal(verb), None, "{verb}");
        }
        let jwt = AppSettings { session_strategy: SessionStrategy::Jwt, ..AppSettings::default() };
        let directory = opened(&db, &jwt).await;
        for verb in ["sessions revoke", "sessions revoke --all"] {
            assert!(directory.layout().refusal(verb).is_some_and(|why| why.contains("JWT")), "{verb}");
        }
    }
}
