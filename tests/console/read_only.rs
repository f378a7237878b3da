//! A directory that is read-only: everything is shown, every action says why not, and its key is dim.

use ratatui::buffer::Buffer;
use ratatui::style::Color;
use wardroom::console::headless::Console;
use wardroom_core::Directory;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::Layout;
use wardroom_core::store::Parts;
use wardroom_tests::database::{Engine, Template};

use crate::cast::{Scene, operator};

const WHY: &str = "this directory is read-only: its profile says `read_only = true`";

async fn read_only(scene: &Scene) -> Console {
    let mut options = scene.options(Some(operator("ana")));
    options.opened.read_only = Some(WHY.into());
    Console::start(options, 80, 24).await
}

/// The colour of the first letter of `words` in the last row.
fn colour(buffer: &Buffer, words: &str) -> Color {
    let last = buffer.area.height - 1;
    let row: Vec<_> = (0..buffer.area.width).map(|x| &buffer[(x, last)]).collect();
    let text: String = row.iter().map(|cell| cell.symbol()).collect();
    let at = text.find(words).unwrap();
    row[at].fg
}

#[tokio::test]
async fn every_action_says_why_not_and_its_key_is_dim() {
    let scene = Scene::begin().await;
    let mut console = read_only(&scene).await;
    let screen = console.screen();
    assert!(
        screen.starts_with("[TEST] [read-only] accounts"),
        "{screen}"
    );
    let drawn = console.draw();
    assert_eq!(colour(&drawn, "unlock"), colour(&drawn, "u unlock"));
    assert_ne!(colour(&drawn, "u unlock"), colour(&drawn, "p peek"));
    for keys in ["u", "E", "R", "C", "F", "*E"] {
        console.press(keys).await;
        let screen = console.screen();
        assert!(
            screen.contains(&format!("not now: {WHY}")),
            "{keys}: {screen}"
        );
        console.press("⎋").await;
    }
    console.press("⏎").await;
    let of_a_user = ["u", "E", "R", "C", "I", "F", "D", "O", "P"];
    for keys in of_a_user.into_iter().chain(["2e", "3X", "4V", "6U", "X"]) {
        console.press(keys).await;
        let screen = console.screen();
        assert!(
            screen.contains(&format!("not now: {WHY}")),
            "{keys}: {screen}"
        );
    }
    console.press(":retention⏎S").await;
    let screen = console.screen();
    assert!(screen.contains(&format!("not now: {WHY}")), "{screen}");
}

static BARE: Template = Template::new("console_bare", |url| {
    Box::pin(async move {
        let target: Target = url.parse().unwrap();
        up(&Place::own(&target), Set::Directory).await.unwrap();
        let db = connect(&target, Access::Write, 1).await.unwrap();
        db.script(
            "INSERT INTO users (id, email, email_normalized, created_at, updated_at) VALUES
            (x'01900000000070008000000000000001', 'Alice@acme.test', 'alice@acme.test', 0, 0)",
        )
        .await
        .unwrap();
        db.close().await;
    })
});

#[tokio::test]
async fn without_bookkeeping_everything_is_shown_masked_and_nothing_fails() {
    let scene = Scene::begin().await;
    let database = BARE.fresh(Engine::Sqlite).await;
    let target: Target = database.url().parse().unwrap();
    let db = connect(&target, Access::Read, 2).await.unwrap();
    let directory = Directory::new(&db, Layout::own(), "public", Parts::default());
    assert!(!directory.has_bookkeeping().await.unwrap());
    let mut options = scene.options(None);
    options.opened.directory = directory.without_bookkeeping();
    options.opened.unsigned =
        Some("not set up: read-only, masked; `wardroom init --database a.db` lets operators sign in and act".into());
    let mut console = Console::start(options, 80, 24).await;
    let screen = console.screen();
    let rows: Vec<&str> = screen.lines().collect();
    assert!(
        rows[0].starts_with("[TEST] [read-only] accounts"),
        "{screen}"
    );
    assert!(
        rows[1].contains("not set up: read-only, masked"),
        "{screen}"
    );
    assert!(
        screen.contains("`wardroom init --database a.db`"),
        "{screen}"
    );
    assert!(
        screen.contains("A***@a***") && !screen.contains("lice"),
        "{screen}"
    );
    console.press("⏎").await;
    for tab in ["1", "2", "3", "4", "5", "6"] {
        console.press(tab).await;
        let screen = console.screen();
        assert!(
            !screen.contains("!!") && !screen.contains("no such table"),
            "{tab}: {screen}"
        );
        assert!(!screen.contains("lice"), "{tab}: {screen}");
    }
    console.press("R").await;
    assert!(
        console.screen().contains("not now: not set up"),
        "{}",
        console.screen()
    );
    console.press(":retention⏎").await;
    let screen = console.screen();
    assert!(
        screen.contains("no policies are here before operators can sign in"),
        "{screen}"
    );
}
