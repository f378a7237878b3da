//! Many users at once: marked in the list, named in one preview, and each an action of their own.

use std::time::Duration;

use insta::assert_snapshot;
use wardroom::console::Secrets;
use wardroom::console::headless::Console;
use wardroom_core::action::{EndSession, Given, perform};
use wardroom_core::model::{AuditEntry, AuditOutcome};
use wardroom_core::store::AuditFilter;
use wardroom_tests::cast::{ALICE, MALLORY, World};

use crate::cast::{Scene, operator};
use crate::desk::{digits, options, scene};

/// From the list to the preview: everybody, why, no ticket.
const TO_THE_PREVIEW: &str = "*Eshared laptop⏎⏎";

async fn revoked(world: &World) -> Vec<AuditEntry> {
    let all = AuditFilter::default();
    let page = world.directory.audit(&all, None, 50).await.unwrap();
    let entries = page.rows.into_iter();
    entries
        .filter(|entry| entry.verb == "sessions revoke --all")
        .collect()
}

async fn living(world: &World, who: &str) -> i64 {
    let user = world.user(who).await;
    world.directory.live_sessions_of(&user.id).await.unwrap()
}

/// Ends one live session of this user behind the console's back.
async fn end_one_of(world: &World, who: &str) {
    let user = world.user(who).await;
    let page = world
        .directory
        .sessions_of(&user.id, None, 10)
        .await
        .unwrap();
    let live = page
        .rows
        .into_iter()
        .find(|session| session.is_live(world.now()));
    let end = EndSession {
        session: live.unwrap().id,
    };
    let caller = &world.troupe.ana.caller;
    perform(&world.directory, caller, &Given::default(), &end)
        .await
        .unwrap();
}

#[test]
fn each_marked_user_is_named_and_has_an_entry_and_the_protected_are_left_alone() {
    scene(|world| async move {
        let bo = options(&world, &world.troupe.bo, Secrets::default());
        let mut console = Console::start(bo, 80, 24).await;
        let marked = console.press("*").await.screen();
        assert!(
            marked.contains("3 marked; E ends every session of them, Esc unmarks"),
            "{marked}"
        );
        assert_snapshot!(console.press("Eshared laptop⏎⏎").await.screen());
        assert_eq!(
            (living(&world, ALICE).await, revoked(&world).await.len()),
            (2, 0)
        );
        console.press("Y").await;
        let twin = console.copied().last().unwrap();
        assert!(
            twin.starts_with("for id in ")
                && twin.ends_with(
                    "; do wardroom sessions revoke --all \"$id\" --reason 'shared laptop'; done"
                ),
            "{twin}"
        );
        assert_snapshot!(console.press("⇥⏎").await.screen());
        assert_eq!(
            (living(&world, ALICE).await, living(&world, MALLORY).await),
            (0, 1)
        );
        let entries = revoked(&world).await;
        assert_eq!(
            entries.len(),
            1,
            "nothing is tried on whom it would be refused"
        );
        assert_eq!(
            (entries[0].outcome, entries[0].actor_name.as_str()),
            (AuditOutcome::Done, "bo")
        );
        let list = console.press("⏎").await.screen();
        assert!(list.contains("2 marked ·"), "{list}");
    });
}

#[test]
fn an_admin_reaches_the_protected_too_after_one_second_factor() {
    scene(|world| async move {
        let ana = &world.troupe.ana;
        let mut console = Console::start(options(&world, ana, Secrets::default()), 80, 24).await;
        console.press(TO_THE_PREVIEW).await;
        world.wait(Duration::from_mins(6));
        let asked = console.press("⇥⏎").await.screen();
        assert!(asked.contains("The code of your authenticator"), "{asked}");
        let wrong = console.press("000000⏎").await.screen();
        assert!(wrong.contains("code is wrong"), "{wrong}");
        world.wait(Duration::from_mins(1));
        let done = console
            .press(&format!("{}⏎", digits(&world, ana)))
            .await
            .screen();
        assert!(done.contains("2 done, 1 left alone"), "{done}");
        assert_eq!(
            (living(&world, ALICE).await, living(&world, MALLORY).await),
            (0, 0)
        );
        assert_eq!(revoked(&world).await.len(), 2);
    });
}

#[test]
fn what_changed_since_the_preview_is_refused_for_that_user_alone() {
    scene(|world| async move {
        let ana = options(&world, &world.troupe.ana, Secrets::default());
        let mut console = Console::start(ana, 80, 24).await;
        console.press(TO_THE_PREVIEW).await;
        end_one_of(&world, ALICE).await;
        let done = console.press("⇥⏎").await.screen();
        assert!(done.contains("1 done, 1 refused, 1 left alone"), "{done}");
        assert_eq!(
            (living(&world, ALICE).await, living(&world, MALLORY).await),
            (1, 0)
        );
        let outcomes = revoked(&world).await.into_iter().map(|entry| entry.outcome);
        assert!(
            outcomes
                .into_iter()
                .any(|outcome| outcome == AuditOutcome::Refused)
        );
    });
}

#[tokio::test]
async fn it_stops_between_two_users_and_says_how_far_it_came() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("␣j␣jj␣Ewrong hands⏎⏎⇥").await;
    let stopping = console.strike("⏎^c").screen();
    assert!(
        stopping.contains("stopping after this one, 1 of 3"),
        "{stopping}"
    );
    console.settle().await;
    let stopped = console.screen();
    assert!(
        !console.has_left() && stopped.contains("1 done, 2 not done"),
        "{stopped}"
    );
    let list = console.press("⏎").await.screen();
    assert!(list.contains("2 marked ·"), "{list}");
    let cleared = console.press("⎋").await.screen();
    assert!(!cleared.contains(" marked"), "{cleared}");
}

#[tokio::test]
async fn too_many_and_the_wrong_role_are_told_before_anything_is_asked() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    for _ in 0..30 {
        console.press("⇟").await;
    }
    let refused = console.press("*E").await.screen();
    assert!(
        refused.contains("not now: 247 are marked; at most 200 go at once"),
        "{refused}"
    );
    let mut console = Console::start(scene.options(Some(operator("otto"))), 80, 24).await;
    let refused = console.press("␣E").await.screen();
    assert!(
        refused.contains("not now: it needs the role support"),
        "{refused}"
    );
}

#[tokio::test]
async fn more_than_fit_are_turned_through() {
    let scene = Scene::begin().await;
    scene.all_sign_in().await;
    let mut console = scene.console(80, 24).await;
    let first = console.press("*Ebreach⏎⏎").await.screen();
    assert!(
        first.contains("PageDown and PageUp show the others"),
        "{first}"
    );
    assert!(first.contains("mallory@evil.test"), "{first}");
    let next = console.press("⇟⇟").await.screen();
    assert!(
        !next.contains("mallory@evil.test") && next.contains("user0"),
        "{next}"
    );
    let small = console.resize(60, 16).await.screen();
    assert!(
        small.contains("cancel") && small.contains("end them all"),
        "{small}"
    );
}
