//! The pictures and the table of keys in `docs` are made from the real console; a stale one is rewritten and fails.

use std::fs;
use std::path::PathBuf;

use wardroom::console::headless::Console;
use wardroom::console::keymap::Keymap;
use wardroom::console::svg;
use wardroom::console::widget::frame::Environment;
use wardroom_core::job::{Beat, beat};

use crate::cast::{Scene, operator};

/// Compares what the console says of itself with the page or picture that is kept.
#[track_caller]
fn keep(name: &str, made: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name);
    let is_fresh = fs::read_to_string(&file).is_ok_and(|kept| kept == made);
    if !is_fresh {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, made).unwrap();
    }
    assert!(
        is_fresh,
        "docs/{name} was stale and is now made anew; look at it"
    );
}

#[track_caller]
fn hang(name: &str, console: &mut Console) {
    keep(
        &format!("pictures/{name}.svg"),
        &svg::render(&console.draw()),
    );
}

#[test]
fn the_table_of_keys() {
    let keys = Keymap::default().table();
    let page = format!(
        "# Keys\n\nMade from the keymap itself. `?` shows those of the screen you are on. `[keys]` in the configuration\n\
         changes them: `keys.users.peek = \"P\"` by the name in the last column, a list for several keys, `[]` for none.\n\n{keys}"
    );
    keep("keys.md", &page);
}

/// A wide console of a production directory with its worker, ana signed in.
async fn wide(scene: &Scene) -> Console {
    let worker = Beat {
        name: "eu-1".to_owned(),
        host: "eu-1".to_owned(),
        version: "1",
    };
    beat(&scene.directory, &worker).await.unwrap();
    let mut options = scene.options(Some(operator("ana")));
    options.opened.environment = Environment::Production;
    options.opened.name = "accounts@eu-1".into();
    Console::start(options, 120, 30).await
}

#[tokio::test]
async fn the_users_list() {
    let scene = Scene::town().await;
    hang(
        "users",
        wide(&scene).await.press("s").await.press("⎋").await,
    );
}

#[tokio::test]
async fn one_user() {
    let scene = Scene::town().await;
    let mut console = wide(&scene).await;
    hang("user", console.press("/mallory⏎⏎").await);
}

#[tokio::test]
async fn a_sensitive_action() {
    let scene = Scene::town().await;
    let mut console = wide(&scene).await;
    hang(
        "reset",
        console.press("/bob@⏎⏎Rlost phone⏎INC-4411⏎⇥⇥⏎").await,
    );
}

#[tokio::test]
async fn codes_shown_once() {
    let scene = Scene::town().await;
    let mut console = wide(&scene).await;
    hang(
        "codes",
        console.press("/carol⏎⏎Iasked in person⏎⏎⇥⇥⇥⇥⏎⇥⏎").await,
    );
}
