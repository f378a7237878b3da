//! Plans, policies and standings: what the screens show before and after a run.

use wardroom_core::action::{SetPolicy, preview};
use wardroom_core::db::sql;
use wardroom_core::model::Outcome;
use wardroom_core::sweep::{ALL, Wish, change, plan};
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::cast::{House, MIGRATED, Times, days, keep, sessions, then};

every_engine! { MIGRATED;
    async fn a_plan_counts_exactly_and_changes_nothing(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        let edge = then().minus(keep());
        house.many(&user, 120, edge.minus(days(2))).await;
        house.many(&user, 30, edge).await;
        let both = Times { revoked: Some(edge.minus(days(5))), ..Times::expired(edge.minus(days(1))) };
        house.session(&user, both).await;
        let before = db.dump().await;
        let planned = plan(&house.directory, sessions(), Some(then())).await.unwrap();
        assert_eq!(db.dump().await, before);
        assert_eq!(planned.rows(), 121, "a row due for two reasons is one row");
        assert_eq!(planned.tables[0].along, [("refresh_token", 121)]);
        assert_eq!(planned.tables[0].oldest, Some(edge.minus(days(5))));
        assert_eq!(planned.lag_seconds(), Some(5 * 86_400));
        assert_eq!(house.sweep(sessions()).await.rows, planned.rows(), "the run does what the plan said");
    }

    async fn every_sweep_plans_and_runs_on_an_empty_directory(db: Fresh) {
        let house = House::open(db.url()).await;
        for sweep in ALL {
            let planned = plan(&house.directory, sweep, None).await.unwrap();
            assert_eq!((planned.rows(), planned.lag_seconds()), (0, None));
            let report = house.sweep(sweep).await;
            assert_eq!((report.outcome, report.rows), (Outcome::Done, 0));
        }
    }

    async fn a_policy_row_counts_instead_of_the_default(db: Fresh) {
        let house = House::open(db.url()).await;
        let user = house.user().await;
        house.session(&user, Times::expired(then().minus(days(2)))).await;
        assert_eq!(house.sweep(sessions()).await.rows, 0, "kept for thirty days");
        house.tell(sql("INSERT INTO {w}policies (sweep, enabled, keep_seconds, cron, zone, target_ms, duty_percent, updated_at, updated_by)
            VALUES ('sessions', FALSE, 86400, '30 1 * * *', 'Europe/London', 20, 50, {now}, 'alice')")).await;
        let policies = house.directory.policies().await.unwrap();
        let names: Vec<&str> = policies.iter().map(|p| p.sweep).collect();
        assert_eq!(names, ALL.iter().map(|s| s.name).collect::<Vec<_>>());
        let policy = &policies[1];
        assert_eq!((policy.keep, policy.zone.as_str(), policy.duty_percent), (days(1), "Europe/London", 50));
        assert_eq!(policy.changed_by.as_deref(), Some("alice"));
        assert_eq!(house.sweep(sessions()).await.rows, 1, "asked for, it runs though it is off");
        let standing = &house.directory.retention().await.unwrap()[1];
        assert_eq!(standing.next_run_at, None, "off: never by itself");
    }

    async fn another_policy_tells_what_would_be_due(db: Fresh) {
        let house = House::open(db.url()).await;
        let (user, now) = (house.user().await, house.directory.database_now().await.unwrap());
        let at = now.minus(days(10));
        for _ in 0..12 {
            house.session(&user, Times { seen: at, expires: at, revoked: None }).await;
        }
        let before = db.dump().await;
        let told = |wish: Wish| {
            let directory = house.directory.clone();
            async move {
                let change = change(&directory, sessions(), &wish).await.unwrap();
                preview(&directory, &SetPolicy { change }).await.unwrap().changes
            }
        };
        let week = Wish { keep: Some(days(7)), ..Wish::default() };
        assert_eq!(told(week).await, [
            "rows stay 7d instead of 30d", "session: 12 rows are due instead of 0, with 12 of refresh_token",
        ]);
        let off = Wish { enabled: Some(false), ..Wish::default() };
        assert_eq!(told(off).await, ["it no longer runs by itself", "session: 0 rows are due, with 0 of refresh_token"]);
        assert_eq!(db.dump().await, before);
    }

    async fn a_standing_tells_the_last_run_and_the_next(db: Fresh) {
        let house = House::open(db.url()).await;
        let now = house.directory.database_now().await.unwrap();
        let all = house.directory.retention().await.unwrap();
        assert!(all.iter().all(|s| s.is_due(now) && s.last_run.is_none()), "what never ran is due");
        house.sweep(sessions()).await;
        let standing = &house.directory.retention().await.unwrap()[1];
        assert_eq!(standing.last_run.as_ref().unwrap().outcome, Outcome::Done);
        let next = standing.next_run_at.unwrap();
        assert!(next > now && next <= now.plus(days(1)), "{next}");
    }
}
