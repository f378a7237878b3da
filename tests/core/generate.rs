//! The generator: the same rows from the same seed, believable, sound, hostile where it should be.

use std::str::FromStr;

use sqlx::{Connection, PgConnection, SqliteConnection};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Table, Target, connect};
use wardroom_core::layout::{Layout, Spelling};
use wardroom_core::model::{
    CodeSetState, FactorFilter, IdKind, Standing, Ts, UserFilter, UserSort,
};
use wardroom_core::store::Parts;
use wardroom_core::transfer::{Plan, Report, generate};
use wardroom_core::{Directory, Error};
use wardroom_tests::database::{Fresh, Template};
use wardroom_tests::every_engine;

const USERS: u64 = 1_500;
const NOW: &str = "2026-03-14T09:26:53.589793Z";

static MIGRATED: Template = Template::new("generate_migrated", |url| {
    Box::pin(async move {
        let target: Target = url.parse().unwrap();
        up(&Place::own(&target), Set::Directory).await.unwrap();
    })
});
static INTEGER: Template = Template::new("generate_integer", |url| {
    Box::pin(async move {
        let target: Target = url.parse().unwrap();
        let place = Place {
            ids: IdKind::Integer,
            ..Place::own(&target)
        };
        up(&place, Set::Directory).await.unwrap();
    })
});
static GENERATED: Template = Template::new("generate_filled", |url| {
    Box::pin(async move {
        let target: Target = url.parse().unwrap();
        up(&Place::own(&target), Set::Directory).await.unwrap();
        let directory = open(&url, Layout::own()).await;
        fill(&directory, USERS, 7).await.unwrap();
        directory.close().await;
    })
});

fn now() -> Ts {
    NOW.parse().unwrap()
}

async fn open(url: &str, layout: Layout) -> Directory {
    let db = connect(&url.parse().unwrap(), Access::Write, 2)
        .await
        .unwrap();
    let clock = std::sync::Arc::new(wardroom_core::clock::FixedClock::at(now()));
    Directory::new(
        &db,
        layout,
        "public",
        Parts {
            clock,
            ..Parts::default()
        },
    )
}

async fn fill(directory: &Directory, users: u64, seed: u64) -> wardroom_core::Result<Report> {
    let plan = Plan {
        users,
        seed,
        now: now(),
    };
    generate(directory, &plan, |_, _| {}).await
}

async fn generated(url: &str, seed: u64) {
    let directory = open(url, Layout::own()).await;
    fill(&directory, 120, seed).await.unwrap();
    directory.close().await;
}

/// The one number a query gives.
async fn number(db: &Fresh, query: &'static str) -> i64 {
    let url = db.url();
    if url.starts_with("sqlite:") {
        let mut on = SqliteConnection::connect(url).await.unwrap();
        sqlx::query_scalar(query).fetch_one(&mut on).await.unwrap()
    } else {
        let mut on = PgConnection::connect(url).await.unwrap();
        sqlx::query_scalar(query).fetch_one(&mut on).await.unwrap()
    }
}

/// What must never be found: foreign keys see none of it.
const UNSOUND: &[&str] = &[
    "SELECT count(*) FROM refresh_tokens t JOIN refresh_tokens p ON p.id = t.parent_id
        WHERE p.family_id <> t.family_id OR p.session_id <> t.session_id OR p.used_at IS NULL",
    "SELECT count(*) FROM refresh_tokens t WHERE t.parent_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM refresh_tokens p WHERE p.id = t.parent_id)",
    "SELECT count(*) FROM (SELECT session_id FROM refresh_tokens WHERE used_at IS NULL
        GROUP BY session_id HAVING count(*) <> 1) s",
    "SELECT count(*) FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
        WHERE s.revoked_at IS NOT NULL AND t.used_at IS NULL AND t.revoked_at IS NULL",
    "SELECT count(*) FROM sessions WHERE NOT (created_at <= seen_at AND seen_at < expires_at)",
    "SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.created_at < u.created_at",
    "SELECT count(*) FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.status <> 'active'
        AND s.revoked_at IS NULL AND s.expires_at > (SELECT max(seen_at) FROM sessions)",
    "SELECT count(*) FROM events e WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = e.user_id)",
    "SELECT count(*) FROM events e WHERE e.session_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.id = e.session_id)",
    "SELECT count(*) FROM users WHERE status = 'erased' AND (display_name IS NOT NULL OR password_hash IS NOT NULL)",
    "SELECT count(*) FROM recovery_codes c JOIN recovery_code_sets s ON s.id = c.set_id
        WHERE c.used_at IS NOT NULL AND s.state = 'pending'",
    "SELECT count(*) FROM tenants t WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = t.id AND m.role = 'OWNER')",
];

