//! Names that would rewrite the terminal stay text, in the dialogs that repeat them too.

use wardroom::console::headless::Console;
use wardroom::console::runtime::Event;

use crate::cast::Scene;

/// Controls, bidirectional overrides and what takes no room.
fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_plain(console: &mut Console, shows: &str) {
    let traces = console.traces();
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
