//! The tab of what lets a user in: every kind of row, hostile names, more than a page, masks.

use insta::assert_snapshot;
use wardroom::console::headless::Console;

use crate::cast::{Scene, operator};

#[tokio::test]
async fn every_kind_of_row_and_all_that_is_known_of_it() {
    let scene = Scene::begin().await;
    scene.ties_mallory(0).await;
    let mut console = scene.console(80, 24).await;
    assert_snapshot!(console.press("⏎6").await.screen());
    assert_snapshot!(console.press("↓").await.screen());
    assert_snapshot!(console.press("↓↓").await.screen());
    assert_snapshot!(console.press("⇲").await.resize(120, 36).await.screen());
    let traces = console.traces();
    assert!(
        !traces.contains(['\u{1b}', '\u{202e}']),
        "{}",
        traces.escape_debug()
    );
}

#[tokio::test]
async fn an_empty_tab_says_so_and_moves_nowhere() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    let empty = console.press("⏎6").await.screen();
    assert!(empty.contains("[6 Access 0]"), "{empty}");
    assert!(
        empty.contains("no role, no tenant, no linked identity, no API key, no pending invitation"),
        "{empty}"
    );
    assert_eq!(console.press("↓⇲⇟⇱e").await.screen(), empty);
    console.press("y").await;
    assert!(console.copied().is_empty());
    console.press("Y").await;
    let twin = "wardroom users access 00000000-0000-0000-0000-000000000001";
    assert_eq!(console.copied(), [twin]);
    let overview = console.press("⇥").await.screen();
    assert!(
        overview.contains("[1 Overview]"),
        "round at the end: {overview}"
    );
    assert!(console.press("⇤").await.screen().contains("[6 Access 0]"));
}

#[tokio::test]
async fn more_tenants_than_a_page_are_loaded_as_the_cursor_comes_near() {
    let scene = Scene::begin().await;
    scene.ties_mallory(250).await;
    let mut console = scene.console(80, 24).await;
    let first = console.press("⏎6").await.screen();
    assert!(
        first.contains("[6 Access]"),
        "no number while there are more: {first}"
    );
    let last = console.press("⇲⇲⇲⇲").await.screen();
    assert!(
        last.contains("[6 Access 256]") && last.contains("north259"),
        "{last}"
    );
    let again = console.press("r").await.screen();
    assert!(
        again.contains("[6 Access 256]") && again.contains("(north259)"),
        "{again}"
    );
    console.press("y").await;
    assert_eq!(console.copied(), ["00000000-0000-0000-0000-000000003103"]);
}

#[tokio::test]
async fn an_auditor_sees_masks_and_after_a_reason_still_not_who_invited() {
    let scene = Scene::begin().await;
    scene.ties_mallory(0).await;
    let mut console = Console::start(scene.options(Some(operator("otto"))), 80, 24).await;
    let masked = console.press("⏎6↓").await.screen();
    assert!(
        masked.contains("m***@g***") && !masked.contains("git.test"),
        "{masked}"
    );
    let shown = console.press("vcourt order 7⏎⏎").await.screen();
    assert!(shown.contains("@git.test"), "{shown}");
    let offer = console.press("↓↓").await.screen();
    assert!(
        offer.contains("this invitation") && offer.contains("a***@a***"),
        "{offer}"
    );
    assert!(!offer.contains("alice"), "{offer}");
}
