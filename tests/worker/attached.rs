//! Two hosts over another library's database: what is dead goes once, and nothing runs that nobody asked for.

use std::process::{Child, Output};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_tests::database::{EMPTY, Engine, Fresh, run};
use wardroom_tests::foreign::better_auth::{Spelling, spelled};
use wardroom_tests::foreign::sessions::Writer;
use wardroom_tests::supabase::SUPABASE;

use crate::process::{ended, worker};

const ZONE: &str = "America/New_York";
const DEAD: usize = 3_000;
const LIVE: usize = 200;

async fn attach(db: &Fresh) {
    let target = db.url().parse().unwrap();
    up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
}

/// Both at once; what each ended with.
fn both(db: &Fresh, args: &[&str]) -> [Output; 2] {
    let start = || -> Child { worker(db.url(), args).spawn().unwrap() };
    [start(), start()].map(|child| child.wait_with_output().unwrap())
}

fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// Each run over the application's rows in the history: its sweep, what became of it, how many rows. Wardroom's own mail
/// is swept beside every application.
async fn runs(db: &Fresh) -> Vec<String> {
    let rows = "SELECT sweep || ' ' || outcome || ' ' || rows_removed FROM wardroom.runs
        WHERE sweep <> 'mail' ORDER BY id";
    db.texts(rows).await
}

async fn count(db: &Fresh, table: &str) -> String {
    let rows = format!("SELECT CAST(count(*) AS text) FROM {table}");
    db.texts(&rows).await.remove(0)
}

/// Sessions long dead and live ones, as Drizzle writes them in New York; a dead key and a dead reset beside them.
async fn furnish(db: &Fresh) {
    let writer = Writer {
        spelling: Spelling::Drizzle,
        zone: TimeZone::get(ZONE).unwrap(),
    };
    let now = SystemClock.now().timestamp();
    let dead = now - SignedDuration::from_hours(24 * 120);
    let mut all: Vec<Timestamp> = vec![dead; DEAD];
    // By the wall clock of UTC these are over; by the application's they live.
    all.extend(
        (0_i64..)
            .take(LIVE)
            .map(|n| now + SignedDuration::from_mins(5 + n)),
    );
    writer.settle(db).await;
    writer.write(db, &all).await;
    let dead = writer.at(db.engine(), dead);
    let rows = format!(
        "INSERT INTO apikey (id, configId, referenceId, key, expiresAt, createdAt, updatedAt)
            VALUES ('k', 'c', 'u', 'k', {dead}, {dead}, {dead});
        INSERT INTO verification (id, identifier, value, expiresAt, createdAt, updatedAt)
            VALUES ('v', 'reset-password:x', 'u', {dead}, {dead}, {dead})"
    );
    db.run(&spelled(&rows, writer.spelling)).await.unwrap();
    attach(db).await;
}

#[test]
fn two_hosts_remove_each_dead_row_once() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        furnish(&db).await;
        // A second deletion of one row would be counted here.
        db.run(
            "CREATE TABLE gone (id text PRIMARY KEY);
            CREATE FUNCTION went() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN INSERT INTO gone VALUES (OLD.id); RETURN NULL; END $$;
            CREATE TRIGGER went AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION went()",
        )
        .await
        .unwrap();
        let zone = format!("time_zone={ZONE}");
        let ended = both(
            &db,
            &["run", "--once", "--sweep", "sessions", "--app", &zone],
        );
        let codes = ended.each_ref().map(|out| out.status.code());
        // Whoever comes while the other is at it says so.
        assert!(
            codes.contains(&Some(0)) && codes.iter().all(|c| matches!(c, Some(0 | 11))),
            "{codes:?} {}",
            said(&ended[0])
        );
        assert_eq!(count(&db, "session").await, LIVE.to_string());
        assert_eq!(count(&db, "gone").await, DEAD.to_string());
        let removed: usize = runs(&db)
            .await
            .iter()
            .map(|run| {
                assert!(run.starts_with("sessions done "), "{run}");
                run.split(' ').nth(2).unwrap().parse::<usize>().unwrap()
            })
            .sum();
        assert_eq!(removed, DEAD);
    });
}

#[test]
fn what_is_not_asked_for_does_not_run() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        furnish(&db).await;
        let zone = format!("time_zone={ZONE}");
        for out in both(&db, &["run", "--once", "--app", &zone]) {
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        }
        assert_eq!(runs(&db).await, [format!("sessions done {DEAD}")]);
        assert_eq!(
            (count(&db, "apikey").await, count(&db, "verification").await),
            ("1".into(), "1".into())
        );
        let plan = ended(db.url(), &["plan", "--json", "--app", &zone]);
        let plan = String::from_utf8(plan.stdout).unwrap();
        assert!(plan.contains("\"api-keys\""), "{plan}");
        for name in ["api-keys", "verifications"] {
            let out = ended(
                db.url(),
                &["run", "--once", "--sweep", name, "--app", &zone],
            );
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        }
        assert_eq!(
            (count(&db, "apikey").await, count(&db, "verification").await),
            ("0".into(), "0".into())
        );
        assert_eq!(count(&db, "session").await, LIVE.to_string());
    });
}

