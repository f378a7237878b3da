//! Going from one directory to another: listed, opened beside the old one, and nothing taken along.

use std::pin::Pin;
use std::sync::{Arc, Mutex};

use insta::assert_snapshot;
use tokio::sync::oneshot;
use wardroom::console::headless::Console;
use wardroom::console::widget::frame::Environment;
use wardroom::console::{ConsoleOptions, Directories, Listed, Opened};
use wardroom_core::model::Safe;

use crate::cast::{Scene, operator};

/// Three neighbours of `accounts`: one that answers, one that does not, and one that answers when it is let.
struct Neighbours {
    staging: Mutex<Vec<Opened>>,
    slow: Mutex<Option<oneshot::Receiver<()>>>,
}

impl Neighbours {
    fn new(staging: Vec<Opened>) -> (Arc<Self>, oneshot::Sender<()>) {
        let (go, slow) = oneshot::channel();
        let all = Self {
            staging: Mutex::new(staging),
            slow: Mutex::new(Some(slow)),
        };
        (Arc::new(all), go)
    }
}

const ALL: [(&str, &str, bool); 4] = [
    ("accounts", "TEST", true),
    ("gone", "EU", false),
    ("slow", "EU", false),
    ("staging", "STAGING", false),
];

type Opening = Pin<Box<dyn Future<Output = Result<Opened, Safe>> + Send>>;

impl Directories for Neighbours {
    fn names(&self) -> Vec<String> {
        ALL.map(|(name, ..)| name.to_owned()).to_vec()
    }

    fn list(&self) -> Vec<Listed> {
        let listed = |(name, environment, has_session): (&str, &str, bool)| Listed {
            name: name.to_owned(),
            environment: if environment == "EU" {
                Environment::Production
            } else {
                Environment::Elsewhere(environment.into())
            },
            address: Safe::new(&format!("postgres://app@{name}/accounts")),
            has_session,
            is_read_only: name == "gone",
        };
        ALL.map(listed).to_vec()
    }

    fn open(&self, name: String) -> Opening {
        let staging = self.staging.lock().unwrap().pop();
        let slow = self.slow.lock().unwrap().take();
        Box::pin(async move {
            match (name.as_str(), staging, slow) {
                ("staging", Some(opened), _) => Ok(opened),
                ("slow", Some(opened), Some(slow)) => {
                    slow.await.unwrap_or_default();
                    Ok(opened)
                }
                _ => Err(Safe::new("gone: no answer within 10 s\u{1b}[2J")),
            }
        })
    }
}

fn opened(options: ConsoleOptions, name: &str, environment: &str) -> Opened {
    Opened {
        name: name.into(),
        environment: Environment::Elsewhere(environment.into()),
        ..options.opened
    }
}

/// A console at `accounts` with ana signed in, where staging is as told.
async fn at(here: &Scene, staging: Vec<Opened>) -> (Console, oneshot::Sender<()>) {
    let (all, go) = Neighbours::new(staging);
    let mut options = here.options(Some(operator("ana")));
    options.directories = Some(all);
    (Console::start(options, 80, 24).await, go)
}

