//! An Auth.js directory seen through our words, as every adapter spells it.

use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, connect, sql};
use wardroom_core::layout::{AppSettings, Layout, SessionStrategy, Spelling};
use wardroom_core::model::{Outcome, Trigger, UserFilter, UserSort};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{self, Order, Stop};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
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
        let lacks = |column: &str| match column {
            "as_session.id" => !variant.names_sessions(),
            "as_account.id" => variant != Variant::PgAdapter,
            _ => variant != Variant::Made,
        };
        let is_absent = ["as_session.id", "as_account.id", "as_user.updated_at"]
            .iter()
            .any(|column| text.sql.contains(&format!("{{{column}}}")) && lacks(column));
        assert_eq!(
            outcome.is_err(),
            is_absent,
            "{variant:?} {}: {outcome:?}",
            text.sql
        );
    }
}

/// A purge by the worker's own loop: what died years ago goes, what lives and what died lately stays.
async fn purged(db: &Fresh, variant: Variant) {
    variant.make(db).await;
    fill(db, variant).await;
    let lately = SystemClock.now().minus(Duration::from_hours(24 * 6));
    let lately = lately.to_second().to_string().replace('Z', ".000Z");
    let rows = format!(
        "INSERT INTO {{Session}} ({{sessionToken}}, {{userId}}, expires) VALUES ('lately', {}, {{at {lately}}});
        INSERT INTO {{VerificationToken}} (identifier, token, expires)
            VALUES ('a', 'dead', {{at 2020-01-01T00:00:00.000Z}}), ('a', 'lately', {{at {lately}}})",
        variant.user(1)
    );
    db.run(&variant.spelled(db.engine(), &rows)).await.unwrap();
    let target = db.url().parse().unwrap();
    up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
    let directory = opened(db, &AppSettings::default()).await;
    for name in ["sessions", "mail-links"] {
        let order = Order {
            worker: "w".to_owned(),
            trigger: Trigger::Once,
            as_of: None,
        };
        let sweep = sweep::find(&directory, name).unwrap();
        let report = sweep::run(&directory, sweep, &order, &Stop::default())
            .await
            .unwrap();
        assert_eq!(
            (report.outcome, report.rows),
            (Outcome::Done, 1),
            "{variant:?} {report:?}"
        );
    }
    let left = variant.spelled(
        db.engine(),
        "SELECT {sessionToken} FROM {Session} ORDER BY 1",
    );
    assert_eq!(db.texts(&left).await, [TOKEN, "lately"]);
    let left = variant.spelled(
        db.engine(),
        "SELECT token FROM {VerificationToken} ORDER BY 1",
    );
    assert_eq!(db.texts(&left).await, ["h", "lately"]);
    directory.close().await;
}

/// How the column is spelled, as attaching finds it.
fn spelling(directory: &Directory, column: &str) -> Spelling {
    let times = directory.layout().recognised().unwrap().times();
    let found = times.iter().find(|(name, _)| name == column);
    found.unwrap().1.clone()
}

#[test]
fn an_empty_column_on_sqlite_is_spelled_as_its_check_or_the_others_say() {
    run(Engine::Sqlite, &EMPTY, |db| async move {
        Variant::Made.make(&db).await;
        let directory = opened(&db, &AppSettings::default()).await;
        assert_eq!(spelling(&directory, "User.emailVerified"), Spelling::Millis);
        assert_eq!(
            spelling(&directory, "VerificationToken.expires"),
            Spelling::Millis
        );
        let other = EMPTY.fresh(Engine::Sqlite).await;
        Variant::Prisma.make(&other).await;
        other
            .run("INSERT INTO \"User\" (id, email) VALUES ('u', 'a@b.c'); INSERT INTO \"Session\" VALUES ('t', 'u', 4102444800000)")
            .await
            .unwrap();
        let directory = opened(&other, &AppSettings::default()).await;
        assert_eq!(spelling(&directory, "User.emailVerified"), Spelling::Millis);
    });
}

#[test]
fn without_a_table_of_sessions_ending_one_is_refused() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        Variant::Drizzle.make(&db).await;
        db.run("DROP TABLE session").await.unwrap();
        let directory = opened(&db, &AppSettings::default()).await;
        let why = directory.layout().refusal("sessions revoke").unwrap();
        assert!(why.contains("JWT"), "{why}");
        let all = UserFilter::default();
        directory
            .users(&all, UserSort::CreatedDown, None, 5)
            .await
            .unwrap();
    });
}

every_engine! {
    async fn a_purge_removes_what_is_dead_in_every_spelling(db: Fresh) {
        for variant in Variant::on(db.engine()) {
            purged(&EMPTY.fresh(db.engine()).await, variant).await;
        }
    }

    async fn tables_and_columns_may_have_names_of_their_own(db: Fresh) {
        Variant::Drizzle.make(&db).await;
        fill(&db, Variant::Drizzle).await;
        db.run("ALTER TABLE session RENAME TO visits").await.unwrap();
        db.run("ALTER TABLE visits RENAME COLUMN expires TO ends").await.unwrap();
        let mut app = AppSettings::default();
        app.set("tables.session.table", "visits").unwrap();
        app.set("tables.session.columns.expires", "ends").unwrap();
        let directory = opened(&db, &app).await;
        let alice = directory.find_user("alice@mail.example").await.unwrap().unwrap();
        assert_eq!(directory.live_sessions_of(&alice.id).await.unwrap(), 1);
    }

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
        for verb in ["users disable", "users unlock", "users freeze", "factors reset", "recovery-codes issue", "passkeys remove", "api-keys disable"] {
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
