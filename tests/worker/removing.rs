//! What a sweep removes, on every layout and by either way of walking.

use std::sync::Arc;

use wardroom_core::clock::SystemClock;
use wardroom_core::db::{Engine, Table, sql};
use wardroom_core::layout::{Layout, Spelling};
use wardroom_core::model::{IdKind, Outcome, Session};
use wardroom_core::sweep::{ALL, find};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, Times, days, keep, sessions, then, us};

/// What expired, was ended or lay unused just before and just after the policy's edge, `step` apart.
async fn edges(house: &House, step: std::time::Duration) {
    let user = house.user().await;
    let edge = then().minus(keep());
    let idle = edge.minus(Session::IDLE_LIMIT);
    let around = |at: wardroom_core::model::Ts| [at.minus(step), at, at.plus(step)];
    for at in around(edge) {
        house.session(&user, Times::expired(at)).await;
        let ended = Times {
            revoked: Some(at),
            ..Times::live()
        };
        house.session(&user, ended).await;
    }
    for seen in around(idle) {
        house
            .session(
                &user,
                Times {
                    seen,
                    ..Times::live()
                },
            )
            .await;
    }
    house.session(&user, Times::live()).await;

    let report = house.sweep(sessions()).await;
    assert_eq!((report.outcome, report.rows), (Outcome::Done, 3));
    assert_eq!(house.sessions().await, 7);
    let tokens = house.count("SELECT count(*) FROM {refresh_token}").await;
    assert_eq!(
        tokens, 7,
        "a used token stays exactly as long as its session"
    );

    let again = house.sweep(sessions()).await;
    assert_eq!(
        (again.outcome, again.rows, again.batches),
        (Outcome::Done, 0, 0)
    );
}

