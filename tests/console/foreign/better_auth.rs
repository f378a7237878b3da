//! Everything an application of Better Auth keeps of a user: seen on their page, chosen there, and acted on.

use insta::assert_snapshot;
use wardroom_core::model::AuditOutcome;

use super::{World, scene};
use crate::desk::newest;

/// Why, without a ticket, and yes.
const FOR_A_REASON: &str = "not hers⏎⏎⇥⏎";

async fn newest_is(world: &World, verb: &str) {
    let entry = newest(&world.wardroom).await;
    assert_eq!(
        (entry.verb.as_str(), entry.outcome),
        (verb, AuditOutcome::Done)
    );
}

#[test]
fn the_page_shows_all_of_it_and_no_secret() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        for (size, tabs) in [((80, 24), "136"), ((120, 36), "136")] {
            console.resize(size.0, size.1).await;
            for tab in tabs.chars() {
                let screen = console.press(&tab.to_string()).await.screen();
                assert_snapshot!(screen);
                let traces = console.traces();
                assert!(!traces.contains(['\u{1b}']), "{}", traces.escape_debug());
                assert!(!traces.contains("CANARY"), "{screen}");
            }
        }
    });
}

#[test]
fn an_identity_is_unlinked_from_its_row() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        console.press("6↓").await;
        assert_snapshot!(console.press("Unot hers⏎⏎").await.screen());
        console.press("⇥⏎").await;
        let done = console.screen();
        assert!(
            done.contains("unlinked an identity of alice@mail.example"),
            "{done}"
        );
        assert!(
            done.contains("end them too if the account was not theirs"),
            "{done}"
        );
        let left = console.press("⏎").await.screen();
        assert!(
            !left.contains("google") && left.contains("[6 Access 7]"),
            "{left}"
        );
        let accounts = "SELECT id FROM account ORDER BY id";
        assert_eq!(world.texts(accounts).await, ["a1", "b1"]);
        newest_is(&world, "identities unlink").await;
    });
}

#[test]
fn the_last_way_in_is_refused_before_a_reason_is_typed() {
    scene(|world| async move {
        let mut console = world.page("bob").await;
        let screen = console.press("6").await.screen();
        assert!(screen.contains("github"), "{screen}");
        let refused = console.press("U").await.screen();
        assert!(
            refused.contains("nothing was changed") && !refused.contains("Why?"),
            "{refused}"
        );
        console.press("⎋").await;
        assert_eq!(
            world.texts("SELECT id FROM account WHERE id = 'b1'").await,
            ["b1"]
        );
    });
}

#[test]
fn a_passkey_is_removed_from_its_row_and_only_a_passkey() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        let rows = console.press("3").await.screen();
        assert!(rows.contains("blue key"), "{rows}");
        let other = console.press("⇱X").await.screen();
        assert!(other.contains("not now: choose a passkey"), "{other}");
        let asked = console.press("⇲X").await.screen();
        assert!(asked.contains("passkey  blue key"), "{asked}");
        console.press(FOR_A_REASON).await;
        let done = console.screen();
        assert!(
            done.contains("removed a passkey of alice@mail.example"),
            "{done}"
        );
        assert!(world.texts("SELECT id FROM passkey").await.is_empty());
        newest_is(&world, "passkeys remove").await;
    });
}

#[test]
fn an_invitation_is_revoked_after_one_small_question() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        console.press("6↓↓↓↓↓↓").await;
        let asked = console.press("X").await.screen();
        assert!(asked.contains("offer    admin of crew"), "{asked}");
        assert!(
            asked.contains("counts no more") && !asked.contains("Why?"),
            "{asked}"
        );
        let done = console.press("⇥⏎").await.screen();
        assert!(
            done.contains("revoked an invitation of alice@mail.example"),
            "{done}"
        );
        assert!(!done.contains("invited"), "{done}");
        let open = "SELECT id FROM invitation WHERE status = 'pending'";
        assert!(world.texts(open).await.is_empty());
        newest_is(&world, "invitations revoke").await;
    });
}

