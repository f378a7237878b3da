//! Names that would rewrite the terminal stay text, in the dialogs that repeat them too.

use wardroom::console::headless::Console;
use wardroom::console::runtime::Event;
use wardroom_tests::reading::without_own_marks;

use crate::cast::Scene;

/// Controls, bidirectional overrides and what takes no room.
fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_plain(console: &mut Console, shows: &str) {
    let traces = without_own_marks(&console.traces());
    assert!(!traces.contains(is_hostile), "{}", traces.escape_debug());
    let screen = console.screen();
    assert!(screen.contains(shows), "{screen}");
}

#[tokio::test]
async fn a_name_that_clears_the_screen_is_only_read_in_a_dialog() {
    const LOGIN: &str = "alerts\\u{1b}[2J@x.test";
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("/alerts⏎⏎").await;
    is_plain(&mut console, LOGIN);
    for (key, title) in [("F", "freeze"), ("C", "code for"), ("D", "close")] {
        console.press(key).await;
        is_plain(&mut console, &format!("{title} {LOGIN}"));
        console.press("⎋").await;
    }
    console.press(":freeze").await;
    is_plain(&mut console, LOGIN);
    console.press("⎋D").await;
    let paste = "why\u{1b}[2J\u{202e}not\u{7}";
    console.event(Event::Paste(paste.to_owned())).await;
    is_plain(&mut console, "why");
    console.press("⏎").await;
    is_plain(&mut console, "reason   why");
    console.press("⏎⇥⏎").await;
    is_plain(&mut console, &format!("closed {LOGIN}"));
}

#[tokio::test]
async fn a_client_that_sets_the_title_is_only_read_in_a_dialog() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("⏎2↓↓e").await;
    is_plain(&mut console, "client   Chrome\\u{1b}]0;x\\u{7} on macOS");
}

#[tokio::test]
async fn names_from_right_to_left_leave_the_columns_beside_them_where_they_are() {
    let scene = Scene::begin().await;
    let mut console = scene.console(100, 24).await;
    console.press("/samira⏎").await;
    let traces = console.traces();
    assert!(
        traces.contains("\u{200e}سميرة\u{200e} "),
        "the name stands between marks"
    );
    let marks = |text: &str| text.matches('\u{200e}').count();
    assert_eq!(marks(&without_own_marks(&traces)), 0);
    let screen = console.screen();
    assert_eq!(marks(&screen), 0, "what is read has none");
    let columns = |screen: &str, word: &str| {
        let row = screen
            .lines()
            .find(|line| line.contains("samira@"))
            .unwrap();
        row.split(word).next().unwrap().chars().count()
    };
    let heads = screen.lines().find(|line| line.contains("NAME")).unwrap();
    assert_eq!(
        columns(&screen, "سميرة"),
        heads.split("NAME").next().unwrap().chars().count()
    );
    assert_eq!(
        columns(&screen, "totp"),
        heads.split("2FA").next().unwrap().chars().count()
    );
    // A mark that comes with a name is no mark of ours: it is spelt out.
    console.press("F").await;
    console.event(Event::Paste("a\u{200e}b".to_owned())).await;
    assert!(!console.traces().contains("a\u{200e}"));
}
