//! A policy is changed by one action: checked against its sweep, told beforehand, kept in the audit.

use std::time::Duration;

use wardroom_core::action::{SetPolicy, perform, preview};
use wardroom_core::model::PolicyChange;
use wardroom_core::store::AuditFilter;
use wardroom_core::sweep::{Wish, change, find};
use wardroom_core::{Directory, Error, Result};
use wardroom_tests::cast::{World, reason};
use wardroom_tests::every_store;

async fn wished(directory: &Directory, wish: Wish) -> Result<PolicyChange> {
    change(directory, find(directory, "sessions").unwrap(), &wish).await
}

fn kept(days: u64) -> Wish {
    Wish {
        keep: Some(Duration::from_hours(24 * days)),
        ..Wish::default()
    }
}

/// The sentence for a wish that cannot be granted.
async fn why_not(world: &World, wish: Wish) -> String {
    wished(&world.directory, wish)
        .await
        .unwrap_err()
        .to_string()
}

every_store! {
    async fn a_policy_is_changed_as_it_was_told(world: World) {
        let wish = Wish {
            cron: Some("30 2 * * *".into()),
            zone: Some("Europe/London".into()),
            ..kept(7)
        };
        let set = SetPolicy { change: wished(&world.directory, wish).await.unwrap() };
        let told = preview(&world.directory, &set).await.unwrap();
        assert_eq!(told.changes[..2], [
            "rows stay 7d instead of 30d",
            "it runs at `30 2 * * *` (Europe/London) instead of `30 1 * * *` (UTC)",
        ]);
        assert!(told.changes[2].starts_with("session: "), "{told:?}");
        assert!(world.directory.policies().await.unwrap().iter().all(|p| p.changed_at.is_none()), "told, not done");
        let done = perform(&world.directory, &world.troupe.ana.caller, &reason(), &set).await.unwrap();
        assert_eq!((done.outcome.before.keep_seconds, done.outcome.after.keep_seconds), (30 * 86_400, 7 * 86_400));
        let policy = world.directory.policy(find(&world.directory, "sessions").unwrap()).await.unwrap();
        assert_eq!(policy.terms(), done.outcome.after);
        assert_eq!((policy.changed_at, policy.changed_by.as_deref()), (Some(world.now()), Some("ana")));
        let entry = world.directory.audit(&AuditFilter::default(), None, 1).await.unwrap().rows.remove(0);
        assert_eq!((entry.verb.as_str(), entry.target_id.as_deref()), ("retention set", Some("sessions")));
        assert!(entry.detail.contains(r#""before":{"cron":"30 1 * * *","enabled":true,"keep_seconds":2592000,"zone":"UTC"}"#), "{}", entry.detail);
    }

    async fn what_is_not_given_stays(world: World) {
        let ana = &world.troupe.ana.caller;
        let set = |wish| async { SetPolicy { change: wished(&world.directory, wish).await.unwrap() } };
        let shorter = set(kept(14)).await;
        perform(&world.directory, ana, &reason(), &shorter).await.unwrap();
        world.wait(Duration::from_secs(1));
        let off = set(Wish { enabled: Some(false), ..Wish::default() }).await;
        let told = preview(&world.directory, &off).await.unwrap();
        assert_eq!((told.changes[0].as_str(), told.warnings.len()), ("it no longer runs by itself", 1));
        perform(&world.directory, ana, &reason(), &off).await.unwrap();
        let terms = world.directory.policy(find(&world.directory, "sessions").unwrap()).await.unwrap().terms();
        assert_eq!((terms.enabled, terms.keep_seconds, terms.cron.as_str()), (false, 14 * 86_400, "30 1 * * *"));
    }

    async fn what_is_unsafe_or_unreadable_is_one_clear_line(world: World) {
        assert_eq!(
            why_not(&world, kept(6)).await,
            "keep: sessions keeps rows for 7d at least: for a week a refresh token that is shown again must be known as a stolen one",
        );
        assert_eq!(why_not(&world, kept(40_000)).await, "keep: at most 36500d; a sweep that shall not run is disabled");
        let cron = |text: &str| Wish { cron: Some(text.into()), ..Wish::default() };
        let zone = |text: &str| Wish { zone: Some(text.into()), ..Wish::default() };
        assert!(why_not(&world, cron("every night")).await.starts_with("cron: \"every night\" is no cron pattern"));
        assert_eq!(why_not(&world, cron("0 0 30 2 *")).await, "schedule: \"0 0 30 2 *\" never comes");
        assert!(why_not(&world, zone("Atlantis")).await.starts_with("zone: \"Atlantis\" is no time zone"));
        let same = wished(&world.directory, kept(30)).await;
        assert!(matches!(same, Err(Error::Conflict { .. })), "{same:?}");
    }

    async fn of_two_who_change_one_policy_the_second_looks_again(world: World) {
        let ana = &world.troupe.ana.caller;
        // First there is no row of it, then there is.
        for days in [40, 50] {
            let mut both = Vec::new();
            for days in [days, days + 1] {
                both.push(SetPolicy { change: wished(&world.directory, kept(days)).await.unwrap() });
            }
            world.wait(Duration::from_secs(1));
            perform(&world.directory, ana, &reason(), &both[0]).await.unwrap();
            world.wait(Duration::from_secs(1));
            let second = perform(&world.directory, ana, &reason(), &both[1]).await;
            assert!(matches!(second, Err(Error::Conflict { .. })), "{second:?}");
        }
    }
}
