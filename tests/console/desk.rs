//! A console in front of the whole cast: operators with real authenticators, users with something to lose.

use std::sync::Arc;

use secrecy::ExposeSecret;
use wardroom::console::headless::Console;
use wardroom::console::keymap::Keymap;
use wardroom::console::theme::{Level, Name, Theme, UNICODE};
use wardroom::console::widget::frame::Environment;
use wardroom::console::{ConsoleOptions, Opened, Secrets};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::model::{AuditEntry, CodeSet};
use wardroom_core::store::AuditFilter;
use wardroom_tests::cast::{Person, Shape, Stage, World, play};
use wardroom_tests::database::Engine;

/// Plays a scene on a real directory.
pub(crate) fn scene<F, Fut>(scene: F)
where
    F: FnOnce(World) -> Fut,
    Fut: Future<Output = ()>,
{
    play(Engine::Sqlite, Shape::Own, scene);
}

pub(crate) fn options(world: &Stage, person: &Person, secrets: Secrets) -> ConsoleOptions {
    ConsoleOptions {
        opened: Opened {
            directory: world.directory.clone(),
            name: "accounts".into(),
            engine: "sqlite".into(),
            environment: Environment::Elsewhere("TEST".into()),
            keys: Some(Arc::new(KeyRing::parse(&world.ring.to_text()).unwrap())),
            caller: Some(person.caller.clone()),
            unsigned: None,
            read_only: None,
            door: None,
        },
        directories: None,
        host: None,
        secrets,
        theme: Theme::new(Name::Dark, Level::True, &UNICODE),
        keymap: Keymap::default(),
        is_live: false,
        has_mouse: false,
    }
}

/// This person's console, the cursor on the one user whose address begins so.
pub(crate) async fn at(world: &Stage, person: &Person, address: &str) -> Console {
    at_with(world, person, address, Secrets::default()).await
}

pub(crate) async fn at_with(
    world: &Stage,
    person: &Person,
    address: &str,
    secrets: Secrets,
) -> Console {
    let mut console = Console::start(options(world, person, secrets), 80, 24).await;
    console.press(&format!("/{address}⏎")).await;
    console
}

/// What this person's authenticator shows now.
pub(crate) fn digits(world: &Stage, person: &Person) -> String {
    person.code_at(world.now()).expose_secret().to_owned()
}

/// The newest entry of the audit.
pub(crate) async fn newest(world: &Stage) -> AuditEntry {
    let page = world
        .directory
        .audit(&AuditFilter::default(), None, 1)
        .await
        .unwrap();
    page.rows.into_iter().next().unwrap()
}

pub(crate) async fn code_sets(world: &World, address: &str) -> Vec<CodeSet> {
    let user = world.user(address).await;
    world.directory.code_sets_of(&user.id).await.unwrap()
}
