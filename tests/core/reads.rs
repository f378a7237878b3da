//! What an operator reads of an account: why it cannot sign in, what happened to it, where a reset stands.

use std::time::Duration;

use wardroom_core::action::codes::{FinishCodes, IssueOneTimeCode};
use wardroom_core::action::{ResetFactors, perform};
use wardroom_core::db::sql;
use wardroom_core::model::{MailState, Moment, Severity, TimelineCursor, UserId};
use wardroom_tests::cast::{ALICE, BOB, MALLORY, World, reason};
use wardroom_tests::every_store;

const EVENT: &str = "INSERT INTO {event} ({event.id}, {event.at}, {event.user_id}, {event.kind})
    VALUES ($1, $2, $3, $4)";

async fn event(world: &World, user: &UserId, kind: &str, ago: Duration) {
    let at = world.at(world.now().minus(ago));
    let row = sql(EVENT)
        .bind(world.id())
        .bind(at)
        .bind(&user.0)
        .bind(kind);
    world.run(row).await;
}

every_store! {
    async fn what_stands_in_the_way_comes_first(world: World) {
        let bob = world.user(BOB).await;
        for minutes in [50, 40] {
            event(&world, &bob.id, "sign_in_failed", Duration::from_mins(minutes)).await;
        }
        event(&world, &bob.id, "sign_in_failed", Duration::from_hours(24 * 30)).await;
        let findings = world.directory.diagnosis(&bob.id).await.unwrap();
        let told: Vec<_> = findings.iter().map(|f| (f.severity, f.what.as_str(), f.next)).collect();
        assert_eq!(told, [
            (Severity::Blocks, "the account is locked: ten wrong passwords", Some("users unlock")),
            (Severity::Hinders, "2 failed sign-ins within a week", None),
        ]);
        assert_eq!(findings[0].since, bob.locked_at);
        assert_eq!(findings[1].since, Some(world.now().minus(Duration::from_mins(40))));
        let alice = world.user(ALICE).await.id;
        assert!(world.directory.diagnosis(&alice).await.unwrap().is_empty());
        let mallory = world.user(MALLORY).await.id;
        let findings = world.directory.diagnosis(&mallory).await.unwrap();
        assert_eq!(findings[0].what, "a role asks for a second factor and none is enrolled");
    }

    async fn a_timeline_merges_both_records_page_by_page(world: World) {
        let alice = world.user(ALICE).await.id;
        for minutes in [30, 10] {
            event(&world, &alice, "sign_in", Duration::from_mins(minutes)).await;
        }
        let reset = ResetFactors { user: alice.clone() };
        for _ in 0..2 {
            perform(&world.directory, &world.troupe.bo.caller, &reason(), &reset).await.unwrap();
        }
        world.wait(Duration::from_mins(5));
        event(&world, &alice, "sign_in", Duration::ZERO).await;
        let (mut seen, mut cursor) = (Vec::new(), Some(TimelineCursor::default()));
        while let Some(from) = cursor {
            let page = world.directory.timeline(&alice, &from, 2).await.unwrap();
            assert!(page.rows.len() <= 2);
            seen.extend(page.rows.into_iter().map(|moment| match moment {
                Moment::Event(event) => event.kind,
                Moment::Audit(entry) => entry.verb,
            }));
            cursor = page.next;
        }
        assert_eq!(seen, ["sign_in", "factors reset", "factors reset", "sign_in", "sign_in"]);
    }

    async fn where_a_reset_stands_is_read_live(world: World) {
        let alice = world.user(ALICE).await.id;
        let bo = &world.troupe.bo.caller;
        assert_eq!(world.directory.recovery_status(&alice).await.unwrap().last, None);
        perform(&world.directory, bo, &reason(), &ResetFactors { user: alice.clone() }).await.unwrap();
        let status = world.directory.recovery_status(&alice).await.unwrap();
        assert_eq!(status.last.unwrap().actor_name, "bo");
        assert_eq!(status.told[0].template, "factors_reset");
        assert_eq!(status.told[0].state, MailState::Queued);
        assert_eq!((status.remaining, status.enrolled_at, status.signed_in_at), (0, None, None));

        world.wait(Duration::from_mins(1));
        let issue = IssueOneTimeCode { user: alice.clone() };
        let issued = perform(&world.directory, bo, &reason(), &issue).await.unwrap();
        let finish = FinishCodes { user: alice.clone(), set: issued.outcome.set };
        perform(&world.directory, bo, &reason(), &finish).await.unwrap();
        let status = world.directory.recovery_status(&alice).await.unwrap();
        assert_eq!(status.last.unwrap().verb, "recovery-codes finish");
        assert_eq!(status.remaining, 1);
        let used = "UPDATE {code} SET {code.used_at} = $1 WHERE {code.set_id} = $2";
        let set = status.codes.unwrap().id;
        world.run(sql(used).bind(world.at(world.now())).bind(&set.0)).await;
        let seen = "UPDATE {user} SET {user.last_sign_in_at} = $1 WHERE {user.id} = $2";
        world.run(sql(seen).bind(world.at(world.now())).bind(&alice.0)).await;
        let status = world.directory.recovery_status(&alice).await.unwrap();
        assert_eq!((status.remaining, status.signed_in_at), (0, Some(world.now())));
        assert_eq!(status.codes.unwrap().used, 1);
    }

    async fn an_auditor_sees_masks(world: World) {
        let bob = world.user(BOB).await.masked();
        assert_eq!(bob.email, "b***@m***.example");
        assert_eq!(bob.previous_email.as_deref(), Some("r***@o***.example"));
        assert_eq!(bob.display_name.as_deref(), Some("B***"));
        assert!(!serde_json::to_string(&bob).unwrap().contains("bob"));
    }
}