#[tokio::test]
async fn the_list_says_where_each_stands_and_whether_a_session_is_saved() {
    let here = Scene::begin().await;
    let (mut console, _) = at(&here, Vec::new()).await;
    assert_snapshot!(console.press(":dir⏎").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users                                  ~247 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN
    ▌ ■ locked     mallory@evil.test          Mallory Evans    none        3   32 m
      ● active     alice@acme.test            Alice Novák      totp        2   45 m
      ◇ unverified bob@acme.test              Bob              none        0   46 m
      ● active     li.wei@northwind.test      李伟             totp        1   47 m
      ○ disabled   samira@contoso.test        سميرة            totp        0   48 m
      ● active     borek@globex.test          Bořek            totp        1   49 m
    ╭─ directories ────────────────────────────────────────────────────────────────╮
    │   ENVIRONMENT  NAME            ADDRESS              SESSION                  │
    │ ▌ [TEST]       accounts        postgres://app@acco… ok open                  │
    │   [PROD]       gone            postgres://app@gone… - signed out, read-only  │
    │   [PROD]       slow            postgres://app@slow… - signed out             │
    │   [STAGING]    staging         postgres://app@stag… - signed out             │
    ╰──────────────────────────────────────────────────────── Enter open  Esc back ╯
      ● active     user0006@crowd.test        Given Family     totp        0    1 h
      ● active     user0007@crowd.test        Given Family     none        0    1 h
      ● active     user0008@crowd.test        Given Family     none        0    1 h
      ● active     user0009@crowd.test        Given Family     totp        0    1 h
      ● active     user0010@crowd.test        Given Family     none        0    1 h
      ● active     user0011@crowd.test        Given Family     none        0    1 h

     Enter open  Esc back
    ");
    console.press("⏎").await;
    let screen = console.screen();
    assert!(screen.contains("accounts is open already"), "{screen}");
    let wide = console.resize(120, 36).await.press("^o").await.screen();
    assert!(wide.contains("postgres://app@staging/accounts "), "{wide}");
}

#[tokio::test]
async fn going_takes_nothing_along_and_closes_what_is_left() {
    let (here, there) = (Scene::begin().await, Scene::town().await);
    let staging = opened(there.options(Some(operator("ana"))), "staging", "STAGING");
    let (mut console, _) = at(&here, vec![staging]).await;
    console.press("/mallory⏎ ⏎2").await;
    console.press(":dir staging⏎").await;
    let screen = console.screen();
    let rows: Vec<&str> = screen.lines().collect();
    assert!(rows[0].starts_with("[STAGING] staging"), "{screen}");
    assert!(rows[1].starts_with(" users   "), "{screen}");
    assert!(!screen.contains("/ mallory"), "{screen}");
    assert!(screen.contains("ok now at staging"), "{screen}");
    assert!(here.directory.health().await.is_err(), "it is still open");
    console.press("r").await;
    assert!(!console.screen().contains("!!"), "{}", console.screen());
}

#[tokio::test]
async fn one_that_does_not_answer_leaves_the_old_one_open_and_says_why() {
    let here = Scene::begin().await;
    let (mut console, _) = at(&here, Vec::new()).await;
    console.press("/mallory⏎:dir gone⏎").await;
    let screen = console.screen();
    assert!(screen.contains("no answer within 10 s"), "{screen}");
    assert!(screen.contains("accounts stays open"), "{screen}");
    console.press("⎋r").await;
    let screen = console.screen();
    assert!(screen.starts_with("[TEST] accounts"), "{screen}");
    assert!(
        screen.contains("mallory@evil.test") && !screen.contains("!!"),
        "{screen}"
    );
}

#[tokio::test]
async fn what_is_being_opened_is_said_and_can_be_stopped() {
    let (here, there) = (Scene::begin().await, Scene::town().await);
    let staging = opened(there.options(Some(operator("ana"))), "slow", "EU");
    let (mut console, go) = at(&here, vec![staging]).await;
    console.strike(":dir slow⏎");
    let screen = console.screen();
    assert!(screen.contains("connecting to slow; Esc stops"), "{screen}");
    console.strike("⎋");
    let screen = console.screen();
    assert!(screen.contains("! stopped"), "{screen}");
    // An answer that is late changes nothing.
    let _ = go.send(());
    console.settle().await;
    assert!(console.screen().starts_with("[TEST] accounts"));
    console.press("⎋r").await;
    assert!(!console.screen().contains("!!"), "{}", console.screen());
}

#[tokio::test]
async fn where_nobody_is_signed_in_the_sign_in_comes_first_and_leads_away_again() {
    let (here, there) = (Scene::begin().await, Scene::town().await);
    let staging = opened(there.options(None), "staging", "STAGING");
    let (mut console, _) = at(&here, vec![staging]).await;
    console.press(":dir staging⏎").await;
    let screen = console.screen();
    assert!(screen.starts_with("[STAGING] staging"), "{screen}");
    assert!(
        screen.contains("signed out") && screen.contains("password"),
        "{screen}"
    );
    assert!(screen.contains("Ctrl-o directory"), "{screen}");
    console.press("^o").await;
    assert!(
        console.screen().contains("postgres://app@g"),
        "{}",
        console.screen()
    );
    console.press("⎋").await;
    assert!(
        console.screen().contains("password"),
        "{}",
        console.screen()
    );
}

#[tokio::test]
async fn without_other_directories_the_next_step_is_said() {
    let here = Scene::begin().await;
    let mut console = here.console(80, 24).await;
    console.press(":dir⏎").await;
    let screen = console.screen();
    assert!(
        screen.contains("no other directory is configured"),
        "{screen}"
    );
}
