//! Signing in: the first time with an enrolment code, afterwards with password and authenticator.

use insta::assert_snapshot;
use secrecy::ExposeSecret;
use wardroom::console::headless::Console;
use wardroom::console::runtime::Event;
use wardroom_core::action::operator::bootstrap;
use wardroom_tests::reading::{asked_on, authenticator_on, codes_on};

use crate::cast::{Scene, now};

async fn enrolling(scene: &Scene, columns: u16, rows: u16) -> Console {
    let first = bootstrap(&scene.directory, "ana", None).await.unwrap();
    let mut console = Console::start(scene.options(None), columns, rows).await;
    let code = first.code.grouped();
    console
        .press(&format!("ana⏎{}⏎⏎", code.expose_secret()))
        .await;
    console
}

#[tokio::test]
async fn the_first_sign_in_enrols_and_shows_ten_codes_once() {
    let scene = Scene::empty().await;
    let mut console = enrolling(&scene, 80, 24).await;
    assert_snapshot!(console.screen(), @"
    [TEST] accounts · sqlite                                              signed out
     sign in › first sign-in › ana


      Choose a password of at least 8 characters; a long sentence is best.

      ▌ new password________________________________________
        once more   ________________________________________















     Enter accept  Ctrl-t picture or text  Esc back
    ");
    console.press("a long sentence⏎another⏎").await;
    assert!(console.screen().contains("the two passwords differ"));
    console.press("a long sentence⏎a long sentence⏎").await;
    let picture = console.screen();
    assert!(
        picture.contains("▀▀▀▀▀▀▀") && picture.contains("six digits"),
        "{picture}"
    );
    console.press("^t").await;
    assert_snapshot!(console.screen(), @"
    [TEST] accounts · sqlite                                              signed out
     sign in › first sign-in › ana

     Let your authenticator read the picture, or type this secret into it:

     UZSQ QHNE ZVII SE3F BBMI AYBB 7H5Q 6SKU

     Then type the six digits it shows:

     ▌ code        ________________________________________













     Enter accept  Ctrl-t picture or text  Esc back
    ");
    console.press("000000⏎").await;
    assert!(console.screen().contains("not the code of this secret"));
    let code = authenticator_on(&console.screen()).code(now().unix_seconds());
    console.press(&format!("{code}⏎")).await;
    let shown = console.screen();
    assert!(shown.contains("recovery codes for yourself"), "{shown}");
    let codes = codes_on(&shown);
    assert_eq!(codes.len(), 10);
    let first_code = codes[0].clone();
    console.event(Event::Focus(false)).await;
    assert!(!console.screen().contains(&first_code) && console.screen().contains("v shows"));
    console.press("^c").await;
    assert!(!console.has_left());
    let asked = &codes[asked_on(&shown)];
    console.press(&format!("⏎{}⏎", &asked[15..])).await;
    assert!(!console.screen().contains(&first_code));
    assert_snapshot!(console.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users                                     0 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN

      this directory has no users yet

















     ok you are enrolled and signed in
     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do
    ");
}

#[tokio::test]
async fn a_wrong_password_says_nothing_of_which_was_wrong_and_delays_the_next_try() {
    let scene = Scene::begin().await;
    let mut console = Console::start(scene.options(None), 80, 16).await;
    console.press("ana⏎hunter2⏎123456⏎").await;
    assert_snapshot!(console.screen(), @"
    [TEST] accounts · sqlite                                              signed out
     sign in


        name        ana_____________________________________
      ▌ password    ________________________________________
        code        ________________________________________



        The code is the six digits your authenticator shows, or one of your
        recovery codes.


     !! name, password or code is wrong; type password and code again
     Enter accept  Tab next field  Esc back
    ");
    for _ in 0..6 {
        console.press("hunter2⏎123456⏎").await;
    }
    assert!(
        console.screen().contains("too many tries; try again in "),
        "{}",
        console.screen()
    );
    assert!(!console.screen().contains("hunter2"));
    console.press("⎋").await;
    assert!(console.has_left());
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let scene = Scene::begin().await;
    let mut console = Console::start(scene.options(None), 80, 16).await;
    console.press("⏎⏎⏎").await;
    assert!(console.screen().contains("the name is missing"));
    console.press("ana⏎hunter2⏎⏎").await;
    assert!(
        console
            .screen()
            .contains("without a code only an enrolment code opens")
    );
}
