//! Personal data is masked for an auditor until they say why, and on that one screen only.

use wardroom_core::model::AuditOutcome;

use crate::desk::{at, newest, scene};

#[test]
fn an_auditor_sees_one_account_for_a_reason_until_esc() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.cy, "alice").await;
        let masked = console.press("⏎").await.screen();
        assert!(masked.contains("v shows it, for a reason"), "{masked}");
        assert!(!masked.contains("alice@"), "{masked}");

        console.press("v⏎").await;
        assert!(console.screen().contains("a reason is required"));
        let asked = console.press("court order 7⏎T-9").await.screen();
        assert!(
            asked.contains("show the personal data of a***@")
                && asked.contains("wardroom users show"),
            "{asked}"
        );
        let shown = console.press("⏎").await.screen();
        assert!(
            shown.contains("› alice@mail") && shown.contains("login      alice@"),
            "{shown}"
        );
        assert!(!shown.contains("***"), "{shown}");
        let entry = newest(&world).await;
        assert_eq!(
            (
                entry.verb.as_str(),
                entry.outcome,
                entry.actor_name.as_str()
            ),
            ("users show", AuditOutcome::Done, "cy")
        );

        let again = console.press("⎋").await.screen();
        assert!(
            again.contains("masked again") && !again.contains("alice@"),
            "{again}"
        );
    });
}

#[test]
fn what_was_revealed_of_one_stays_masked_for_the_next() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.cy, "").await;
        console.press("⏎vcourt order 7⏎⏎").await;
        assert!(!console.screen().contains("***"), "{}", console.screen());
        let next = console.press("]").await.screen();
        assert!(next.contains("***@"), "{next}");
        let list = console.press("⎋").await.screen();
        assert!(list.contains("STATUS") && !list.contains("@mail"), "{list}");
    });
}

#[test]
fn who_sees_everything_is_told_that_nothing_is_masked() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press("⏎v").await;
        assert!(console.screen().contains("not now: nothing is masked here"));
    });
}
