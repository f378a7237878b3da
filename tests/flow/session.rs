//! Sessions in use: refreshed, checked, listed, ended, proved again.

use std::time::Duration;

use serde_json::Value as Json;
use wardroom_core::Error;
use wardroom_core::db::sql;
use wardroom_core::flow::Settings;
use wardroom_core::model::{EndedWhy, EventKind, Moment, Refusal, TimelineCursor, User, UserId};
use wardroom_tests::application::{accounts, dora, events, refusal, signed_in, visit, with};
use wardroom_tests::cast::World;
use wardroom_tests::every_store;

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

fn graceful() -> Settings {
    let mut settings = Settings::default();
    settings.refresh_grace = Duration::from_secs(30);
    settings
}

/// What the timeline says of replays, newest first.
async fn evidence(world: &World, user: &UserId) -> Vec<Json> {
    let from = TimelineCursor::default();
    let page = world.directory.timeline(user, &from, 100).await.unwrap();
    let event = |moment| match moment {
        Moment::Event(event) if event.kind == EventKind::RefreshReplayed.word() => {
            Some(event.detail)
        }
        _ => None,
    };
    page.rows.into_iter().filter_map(event).collect()
}

every_store! {
    async fn a_refresh_uses_the_token_up_and_moves_the_end(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        world.wait(DAY * 5);
        let refreshed = accounts.refresh(&begun.refresh, &visit()).await.unwrap();
        assert!(!refreshed.repeated);
        let kept = world.directory.session(&begun.session.id).await.unwrap().unwrap();
        assert_eq!(kept, refreshed.session);
        assert_eq!(kept.seen_at, world.now());
        assert_eq!(kept.expires_at, world.now().plus(DAY * 14));
        accounts.refresh(&refreshed.refresh, &visit()).await.unwrap();
        assert_eq!(events(&world, &id).await, [EventKind::Refreshed, EventKind::Refreshed, EventKind::SignIn]);
        assert!(!world.fresh.dump().await.contains(refreshed.refresh.expose()));
    }

    async fn no_use_moves_the_end_past_the_absolute_one(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        let mut refresh = begun.refresh;
        for _ in 0..3 {
            world.wait(DAY * 9);
            refresh = accounts.refresh(&refresh, &visit()).await.unwrap().refresh;
        }
        let kept = world.directory.session(&begun.session.id).await.unwrap().unwrap();
        assert_eq!(kept.expires_at, begun.session.created_at.plus(DAY * 30));
        world.wait(DAY * 3);
        assert_eq!(refusal(accounts.refresh(&refresh, &visit()).await), Refusal::SessionOver);
        assert_eq!(refusal(accounts.authenticate(&begun.token).await), Refusal::SessionOver);
    }

    async fn a_token_shown_again_ends_the_session_and_leaves_evidence(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        let second = accounts.refresh(&begun.refresh, &visit()).await.unwrap();
        let third = accounts.refresh(&second.refresh, &visit()).await.unwrap();
        let used = world.now();
        world.wait(MINUTE);
        for _ in 0..2 {
            let again = accounts.refresh(&second.refresh, &visit()).await;
            assert_eq!(refusal(again), Refusal::SessionOver);
        }
        for dead in [&third.refresh, &begun.refresh] {
            assert_eq!(refusal(accounts.refresh(dead, &visit()).await), Refusal::SessionOver);
        }
        assert_eq!(refusal(accounts.authenticate(&begun.token).await), Refusal::SessionOver);
        let kept = world.directory.session(&begun.session.id).await.unwrap().unwrap();
        assert_eq!(kept.revoked_why.as_deref(), Some(EndedWhy::Replay.word()));
        let found = evidence(&world, &id).await;
        assert_eq!(found.len(), 1, "one event, however often: {found:?}");
        assert_eq!(found[0]["link"], 2);
        assert_eq!(found[0]["of"], 3);
        assert_eq!(found[0]["ended"], true);
        assert_eq!(found[0]["used_at"], used.to_string());
        assert!(world.fresh.dump().await.contains("session_replayed"), "dora is told");
        let diagnosed = world.directory.diagnosis(&id).await.unwrap();
        assert!(diagnosed.iter().any(|finding| finding.what.contains("shown again")));
    }

    async fn what_was_lost_is_given_again_until_it_is_used(world: World) {
        let (accounts, id) = (with(&world, graceful()), dora(&world).await);
        let begun = signed_in(&accounts).await;
        let lost = accounts.refresh(&begun.refresh, &visit()).await.unwrap();
        world.wait(Duration::from_secs(29));
        let again = accounts.refresh(&begun.refresh, &visit()).await.unwrap();
        assert!(again.repeated);
        assert_eq!(again.refresh.expose(), lost.refresh.expose());
        let next = accounts.refresh(&again.refresh, &visit()).await.unwrap();
        let late = accounts.refresh(&begun.refresh, &visit()).await;
        assert_eq!(refusal(late), Refusal::SessionOver);
        assert_eq!(refusal(accounts.refresh(&next.refresh, &visit()).await), Refusal::SessionOver);
        assert_eq!(evidence(&world, &id).await.len(), 1);
    }

    async fn grace_ends_with_its_time_and_with_the_session(world: World) {
        let (accounts, id) = (with(&world, graceful()), dora(&world).await);
        let begun = signed_in(&accounts).await;
        accounts.refresh(&begun.refresh, &visit()).await.unwrap();
        world.wait(Duration::from_secs(30));
        assert_eq!(refusal(accounts.refresh(&begun.refresh, &visit()).await), Refusal::SessionOver);
        world.wait(MINUTE);
        let other = signed_in(&accounts).await;
        accounts.refresh(&other.refresh, &visit()).await.unwrap();
        accounts.sign_out(&other.token, &visit()).await.unwrap();
        assert_eq!(refusal(accounts.refresh(&other.refresh, &visit()).await), Refusal::SessionOver);
        let found = evidence(&world, &id).await;
        assert_eq!((&found[0]["ended"], &found[1]["ended"]), (&false.into(), &true.into()));
    }

    async fn of_many_at_once_one_is_answered(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        let ask = || {
            let (accounts, token) = (accounts.clone(), begun.refresh.clone());
            tokio::spawn(async move { accounts.refresh(&token, &visit()).await })
        };
        let asked = [ask(), ask(), ask(), ask()];
        let mut answered = Vec::new();
        for one in asked {
            answered.extend(one.await.unwrap().ok());
        }
        assert_eq!(answered.len(), 1);
        let after = accounts.refresh(&answered[0].refresh, &visit()).await;
        assert_eq!(refusal(after), Refusal::SessionOver);
    }

    async fn a_session_in_use_ends_later_and_is_written_once_a_minute(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        world.wait(Duration::from_secs(59));
        assert_eq!(accounts.authenticate(&begun.token).await.unwrap(), begun.session);
        world.wait(Duration::from_secs(1));
        let used = accounts.authenticate(&begun.token).await.unwrap();
        assert_eq!((used.seen_at, used.expires_at), (world.now(), world.now().plus(DAY * 14)));
        let kept = world.directory.session(&used.id).await.unwrap().unwrap();
        assert_eq!(kept, used);
    }

    async fn a_closed_account_has_no_session(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let begun = signed_in(&accounts).await;
        let closed = [
            ("UPDATE {user} SET {user.status} = 'disabled'", "UPDATE {user} SET {user.status} = 'active'"),
            ("UPDATE {user} SET {user.status} = 'erased'", "UPDATE {user} SET {user.status} = 'active'"),
            (
                "UPDATE {user} SET {user.locked_at} = {user.created_at}, {user.lock_cause} = 'frozen'",
                "UPDATE {user} SET {user.locked_at} = NULL, {user.lock_cause} = NULL",
            ),
        ];
        for (close, open) in closed {
            world.run(sql(close)).await;
            assert_eq!(refusal(accounts.authenticate(&begun.token).await), Refusal::SessionOver, "{close}");
            assert_eq!(refusal(accounts.refresh(&begun.refresh, &visit()).await), Refusal::SessionOver, "{close}");
            world.run(sql(open)).await;
            accounts.authenticate(&begun.token).await.unwrap();
        }
        let failures = sql("UPDATE {user} SET {user.locked_at} = {user.created_at}, {user.lock_cause} = $2
            WHERE {user.id} = $1");
        world.run(failures.bind(&id.0).bind(User::LOCKED_BY_FAILURES)).await;
        accounts.authenticate(&begun.token).await.unwrap();
        accounts.refresh(&begun.refresh, &visit()).await.unwrap();
    }

    async fn own_sessions_are_listed_and_ended(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let mut begun = Vec::new();
        for _ in 0..4 {
            begun.push(signed_in(&accounts).await);
            world.wait(MINUTE);
        }
        let here = &begun[3].token;
        let first = accounts.own_sessions(here, None, 3).await.unwrap();
        let ids: Vec<_> = first.rows.iter().map(|s| &s.id).collect();
        assert_eq!(ids, [&begun[3].session.id, &begun[2].session.id, &begun[1].session.id]);
        let rest = accounts.own_sessions(here, first.next.as_ref(), 3).await.unwrap();
        assert_eq!(rest.rows.len(), 1);
        accounts.end_session(here, &begun[0].session.id, &visit()).await.unwrap();
        accounts.end_session(here, &begun[0].session.id, &visit()).await.unwrap();
        assert_eq!(accounts.own_sessions(here, None, 9).await.unwrap().rows.len(), 3);
        world.wait(MINUTE);
        assert_eq!(accounts.end_other_sessions(here, &visit()).await.unwrap(), 2);
        for ended in &begun[..3] {
            assert_eq!(refusal(accounts.authenticate(&ended.token).await), Refusal::SessionOver);
            assert_eq!(refusal(accounts.refresh(&ended.refresh, &visit()).await), Refusal::SessionOver);
        }
        world.wait(MINUTE);
        accounts.refresh(&begun[3].refresh, &visit()).await.unwrap();
        let told = events(&world, &id).await;
        assert_eq!(told[..3], [EventKind::Refreshed, EventKind::SessionsEnded, EventKind::SignOut]);
    }

    async fn somebody_elses_session_is_not_found(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let here = signed_in(&accounts).await.token;
        let alice = world.user(wardroom_tests::cast::ALICE).await;
        let hers = world.directory.sessions_of(&alice.id, None, 1).await.unwrap();
        let tried = accounts.end_session(&here, &hers.rows[0].id, &visit()).await;
        assert!(matches!(tried, Err(Error::NotFound { .. })));
        let kept = world.directory.session(&hers.rows[0].id).await.unwrap().unwrap();
        assert_eq!(kept, hers.rows[0]);
    }

    async fn a_session_that_is_over_lists_and_ends_nothing(world: World) {
        let (accounts, id) = (accounts(&world), dora(&world).await);
        let (gone, here) = (signed_in(&accounts).await, signed_in(&accounts).await);
        accounts.sign_out(&gone.token, &visit()).await.unwrap();
        let listed = accounts.own_sessions(&gone.token, None, 9).await;
        assert_eq!(refusal(listed), Refusal::SessionOver);
        let one = accounts.end_session(&gone.token, &here.session.id, &visit()).await;
        assert_eq!(refusal(one), Refusal::SessionOver);
        let others = accounts.end_other_sessions(&gone.token, &visit()).await;
        assert_eq!(refusal(others), Refusal::SessionOver);
        accounts.authenticate(&here.token).await.unwrap();
        assert!(!events(&world, &id).await.contains(&EventKind::SessionsEnded));
    }

    async fn the_second_factor_counts_for_a_while(world: World) {
        let (accounts, _) = (accounts(&world), dora(&world).await);
        let mut session = signed_in(&accounts).await.session;
        let within = accounts.settings().step_up_life;
        assert_eq!(refusal(accounts.require_step_up(&session, within)), Refusal::StepUp);
        (session.aal, session.factor_at) = (2, Some(world.now()));
        world.wait(Duration::from_secs(299));
        accounts.require_step_up(&session, within).unwrap();
        world.wait(Duration::from_secs(1));
        assert_eq!(refusal(accounts.require_step_up(&session, within)), Refusal::StepUp);
        session.aal = 1;
        assert_eq!(refusal(accounts.require_step_up(&session, within * 9)), Refusal::StepUp);
    }
}
