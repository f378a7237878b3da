//! An application's backup codes: shown once like recovery codes, but they count as soon as they are made.

use insta::assert_snapshot;
use wardroom::console::headless::Console;

use super::{World, scene};
use crate::desk::newest;

const KEPT: &str = r#"SELECT "backupCodes" FROM "twoFactor""#;

async fn ten(world: &World) -> Console {
    let mut console = world.page("alice").await;
    console.press("Basked in person⏎⏎⇥⇥⇥⇥⏎⇥⏎").await;
    console
}

/// Codes as the application writes them: five letters or digits, a dash, and five more.
fn codes_on(screen: &str) -> Vec<String> {
    let is_half = |half: &str| half.len() == 5 && half.chars().all(|c| c.is_ascii_alphanumeric());
    let is_code = |word: &&str| {
        let halves = word.split_once('-');
        halves.is_some_and(|(a, b)| is_half(a) && is_half(b))
    };
    screen
        .split_whitespace()
        .filter(is_code)
        .map(str::to_owned)
        .collect()
}

#[test]
fn ten_codes_are_shown_once_and_count_already() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let screen = console.screen();
        let mut codes = codes_on(&screen);
        assert_eq!(codes.len(), 10, "{screen}");
        let hidden = codes.iter().fold(screen.clone(), |text, code| {
            text.replace(code, "xxxxx-xxxxx")
        });
        assert_snapshot!(hidden);
        // Down the left column, then down the right one.
        codes = (0..2)
            .flat_map(|half| codes.iter().skip(half).step_by(2))
            .cloned()
            .collect();
        let kept: Vec<String> = serde_json::from_str(&world.texts(KEPT).await[0]).unwrap();
        assert_eq!(kept, codes);
        assert_eq!(newest(&world.wardroom).await.verb, "backup-codes issue");

        let asked = wardroom_tests::reading::asked_on(&screen);
        let ending = &codes[asked][7..];
        let other: String = ending
            .chars()
            .map(|c| {
                if c.is_ascii_uppercase() {
                    c.to_ascii_lowercase()
                } else {
                    c.to_ascii_uppercase()
                }
            })
            .collect();
        assert_ne!(other, *ending, "nothing but digits: choose another seed");
        let wrong = console.press("⏎").await.press(&other).await;
        let wrong = wrong.press("⏎").await.screen();
        assert!(wrong.contains("does not end so"), "{wrong}");
        console.press(ending).await.press("⏎").await;
        let done = console.screen();
        assert!(
            done.contains("the new backup codes of alice@mail.example count"),
            "{done}"
        );
        let traces = console.traces();
        for code in &codes {
            assert!(!traces.contains(code.as_str()), "{code} is still there");
        }
    });
}

#[test]
fn leaving_early_says_that_they_count_all_the_same() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let once = console.press("⎋").await.screen();
        assert!(
            once.contains("once more leaves; nobody can show the codes again"),
            "{once}"
        );
        let left = console.press("⎋").await.screen();
        assert!(
            left.contains("the new codes count; if nobody kept them, issue others"),
            "{left}"
        );
        assert!(codes_on(&left).is_empty(), "{left}");
    });
}

#[test]
fn capitals_and_small_letters_are_told_apart_aloud() {
    scene(|world| async move {
        let mut console = ten(&world).await;
        let aloud = console.press("a").await.screen();
        assert!(aloud.contains("code 1 of 10, to be read aloud:"), "{aloud}");
        assert!(
            aloud.contains("small ") && aloud.contains("capital ") && aloud.contains("dash"),
            "{aloud}"
        );
        assert!(
            !aloud.contains('?') || aloud.matches('?').count() == 1,
            "{aloud}"
        );
    });
}

#[test]
fn who_has_no_authenticator_has_no_place_for_them() {
    scene(|world| async move {
        let mut console = world.page("bob").await;
        let refused = console.press("B").await.screen();
        assert!(
            refused.contains("not now: there is no authenticator"),
            "{refused}"
        );
    });
}
