//! What an operator sees of the application: its sessions appear in the open console, and end from there.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use wardroom::console::headless::Console;
use wardroom::console::keymap::Keymap;
use wardroom::console::theme::{Level, Name, Theme, UNICODE};
use wardroom::console::widget::frame::Environment;
use wardroom::console::{ConsoleOptions, Opened, Secrets};
use wardroom_core::action::operator::{begin_enrolment, bootstrap, confirm_enrolment};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::entropy::OsEntropy;
use wardroom_core::model::Caller;
use wardroom_tests::database::Fresh;
use wardroom_tests::every_engine;

use crate::site::{MIGRATED, PASSWORD, Site};

/// The first operator, who has just signed in, and the ring that opens the operators' factors.
pub(crate) async fn operator(site: &Site) -> (Caller, KeyRing) {
    let (directory, ring) = (&site.directory, KeyRing::generate(&OsEntropy));
    let made = bootstrap(directory, "ana", None).await.unwrap();
    let code = made.code.grouped();
    let begun = begin_enrolment(directory, "ana", &code, PASSWORD.into())
        .await
        .unwrap();
    let shown = begun.secret().code_at(directory.now().unix_seconds());
    let enrolled = confirm_enrolment(directory, &ring, &begun, &shown, None)
        .await
        .unwrap();
    (enrolled.signed_in.caller, ring)
}

/// The console with an operator signed in, its screens loading again by themselves.
async fn console(site: &Site) -> Console {
    let (caller, ring) = operator(site).await;
    let options = ConsoleOptions {
        opened: Opened {
            directory: site.directory.clone(),
            name: "accounts".into(),
            engine: "test".into(),
            environment: Environment::Elsewhere("TEST".into()),
            keys: Some(Arc::new(ring)),
            caller: Some(caller),
            unsigned: None,
            read_only: None,
            door: None,
        },
        directories: None,
        host: None,
        secrets: Secrets::default(),
        theme: Theme::new(Name::Mono, Level::None, &UNICODE),
        keymap: Keymap::default(),
        is_live: true,
        has_mouse: false,
    };
    Console::start(options, 120, 36).await
}

every_engine! { MIGRATED;
    async fn an_operator_sees_a_session_begin_and_ends_it(db: Fresh) {
        let site = Site::open(&db).await;
        site.member("alice@mail.example").await.post("/api/sign-out", json!({})).ok();
        let mut console = console(&site).await;
        console.press("/alice⏎⏎2").await;
        assert!(!console.screen().contains("+ live"), "{}", console.screen());

        site.wait(Duration::from_mins(1));
        let mut alice = site.browser();
        alice.sign_in("alice@mail.example", PASSWORD).ok();
        assert!(alice.is_signed_in());
        let seen = console.pass(Duration::from_mins(1)).await.screen();
        assert!(seen.contains("+ live"), "it loads by itself: {seen}");

        let ended = console.press("ke⇥⏎").await.screen();
        assert!(ended.contains("1 session ended"), "{ended}");
        assert!(!alice.is_signed_in());
        assert_eq!(alice.post("/api/refresh", json!({})).status, 401);
        let user = site.user("alice@mail.example").await;
        let sessions = site.directory.sessions_of(&user.id, None, 10).await.unwrap().rows;
        assert_eq!(sessions[0].revoked_why.as_deref(), Some("operator"));
    }
}