/// What must be found, each at least once.
const VARIETY: &[&str] = &[
    "SELECT count(DISTINCT locale) - 20 FROM profiles",
    "SELECT count(DISTINCT role) - 3 FROM memberships",
    "SELECT count(DISTINCT provider) - 3 FROM identities",
    "SELECT count(DISTINCT revoked_why) - 4 FROM sessions",
    "SELECT count(DISTINCT state) - 2 FROM recovery_code_sets",
    "SELECT count(*) FROM sessions WHERE revoked_why = 'replay'",
    "SELECT count(*) FROM verifications WHERE used_at IS NULL",
    "SELECT count(*) FROM verifications WHERE used_at IS NOT NULL",
    "SELECT count(*) FROM password_resets",
    "SELECT count(*) FROM magic_links",
    "SELECT count(*) FROM trusted_devices",
    "SELECT count(*) FROM invitations WHERE invited_by IS NOT NULL",
    "SELECT count(*) FROM mail_outbox",
    "SELECT count(*) FROM legal_holds",
    "SELECT count(*) FROM passkeys",
    "SELECT count(*) FROM totp_factors WHERE confirmed_at IS NULL",
    "SELECT count(*) FROM users WHERE previous_email IS NOT NULL",
    "SELECT count(*) FROM users WHERE password_hash IS NULL AND status = 'active'",
];

every_engine! { MIGRATED;
    async fn a_seed_gives_the_same_rows_and_another_others(db: Fresh) {
        let (twin, other) = (MIGRATED.fresh(db.engine()).await, MIGRATED.fresh(db.engine()).await);
        generated(db.url(), 7).await;
        generated(twin.url(), 7).await;
        generated(other.url(), 8).await;
        let dump = db.dump().await;
        assert!(dump.contains("alice@example.com"));
        assert!(dump == twin.dump().await, "the same seed gave other rows");
        assert!(dump != other.dump().await, "another seed gave the same rows");
    }

    async fn a_directory_with_users_is_refused_and_left_alone(db: Fresh) {
        let directory = open(db.url(), Layout::own()).await;
        assert!(matches!(fill(&directory, 0, 1).await, Err(Error::Invalid { .. })));
        fill(&directory, 1, 1).await.unwrap();
        let before = db.dump().await;
        let refused = fill(&directory, 5, 2).await.unwrap_err();
        assert_eq!(refused.to_string(), "database: it has users already; give an empty one");
        assert!(before == db.dump().await);
    }

    async fn progress_begins_at_nothing_and_ends_with_everybody(db: Fresh) {
        let directory = open(db.url(), Layout::own()).await;
        let mut told = Vec::new();
        let plan = Plan { users: 30, seed: 1, now: now() };
        let report = generate(&directory, &plan, |done, total| told.push((done, total))).await.unwrap();
        assert_eq!(told, [(0, 30), (30, 30)]);
        assert_eq!(report.users, 30);
        assert_eq!(report.rows["session"], u64::try_from(number(&db, "SELECT count(*) FROM sessions").await).unwrap());
    }
}