#[test]
fn what_an_application_keeps_elsewhere_or_does_itself_is_left_to_it() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        furnish(&db).await;
        let zone = format!("time_zone={ZONE}");
        let out = ended(
            db.url(),
            &["run", "--once", "--app", &zone, "--app", "app_sweeps=true"],
        );
        assert_eq!(
            (out.status.code(), runs(&db).await.len()),
            (Some(0), 0),
            "{}",
            said(&out)
        );
        for told in ["keeps_ended_sessions=true", "session_storage=elsewhere"] {
            let out = ended(
                db.url(),
                &[
                    "run", "--once", "--sweep", "sessions", "--app", &zone, "--app", told,
                ],
            );
            assert_eq!(out.status.code(), Some(9), "{}", said(&out));
            let key = told.split('=').next().unwrap();
            let last = said(&out).lines().last().unwrap().to_owned();
            assert!(
                last.starts_with("wardroom-worker: ") && last.contains(key),
                "{last}"
            );
        }
        // Read as UTC, what is written in Tokyo lies ahead: the run fails and says what to set.
        db.run("UPDATE session SET created_at = (now() AT TIME ZONE 'Asia/Tokyo') WHERE id = 's0'")
            .await
            .unwrap();
        let out = ended(db.url(), &["run", "--once", "--sweep", "sessions"]);
        assert_eq!(out.status.code(), Some(60));
        assert!(
            said(&out).contains("set the zone the application writes its times in"),
            "{}",
            said(&out)
        );
        assert_eq!(count(&db, "session").await, (DEAD + LIVE).to_string());
        assert_eq!(runs(&db).await, ["sessions failed 0"]);
    });
}

#[test]
fn beside_supabase_only_what_is_asked_for_goes() {
    run(Engine::Postgres, &SUPABASE, |db| async move {
        db.run(
            "INSERT INTO auth.one_time_tokens (id, user_id, token_type, token_hash, relates_to, created_at)
            SELECT gen_random_uuid(), id, 'reauthentication_token', 'old', '', (now() - interval '40 days') AT TIME ZONE 'utc'
                FROM auth.users",
        )
        .await
        .unwrap();
        attach(&db).await;
        let sessions = count(&db, "auth.sessions").await;
        for out in both(&db, &["run", "--once"]) {
            assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        }
        assert_eq!(runs(&db).await, [""; 0]);
        let old = "auth.one_time_tokens WHERE token_hash = 'old'";
        let were: usize = count(&db, old).await.parse().unwrap();
        assert!(were > 1);
        let asked = [
            "run",
            "--once",
            "--sweep",
            "one-time-tokens",
            "--app",
            "time_zone=Asia/Tokyo",
        ];
        let codes = both(&db, &asked).map(|out| out.status.code());
        assert!(
            codes.contains(&Some(0)) && codes.iter().all(|c| matches!(c, Some(0 | 11))),
            "{codes:?}"
        );
        assert_eq!(count(&db, old).await, "0");
        assert_eq!(count(&db, "auth.sessions").await, sessions);
        let removed: Vec<String> = runs(&db).await;
        assert_eq!(removed[0], format!("one-time-tokens done {were}"));
        assert!(
            removed[1..]
                .iter()
                .all(|run| run == "one-time-tokens done 0"),
            "{removed:?}"
        );
        let out = ended(db.url(), &["run", "--once", "--sweep", "sessions"]);
        assert_eq!(out.status.code(), Some(6));
        assert!(
            said(&out).contains("one-time-tokens, audit-entries"),
            "{}",
            said(&out)
        );
    });
}

#[test]
fn a_key_ring_that_is_missing_is_said_before_anything_is_done() {
    run(Engine::Postgres, &EMPTY, |db| async move {
        furnish(&db).await;
        let before = db.dump().await;
        let folder = tempfile::tempdir().unwrap();
        let ring = folder.path().join("keys");
        let out = ended(
            db.url(),
            &[
                "run",
                "--once",
                "--sweep",
                "api-keys",
                "--keys",
                ring.to_str().unwrap(),
            ],
        );
        assert_ne!(out.status.code(), Some(0));
        assert!(
            said(&out)
                .lines()
                .last()
                .unwrap()
                .starts_with("wardroom-worker: "),
            "{}",
            said(&out)
        );
        assert_eq!(db.dump().await, before);
    });
}
