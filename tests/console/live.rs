//! Live refresh: the screen loads again by itself while somebody looks at it, and nothing under the cursor moves.

use std::time::Duration;

use wardroom::console::headless::Console;
use wardroom::console::runtime::Event;

use crate::cast::Scene;

const A_WHILE: Duration = Duration::from_secs(6);
const LONG: Duration = Duration::from_mins(11);

fn cursor(console: &mut Console) -> String {
    let screen = console.screen();
    let row = screen.lines().find(|line| line.starts_with('▌'));
    row.unwrap().to_owned()
}

fn rows(console: &mut Console) -> Vec<String> {
    let screen = console.screen();
    let rows = screen.lines().skip(3).filter(|line| line.contains('@'));
    rows.map(str::to_owned).collect()
}

#[tokio::test]
async fn new_rows_come_in_and_the_cursor_stays_on_its_user() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    console.press("↓↓↓").await;
    scene.joins("zoe@new.test").await;
    console.pass(LONG).await;
    assert!(!console.screen().contains("zoe@"), "off until asked for");
    assert_eq!(console.next_wakeup(), None);

    let live = console.press("l").await.screen();
    assert!(
        live.contains("live 5 s · as of 14:32:07Z") || live.contains("as of"),
        "{live}"
    );
    let later = console.pass(A_WHILE).await.screen();
    assert!(later.contains("▌ ● active     li.wei@"), "{later}");
    let first = later.lines().nth(3).unwrap();
    assert!(first.contains("zoe@new.test"), "{later}");

    console.press("⇲").await;
    let before = rows(&mut console);
    scene.joins("yara@new.test").await;
    console.pass(A_WHILE).await;
    assert_eq!(
        rows(&mut console),
        before,
        "what is in sight below the top moved"
    );
    console.press("l").await.pass(LONG).await;
    assert_eq!(console.next_wakeup(), None);
}

#[tokio::test]
async fn it_rests_while_something_is_asked_marked_or_nobody_is_there() {
    let scene = Scene::begin().await;
    let mut console = scene.console(100, 24).await;
    console.press("l").await.pass(A_WHILE).await;
    assert!(console.next_wakeup().is_some() && console.screen().contains("live 5 s"));
    for (begin, end) in [
        ("␣", "␣"),
        ("?", "⎋"),
        (":", "⎋"),
        ("/", "⎋"),
        ("s", "⎋"),
        ("u", "⎋"),
    ] {
        console.press(begin).await.pass(A_WHILE).await;
        assert_eq!(console.next_wakeup(), None, "{begin}");
        assert!(console.screen().contains("live paused"), "{begin}");
        console.press(end).await.pass(A_WHILE).await;
        assert!(console.next_wakeup().is_some(), "{begin}{end}");
    }
    console.event(Event::Focus(false)).await;
    assert_eq!(console.next_wakeup(), None);
    console.event(Event::Focus(true)).await.pass(A_WHILE).await;
    assert!(console.next_wakeup().is_some());

    console.pass(LONG).await;
    assert_eq!(console.next_wakeup(), None);
    assert!(console.screen().contains("live paused"));
    scene.joins("zoe@new.test").await;
    console.press("j").await.pass(Duration::ZERO).await;
    assert!(
        console.screen().contains("zoe@new.test"),
        "{}",
        console.screen()
    );
}

#[tokio::test]
async fn what_fails_is_not_asked_again_unasked() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    console.press("l").await;
    scene.directory.close().await;
    let screen = console.pass(A_WHILE).await.screen();
    assert!(
        screen.contains("r tries again") && screen.contains("live paused"),
        "{screen}"
    );
    assert_eq!(console.next_wakeup(), None);
}

#[tokio::test]
async fn a_user_is_looked_at_again_on_the_row_one_is_on() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("⏎2↓").await;
    let before = cursor(&mut console);
    scene.signs_in("mallory@evil.test", 1).await;
    let screen = console.press("l").await.pass(A_WHILE).await.screen();
    assert_eq!(cursor(&mut console), before);
    assert!(screen.contains("[2 Sessions 4]"), "{screen}");
}

#[tokio::test]
async fn every_session_of_a_user_can_be_reached() {
    let scene = Scene::begin().await;
    scene.signs_in("mallory@evil.test", 250).await;
    let mut console = scene.console(80, 24).await;
    let screen = console.press("⏎2").await.screen();
    assert!(screen.contains("[2 Sessions 253]"), "{screen}");
    for _ in 0..40 {
        console.press("⇟").await;
    }
    let oldest = cursor(&mut console);
    assert!(oldest.contains("2026-11-18"), "{oldest}");
    console.press("r").await;
    assert_eq!(
        cursor(&mut console),
        oldest,
        "a refresh reads as far as was scrolled"
    );
}
