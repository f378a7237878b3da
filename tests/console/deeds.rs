//! Sensitive actions from the key press to the audit: reason, identification, preview, step-up, deed.

use std::time::Duration;

use insta::assert_snapshot;
use wardroom::console::runtime::Event;
use wardroom_core::action::operator::{sign_in, step_up};
use wardroom_core::action::{EndSessions, perform};
use wardroom_core::model::AuditOutcome;
use wardroom_tests::cast::{ALICE, BOB, reason};

use crate::desk::{at, digits, newest, scene};

/// To the preview of a reset: why, which ticket, called back.
const TO_THE_PREVIEW: &str = "Rlost the phone⏎T-417⏎⇥⏎";

#[test]
fn a_reset_goes_from_the_key_to_the_audit() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        assert_snapshot!(console.press("Rlost the phone").await.screen());
        assert_snapshot!(console.press("⏎T-417⏎⇥⏎").await.screen());
        console.press("⇥⏎").await;
        assert_snapshot!(console.screen());
        let entry = newest(&world).await;
        assert_eq!(
            (
                entry.verb.as_str(),
                entry.outcome,
                entry.actor_name.as_str()
            ),
            ("factors reset", AuditOutcome::Done, "bo")
        );
        let alice = world.user(ALICE).await;
        assert!(
            world
                .directory
                .factors_of(&alice.id)
                .await
                .unwrap()
                .is_empty()
        );
        console.press("⏎").await;
        assert!(console.screen().contains("none"), "{}", console.screen());
        let after = console.press("⏎4").await.screen();
        for line in [
            "since factors reset",
            "told        queued",
            "re-enrolled not yet",
        ] {
            assert!(after.contains(line), "{line}: {after}");
        }
    });
}

#[test]
fn one_enter_too_many_cancels() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press(TO_THE_PREVIEW).await;
        console.press("⏎").await;
        let alice = world.user(ALICE).await;
        assert_eq!(
            world.directory.factors_of(&alice.id).await.unwrap().len(),
            2
        );
        assert!(!console.screen().contains("reset the second factors of"));
    });
}

#[test]
fn a_step_up_that_expires_during_the_preview_is_asked_for_again() {
    scene(|world| async move {
        let bo = &world.troupe.bo;
        let mut console = at(&world, bo, "alice").await;
        console.press(TO_THE_PREVIEW).await;
        world.wait(Duration::from_mins(6));
        console.press("⇥⏎").await;
        let asked = console.screen();
        assert!(asked.contains("code of your authenticator"), "{asked}");
        console.press("000000⏎").await;
        let wrong = console.screen();
        assert!(wrong.contains("code is wrong"), "{wrong}");
        world.wait(Duration::from_mins(1));
        let typed = digits(&world, bo);
        console.press(&typed).await;
        assert!(!console.screen().contains(&typed));
        console.press("⏎").await;
        let done = console.screen();
        assert!(done.contains("ok reset the second factors of"), "{done}");
    });
}

#[test]
fn another_sessions_step_up_does_not_count_here() {
    scene(|world| async move {
        let bo = &world.troupe.bo;
        world.wait(Duration::from_mins(6));
        let elsewhere = sign_in(
            &world.directory,
            &world.ring,
            &bo.credentials(world.now()),
            None,
        )
        .await
        .unwrap();
        world.wait(Duration::from_mins(1));
        let typed = bo.code_at(world.now());
        step_up(&world.directory, &world.ring, &elsewhere.caller, &typed)
            .await
            .unwrap();
        let mut console = at(&world, bo, "alice").await;
        console.press(TO_THE_PREVIEW).await;
        console.press("⇥⏎").await;
        assert!(console.screen().contains("code of your authenticator"));
        let alice = world.user(ALICE).await;
        assert_eq!(
            world.directory.factors_of(&alice.id).await.unwrap().len(),
            2
        );
    });
}

#[test]
fn what_changed_since_the_preview_is_previewed_again() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press(TO_THE_PREVIEW).await;
        let user = world.user(ALICE).await.id;
        perform(
            &world.directory,
            &world.troupe.ana.caller,
            &reason(),
            &EndSessions { user },
        )
        .await
        .unwrap();
        let before = console.screen();
        assert!(before.contains("2 live sessions end"), "{before}");
        let after = console.press("⇥⏎").await.screen();
        assert!(after.contains("it changed since the preview"), "{after}");
        assert!(!after.contains("live sessions end"), "{after}");
        console.press("⏎").await;
        assert_eq!(newest(&world).await.outcome, AuditOutcome::Refused);
    });
}

#[test]
fn a_protected_account_says_so_before_a_reason_is_typed() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "mallory").await;
        let asked = console.press("F").await.screen();
        let why = "the account is protected (a tenant owner); escalate to an admin";
        assert!(asked.contains(why) && !asked.contains("Why?"), "{asked}");
        let before = newest(&world).await;
        let user = console.press("⎋⏎").await.screen();
        assert!(user.contains("protected  a tenant owner"), "{user}");
        assert!(console.press("F").await.screen().contains(why));
        assert_eq!(newest(&world).await.seq, before.seq);

        let mut admin = at(&world, &world.troupe.ana, "mallory").await;
        let asked = admin.press("⏎F").await.screen();
        assert!(asked.contains("Why?") && !asked.contains(why), "{asked}");
    });
}

#[test]
fn an_auditor_sees_every_action_off_and_why() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.cy, "alice").await;
        let refused = console.press("R").await.screen();
        assert!(
            refused.contains("not now: it needs the role support"),
            "{refused}"
        );
        assert_snapshot!(console.press(":reset").await.screen());
    });
}

#[test]
fn a_lock_is_lifted_after_one_small_question() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "bob").await;
        let asked = console.press("u").await.screen();
        assert!(asked.contains("ten wrong passwords"), "{asked}");
        console.press("⇥⏎").await;
        assert!(console.screen().contains("unlocked bob@mail.example"));
        assert!(world.user(BOB).await.locked_at.is_none());
    });
}

#[test]
fn a_paste_is_text_and_never_keys() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press("E").await;
        console
            .event(Event::Paste("why\u{1b}[2J\n\n\n".to_owned()))
            .await;
        let pasted = console.screen();
        assert!(pasted.contains("why[2J"), "{pasted}");
        console.press("⏎⏎").await;
        console.event(Event::Paste("\t\n".to_owned())).await;
        let alice = world.user(ALICE).await;
        let sessions = world
            .directory
            .sessions_of(&alice.id, None, 10)
            .await
            .unwrap();
        let live = sessions
            .rows
            .iter()
            .filter(|s| s.is_live(world.now()))
            .count();
        assert_eq!(live, 2);
    });
}

#[test]
fn the_dialog_gives_the_same_as_a_command() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press("Rit's lost⏎T-1⏎⇥⏎Y").await;
        let alice = world.user(ALICE).await.id;
        assert_eq!(
            console.copied(),
            [format!(
                r"wardroom factors reset {alice} --reason 'it'\''s lost' --ticket T-1 --identified-by callback"
            )]
        );
    });
}