#[test]
fn a_key_is_stopped_at_once_and_taken_again_for_a_reason() {
    scene(|world| async move {
        let enabled = "SELECT id FROM apikey WHERE enabled ORDER BY id";
        let mut console = world.page("alice").await;
        let screen = console.press("6↓↓").await.screen();
        assert!(screen.contains("this api key"), "{screen}");
        assert!(
            console
                .press("S")
                .await
                .screen()
                .contains("not now: this key was not stopped")
        );
        let stopped = console.press("s⇥⏎").await.screen();
        assert!(
            stopped.contains("stopped an API key of alice@mail.example"),
            "{stopped}"
        );
        assert_eq!(world.texts(enabled).await, ["k3", "k4"]);
        newest_is(&world, "api-keys disable").await;
        assert!(
            console
                .press("s")
                .await
                .screen()
                .contains("not now: this key is stopped already")
        );
        let taken = console.press("S").await.press(FOR_A_REASON).await.screen();
        assert!(taken.contains("audit entry"), "{taken}");
        assert_eq!(world.texts(enabled).await, ["k1", "k3", "k4"]);
        newest_is(&world, "api-keys enable").await;
    });
}

#[test]
fn a_key_of_another_kind_of_row_says_what_to_choose() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        for (keys, says) in [
            ("6⇱U", "not now: choose an identity in the tab of access"),
            ("X", "not now: choose an invitation in the tab of access"),
            ("s", "not now: choose an API key in the tab of access"),
            (
                "S",
                "not now: choose a stopped API key in the tab of access",
            ),
        ] {
            let screen = console.press(keys).await.screen();
            assert!(screen.contains(says), "{keys}: {screen}");
        }
        let before = console.press("5").await.screen();
        assert_eq!(
            console.press("UXsS").await.screen(),
            before,
            "keys of other tabs do nothing"
        );
    });
}

#[test]
fn an_address_is_taken_as_proved_once() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        console.press("P").await.press(FOR_A_REASON).await;
        let done = console.screen();
        assert!(
            done.contains("took as proved the address of alice@mail.example"),
            "{done}"
        );
        let proved = r#"SELECT id FROM "user" WHERE "emailVerified" = 1 ORDER BY id"#;
        assert_eq!(world.texts(proved).await, ["alice", "bob"]);
        newest_is(&world, "users verify-email").await;
        let again = console.press("⏎P").await.screen();
        assert!(
            again.contains("not now: the address is proved already"),
            "{again}"
        );
    });
}

#[test]
fn a_link_is_mailed_that_nobody_sees() {
    scene(|world| async move {
        let mut console = world.page("alice").await;
        let asked = console.press("Mshe called⏎⏎⇥⏎").await.screen();
        assert!(
            asked.contains("a link to set a new password is mailed"),
            "{asked}"
        );
        assert!(asked.contains("the address was never proved"), "{asked}");
        let done = console.press("⇥⏎").await.screen();
        assert!(
            done.contains("queued the mail of a link for alice@mail.example"),
            "{done}"
        );
        assert!(
            done.contains("the link is made when the worker mails it"),
            "{done}"
        );
        newest_is(&world, "users mail-reset").await;
    });
}

#[test]
fn nobody_is_said_to_never_have_signed_in() {
    scene(|world| async move {
        let sessions = "DELETE FROM session WHERE userId = 'bob'";
        world.db.run(sessions).await.unwrap();
        let mut console = world.page("bob").await;
        let page = console.screen();
        assert!(page.contains("signed in  unknown"), "{page}");
        let list = console.press("⎋").await.screen();
        let bob = list.lines().find(|line| line.contains("bob@")).unwrap();
        assert!(bob.trim_end().ends_with("0      -"), "{bob}");
    });
}
