//! Retention on the screen: what stands, what would go, what went.

use wardroom_core::job::{Beat, beat};
use wardroom_core::model::Trigger;
use wardroom_core::sweep::{self, Order, Stop};

use crate::desk::{options, scene};
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
