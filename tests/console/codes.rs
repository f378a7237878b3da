//! Recovery codes: shown once, hidden when nobody may be looking, gone afterwards, counting only when finished.

use std::time::Duration;

use insta::assert_snapshot;
use wardroom::console::Secrets;
use wardroom::console::headless::Console;
use wardroom::console::runtime::Event;
use wardroom_core::model::{AuditOutcome, CodeSetKind, CodeSetState};
use wardroom_tests::cast::{ALICE, World};
use wardroom_tests::reading::{asked_on, codes_on};

use crate::desk::{at, at_with, code_sets, newest, scene};

/// Ten new codes for alice on an admin's screen.
async fn ten(world: &World) -> Console {
    let mut console = at(world, &world.troupe.ana, "alice").await;
    console.press("⏎Iasked in person⏎⏎⇥⇥⇥⇥⏎⇥⏎").await;
    console
}

fn no_trace(console: &mut Console, codes: &[String]) {
    let traces = console.traces();
    for code in codes {
        assert!(!traces.contains(code), "{code} is still there");
        for group in code.split('-') {
            assert!(!traces.contains(group), "{group} is still there");
        }
    }
}

#[test]
fn ten_codes_are_shown_once_and_count_when_finished() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let screen = console.screen();
        let codes = codes_on(&screen);
        assert_eq!(codes.len(), 10, "{screen}");
        let hidden = codes.iter().fold(screen, |text, code| {
            text.replace(code, "XXXX-XXXX-XXXX-XXXX")
        });
        assert_snapshot!(hidden);

        let sets = code_sets(&world, ALICE).await;
        assert_eq!(
            (sets[0].state, sets[1].state),
            (CodeSetState::Pending, CodeSetState::Active)
        );
        let asked = &codes[asked_on(&console.screen())];
        console.press("⏎0000⏎").await;
        assert!(console.screen().contains("does not end so"));
        console.press(&asked[15..]).await;
        assert!(console.traces().contains(asked.as_str()));
        console.press("⏎").await;
        assert!(
            console.screen().contains("count now"),
            "{}",
            console.screen()
        );
        no_trace(&mut console, &codes);

        let sets = code_sets(&world, ALICE).await;
        assert_eq!(
            (sets[0].state, sets[1].state),
            (CodeSetState::Active, CodeSetState::Void)
        );
        assert_eq!(sets[0].kind, CodeSetKind::Full);
        assert_eq!(newest(&world).await.verb, "recovery-codes finish");
    });
}

#[test]
fn throwing_them_away_keeps_the_codes_from_before() {
    for leave in ["⎋⎋", "^c"] {
        scene(|world| async move {
            let mut console = ten(&world).await;
            let codes = codes_on(&console.screen());
            console.press(leave).await;
            assert!(
                console.screen().contains("thrown away"),
                "{}",
                console.screen()
            );
            assert!(!console.has_left());
            no_trace(&mut console, &codes);
            let sets = code_sets(&world, ALICE).await;
            assert_eq!(
                (sets[0].state, sets[1].state),
                (CodeSetState::Void, CodeSetState::Active)
            );
            let entry = newest(&world).await;
            assert_eq!(
                (entry.verb.as_str(), entry.outcome),
                ("recovery-codes void --pending", AuditOutcome::Done)
            );
        });
    }
}

#[test]
fn they_hide_when_the_window_is_left_or_resized() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let codes = codes_on(&console.screen());
        console.event(Event::Focus(false)).await;
        no_trace(&mut console, &codes);
        console.event(Event::Focus(true)).await;
        no_trace(&mut console, &codes);
        console.press("v").await;
        assert_eq!(codes_on(&console.screen()), codes);
        console.resize(100, 30).await;
        no_trace(&mut console, &codes);
        console.press("v").await;
        assert_eq!(codes_on(&console.screen()), codes);
        assert!(console.next_wakeup().is_some());
        console.press("v").await;
        no_trace(&mut console, &codes);
        assert!(console.next_wakeup().is_none());
    });
}

#[test]
fn they_are_spelled_for_reading_aloud() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let codes = codes_on(&console.screen());
        let spelled = console.press("a").await.screen();
        assert!(spelled.contains("code 1 of 10"), "{spelled}");
        for group in codes[0].split('-') {
            assert!(spelled.contains(&format!("{group}   ")), "{spelled}");
        }
        let next = console.press("→").await.screen();
        assert!(
            next.contains("code 2 of 10") && next.contains(&codes[1][..4]),
            "{next}"
        );
    });
}

#[test]
fn support_issues_one_code_for_a_day() {
    scene(|world| async move {
        let mut console = at(&world, &world.troupe.bo, "alice").await;
        console.press("Con the phone⏎⏎⇥⏎⇥⏎").await;
        let codes = codes_on(&console.screen());
        assert_eq!(codes.len(), 1, "{}", console.screen());
        console
            .press(&format!("⏎{}⏎", codes[0][15..].to_lowercase()))
            .await;
        let sets = code_sets(&world, ALICE).await;
        assert_eq!(sets[0].kind, CodeSetKind::OneTime);
        assert_eq!(
            sets[0].expires_at,
            Some(world.now().plus(Duration::from_hours(24)))
        );
        let refused = console.press("⏎I").await.screen();
        assert!(refused.contains("it needs the role admin"), "{refused}");
    });
}

#[test]
fn they_leave_the_screen_only_as_far_as_configured() {
    scene(|world| async move {
        let strict = Secrets {
            copy: false,
            save: false,
            recorder: None,
        };
        let mut console = at_with(&world, &world.troupe.bo, "alice", strict).await;
        console.press("Con the phone⏎⏎⇥⏎⇥⏎c").await;
        assert!(console.screen().contains("secrets.copy is off"));
        console.press("w").await;
        assert!(console.screen().contains("secrets.save is off"));
        assert!(console.copied().is_empty());
    });
    scene(|world| async move {
        let loose = Secrets {
            copy: true,
            save: true,
            recorder: None,
        };
        let mut console = at_with(&world, &world.troupe.bo, "alice", loose).await;
        console.press("Con the phone⏎⏎⇥⏎⇥⏎").await;
        let codes = codes_on(&console.screen());
        console.press("c").await;
        assert_eq!(console.copied(), [format!("{}\n", codes[0])]);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codes");
        console.press("w^u").await;
        console
            .event(Event::Paste(file.display().to_string()))
            .await;
        console.press("⏎").await;
        assert_eq!(
            std::fs::read_to_string(&file).unwrap(),
            format!("{}\n", codes[0])
        );
        console.press("w^u").await;
        console
            .event(Event::Paste(file.display().to_string()))
            .await;
        console.press("⏎").await;
        assert!(
            console.screen().contains("that name already"),
            "{}",
            console.screen()
        );
    });
}

#[test]
fn a_recorder_is_named_before_the_codes_are_kept_by_it() {
    scene(|world| async move {
        let recorded = Secrets {
            recorder: Some("asciinema"),
            ..Secrets::default()
        };
        let mut console = at_with(&world, &world.troupe.bo, "alice", recorded).await;
        let shown = console.press("Con the phone⏎⏎⇥⏎⇥⏎").await.screen();
        assert_eq!(codes_on(&shown).len(), 1, "{shown}");
        assert!(
            shown.contains("asciinema may be recording this terminal and what it shows"),
            "{shown}"
        );
    });
}
