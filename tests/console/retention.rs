//! Retention on the screen: what stands, what would go, what went.

use std::time::Duration;

use wardroom_core::job::{Beat, beat};
use wardroom_core::model::{AuditOutcome, Trigger};
use wardroom_core::sweep::{self, Order, Stop};

use crate::desk::{digits, newest, options, scene};
use wardroom::console::Secrets;
use wardroom::console::headless::Console;

#[test]
fn policies_are_counted_on_request_and_runs_are_told() {
    scene(|world| async move {
        let options = options(&world, &world.troupe.cy, Secrets::default());
        let mut console = Console::start(options, 80, 24).await;
        let screen = console.press(":retention⏎").await.screen();
        for sweep in sweep::ALL {
            assert!(screen.contains(sweep.name), "{screen}");
        }
        assert!(screen.contains("d counts what is due"), "{screen}");
        assert!(screen.contains("nothing ran yet") && screen.contains("none was heard of"));
        let first = sweep::ALL[0];
        let planned = console.press("d").await.screen();
        assert!(planned.contains("would remove"), "{planned}");
        let plan = sweep::plan(&world.directory, first, None).await.unwrap();
        let line = planned.lines().find(|line| line.contains(first.name));
        let due = plan.rows().to_string();
        assert!(
            line.unwrap().split_whitespace().any(|word| word == due),
            "{planned}"
        );

        let order = Order {
            worker: "w-1".to_owned(),
            trigger: Trigger::Operator,
            as_of: None,
        };
        sweep::run(&world.directory, first, &order, &Stop::default())
            .await
            .unwrap();
        let after = console.press("r").await.screen();
        assert!(!after.contains("nothing ran yet"), "{after}");
        assert!(after.contains("done 0 removed in"), "{after}");
        console.press("⎋").await;
        assert!(console.screen().contains("STATUS"));
    });
}

/// From the list to the terms of the policy of sessions.
async fn at_the_terms(console: &mut Console) {
    let down = sweep::ALL.iter().position(|sweep| sweep.name == "sessions");
    console.press(":retention⏎").await;
    console.press(&"↓".repeat(down.unwrap())).await;
    console.press("S").await;
}

#[test]
fn a_policy_is_changed_by_the_way_of_every_sensitive_action() {
    scene(|world| async move {
        let ana = options(&world, &world.troupe.ana, Secrets::default());
        let mut console = Console::start(ana, 80, 24).await;
        at_the_terms(&mut console).await;
        let terms = console.screen();
        assert!(
            terms.contains("another policy for sessions") && terms.contains("30d"),
            "{terms}"
        );
        let short = console.press("^u6d⏎⏎⏎⏎").await.screen();
        assert!(short.contains("7d at least"), "{short}");
        console.press("⇥^u14d⏎⏎⏎⏎").await;
        assert!(console.screen().contains("Why?"), "{}", console.screen());
        let seen = console.press("policy 7⏎T-9⏎").await.screen();
        assert!(
            seen.contains("rows stay 14d instead of 30d") && seen.contains("due instead of"),
            "{seen}"
        );
        console.press("Y").await;
        assert_eq!(
            console.copied(),
            ["wardroom retention set sessions --keep 14d --reason 'policy 7' --ticket T-9"]
        );
        world.wait(Duration::from_mins(6));
        let asked = console.press("⇥⏎").await.screen();
        assert!(asked.contains("The code of your authenticator"), "{asked}");
        let code = digits(&world, &world.troupe.ana);
        let done = console.press(&format!("{code}⏎")).await.screen();
        assert!(done.contains("changed the policy of sessions"), "{done}");
        assert!(done.contains("audit entry"), "{done}");
        let list = console.press("⏎").await.screen();
        let row = list.lines().find(|line| line.contains("sessions"));
        assert!(row.unwrap().contains("14 d"), "{list}");
        let entry = newest(&world).await;
        assert_eq!(
            (entry.verb.as_str(), entry.outcome),
            ("retention set", AuditOutcome::Done)
        );
    });
}

#[test]
fn terms_that_cannot_be_read_stay_and_other_roles_are_told_before_they_type() {
    scene(|world| async move {
        let ana = options(&world, &world.troupe.ana, Secrets::default());
        let mut console = Console::start(ana, 80, 24).await;
        at_the_terms(&mut console).await;
        let wrong = console.press("⇥⇥⇥^uperhaps⏎").await.screen();
        assert!(wrong.contains("yes or no is needed"), "{wrong}");
        let same = console.press("^uyes⏎").await.screen();
        assert!(same.contains("that policy of sweep"), "{same}");
        assert!(!console.press("⎋").await.screen().contains("another policy"));
        let bo = options(&world, &world.troupe.bo, Secrets::default());
        let mut console = Console::start(bo, 80, 24).await;
        at_the_terms(&mut console).await;
        let refused = console.screen();
        assert!(
            refused.contains("not now: it needs the role admin"),
            "{refused}"
        );
    });
}

#[test]
fn wide_and_narrow_screens_show_it_whole() {
    scene(|world| async move {
        let options = options(&world, &world.troupe.ana, Secrets::default());
        let mut console = Console::start(options, 120, 36).await;
        console.press(":retention⏎d").await;
        let wide = console.screen();
        let narrow = console.resize(60, 16).await.screen();
        assert!(wide.contains("NEXT") && !narrow.contains("NEXT"));
        for sweep in sweep::ALL {
            assert!(
                wide.contains(sweep.name) && narrow.contains(sweep.name),
                "{narrow}"
            );
        }
    });
}

#[test]
fn the_first_row_says_how_the_worker_is() {
    scene(|world| async move {
        let options = options(&world, &world.troupe.ana, Secrets::default());
        let mut console = Console::start(options, 120, 24).await;
        assert!(console.screen().contains("! no worker"));
        let who = Beat {
            name: "w-1".to_owned(),
            host: "eu-1".to_owned(),
            version: "0",
        };
        beat(&world.directory, &who).await.unwrap();
        assert!(console.screen().contains("! no worker"));
        assert!(console.press("r").await.screen().contains("worker ok"));
        assert_eq!(console.next_wakeup(), None);
    });
}