every_engine! { MIGRATED;
    async fn sessions_go_to_the_microsecond(db: Fresh) {
        edges(&House::open(db.url()).await, us(1)).await;
    }

    async fn where_much_is_due_the_whole_table_is_walked(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        let edge = then().minus(keep());
        house.many(&user, 1_500, edge.minus(days(3))).await;
        house.many(&user, 700, edge).await;
        let held = house.user().await;
        house.hold(&held).await;
        house.many(&held, 40, edge.minus(days(3))).await;

        let report = house.sweep(sessions()).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 1_500));
        assert_eq!(house.sessions().await, 740);
        assert_eq!(report.lag_seconds, Some(3 * 86_400));
        assert!(report.batches > 1, "in batches, not at once");
        let run = house.last_run().await;
        let way = match db.path() { Some(_) => "session by row", None => "session by block" };
        assert_eq!(run.note.as_deref(), Some(way));
        assert_eq!((run.rows_removed, run.outcome), (1_500, Outcome::Done));
    }

    async fn where_little_is_due_the_index_is_walked_in_several_batches(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        let edge = then().minus(keep());
        // All of one age: the place in the index must tell them apart by their ids.
        house.many(&user, 300, edge.minus(us(1))).await;
        let report = house.sweep(sessions()).await;
        assert_eq!((report.rows, house.sessions().await), (300, 0));
        assert!(report.batches > 2, "{} batches", report.batches);
        let note = house.last_run().await.note.unwrap();
        assert_eq!(note, "session by index");
    }

    async fn codes_and_links_go_when_used_or_expired(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        let edge = then().minus(find(&house.directory, "one-time-tokens").unwrap().keep);
        for (expires, used) in [(edge.minus(us(1)), None), (edge, None), (then(), Some(edge.minus(us(1)))), (then(), Some(edge))] {
            for text in [
                "INSERT INTO {verification} (id, user_id, kind, email, code_hash, created_at, expires_at, used_at)
                    VALUES ($1, $2, 'email', 'a@example.org', $3, $4, $5, $6)",
                "INSERT INTO {password_reset} (id, user_id, token_hash, created_at, expires_at, used_at)
                    VALUES ($1, $2, $3, $4, $5, $6)",
                "INSERT INTO {magic_link} (id, user_id, email, token_hash, created_at, expires_at, used_at)
                    VALUES ($1, $2, 'a@example.org', $3, $4, $5, $6)",
            ] {
                let id = house.directory.fresh_id();
                let hash = [id.to_string().into_bytes(), vec![0; 32]].concat()[4..36].to_vec();
                house.tell(sql(text).bind(&id).bind(&user).bind(hash).bind(edge).bind(expires).bind(used)).await;
            }
        }
        let report = house.sweep(find(&house.directory, "one-time-tokens").unwrap()).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 6));
        for left in ["SELECT count(*) FROM {verification}", "SELECT count(*) FROM {password_reset}", "SELECT count(*) FROM {magic_link}"] {
            assert_eq!(house.count(left).await, 2, "{left}");
        }
    }

    async fn spent_codes_go_and_a_set_that_counts_stays(db: Fresh) {
        let house = House::open(db.url()).await;
        let sweep = find(&house.directory, "recovery-codes").unwrap();
        let edge = then().minus(sweep.keep);
        let set = "INSERT INTO {code_set} (id, user_id, kind, state, salt, created_at, voided_at)
            VALUES ($1, $2, 'full', $3, $4, $5, $6)";
        let code = "INSERT INTO {code} (set_id, position, code_hash, used_at) VALUES ($1, $2, $3, $4)";
        let user = house.user().await;
        let (old, before) = (edge.minus(days(9)), edge.minus(us(1)));
        for (state, voided) in [("active", None), ("void", Some(before)), ("void", Some(edge)), ("pending", None)] {
            let id = house.directory.fresh_id();
            house.tell(sql(set).bind(&id).bind(&user).bind(state).bind(vec![1_u8]).bind(old).bind(voided)).await;
            for (position, used) in [(0_i64, None), (1, Some(before)), (2, Some(edge))] {
                house.tell(sql(code).bind(&id).bind(position).bind(vec![2_u8]).bind(used)).await;
            }
        }
        let report = house.sweep(sweep).await;
        assert_eq!((report.outcome, report.rows), (Outcome::Done, 4), "two sets and two codes");
        assert_eq!(house.count("SELECT count(*) FROM {code_set} WHERE state = 'active'").await, 1);
        assert_eq!(house.count("SELECT count(*) FROM {code_set}").await, 2);
        assert_eq!(house.count("SELECT count(*) FROM {code}").await, 4);
    }

    async fn a_directory_of_other_names_ids_and_times_is_swept_the_same(db: Fresh) {
        let house = House::with(db.url(), renamed(), Arc::new(SystemClock)).await;
        let (id, at) = match house.directory.engine() {
            Engine::Sqlite => ("INTEGER NOT NULL PRIMARY KEY", "INTEGER"),
            Engine::Postgres => ("BIGINT NOT NULL PRIMARY KEY", "BIGINT"),
        };
        let blob = match house.directory.engine() { Engine::Sqlite => "BLOB", Engine::Postgres => "BYTEA" };
        let tables = format!(
            "CREATE TABLE {{user}} (uid {id}, email TEXT, email_normalized TEXT, created_at {at}, updated_at {at});
            CREATE TABLE {{session}} (\"sid\" {id}, \"uid\" BIGINT REFERENCES {{user}}, token_hash {blob}, created_at {at},
                seen_at {at}, \"goodUntil\" {at}, revoked_at {at});
            CREATE TABLE {{refresh_token}} (id {id}, session_id BIGINT REFERENCES {{session}} ON DELETE CASCADE, family_id BIGINT,
                token_hash {blob}, created_at {at}, expires_at {at}, used_at {at});
            CREATE TABLE {{hold}} (id {id}, user_id BIGINT, reason TEXT, placed_by TEXT, placed_at {at}, released_at {at});"
        );
        house.db.script(&tables.replace("BIGINT REFERENCES", &format!("{at} REFERENCES"))).await.unwrap();
        edges(&house, std::time::Duration::from_millis(1)).await;
    }
}

fn renamed() -> Layout {
    let table = |name, physical: &str, columns: &[(&'static str, &str)]| Table {
        name,
        physical: physical.to_owned(),
        columns: columns.iter().map(|(l, p)| (*l, (*p).to_owned())).collect(),
    };
    let tables = [
        table("user", "people", &[("id", "uid")]),
        table(
            "session",
            "sign ins",
            &[
                ("id", "sid"),
                ("user_id", "uid"),
                ("expires_at", "goodUntil"),
            ],
        ),
        table("refresh_token", "renewals", &[]),
        table("hold", "freezes", &[]),
    ];
    Layout::renamed(IdKind::Integer, Spelling::Millis, &tables)
}

#[test]
fn every_sweep_has_a_name_of_its_own() {
    let mut names: Vec<&str> = ALL.iter().map(|s| s.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}