every_engine! { GENERATED;
    async fn what_foreign_keys_do_not_see_is_sound(db: Fresh) {
        for query in UNSOUND {
            assert_eq!(number(&db, query).await, 0, "{query}");
        }
    }

    async fn every_state_an_operator_meets_is_there(db: Fresh) {
        for query in VARIETY {
            assert!(number(&db, query).await > 0, "{query}");
        }
        let directory = open(db.url(), Layout::own()).await;
        for standing in Standing::ALL {
            let filter = UserFilter { standing: Some(*standing), ..UserFilter::default() };
            assert!(directory.count_users(&filter).await.unwrap() > 0, "{standing}");
        }
    }

    async fn about_three_in_ten_have_an_authenticator_and_one_in_ten_a_passkey(db: Fresh) {
        let directory = open(db.url(), Layout::own()).await;
        let share = async |factors| {
            let filter = UserFilter { factors: Some(factors), ..UserFilter::default() };
            directory.count_users(&filter).await.unwrap() * 100 / i64::try_from(USERS).unwrap()
        };
        assert!((25..40).contains(&share(FactorFilter::Totp).await));
        assert!((5..14).contains(&share(FactorFilter::Passkey).await));
    }

    async fn the_cast_can_be_named(db: Fresh) {
        let directory = open(db.url(), Layout::own()).await;
        let mallory = directory.find_user("mallory@evil.test").await.unwrap().unwrap();
        assert_eq!(mallory.standing(now()), Standing::Locked);
        assert_eq!(mallory.lock_cause.as_deref(), Some("10 wrong passwords"));
        let bob = directory.find_user("bob@example.com").await.unwrap().unwrap();
        assert_eq!(directory.factors_of(&bob.id).await.unwrap().len(), 1);
        assert!(directory.code_sets_of(&bob.id).await.unwrap().is_empty());
        let niaj = directory.find_user("niaj@example.com").await.unwrap().unwrap();
        let sets = directory.code_sets_of(&niaj.id).await.unwrap();
        let states: Vec<_> = sets.iter().map(|set| set.state).collect();
        assert!(states.contains(&CodeSetState::Active) && states.contains(&CodeSetState::Pending));
        let alice = directory.find_user("alice@example.com").await.unwrap().unwrap();
        let sessions = directory.sessions_of(&alice.id, None, 10).await.unwrap().rows;
        assert!(sessions.iter().filter(|session| session.is_live(now())).count() >= 3);
    }

    async fn hostile_names_arrive_as_they_are(db: Fresh) {
        let directory = open(db.url(), Layout::own()).await;
        let page = directory.users(&UserFilter::default(), UserSort::CreatedUp, None, 100).await.unwrap();
        let names: Vec<String> = page.rows.into_iter().filter_map(|row| row.user.display_name).collect();
        let has = |part: &str| names.iter().any(|name| name.contains(part));
        assert!(has("\u{1b}[2J") && has("\u{1b}]52;c;") && has("\u{202e}") && has("\u{200b}") && has("\u{e0069}"));
        assert!(has(&"\u{336}".repeat(40)));
        assert!(names.iter().any(|name| name.chars().count() == 4_000));
    }

    async fn secrets_have_their_real_forms(db: Fresh) {
        let phc = "SELECT count(*) FROM users WHERE password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'";
        let all = "SELECT count(*) FROM users WHERE password_hash IS NOT NULL";
        assert_eq!(number(&db, phc).await, number(&db, all).await);
        assert_eq!(number(&db, "SELECT count(*) FROM totp_factors WHERE length(secret_sealed) <> 53").await, 0);
        let kinds = "SELECT count(DISTINCT password_hash) FROM users";
        assert_eq!(number(&db, kinds).await, 32);
    }
}

every_engine! { INTEGER;
    async fn other_names_and_integer_ids_are_filled_too(db: Fresh) {
        rename(&db).await;
        let people = Table {
            name: "user",
            physical: "people".to_owned(),
            columns: vec![("email", "mail address".to_owned())],
        };
        let layout = Layout::renamed(IdKind::Integer, Spelling::Native, &[people]);
        let directory = open(db.url(), layout).await;
        fill(&directory, 60, 1).await.unwrap();
        let alice = directory.find_user("alice@example.com").await.unwrap().unwrap();
        assert!(i64::from_str(&alice.id.to_string()).is_ok());
        assert_eq!(number(&db, "SELECT count(*) FROM people").await, 60);
    }
}

async fn rename(db: &Fresh) {
    let statements = "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME COLUMN email TO \"mail address\"";
    let db = connect(&db.url().parse().unwrap(), Access::Write, 1)
        .await
        .unwrap();
    db.script(statements).await.unwrap();
    db.close().await;
}
