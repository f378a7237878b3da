//! One user: overview, tabs, ending a session, stepping to the neighbours.

use insta::assert_snapshot;
use wardroom::console::headless::Console;

use crate::cast::{Scene, operator};

#[tokio::test]
async fn every_tab_of_a_user() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    assert_snapshot!(console.press("⏎").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › mallory@evil.test                            ■ locked · as of 14:32:07Z
     [1 Overview]  2 Sessions 3   3 2FA 0   4 Codes 0   5 Timeline   6 Access 0

     why can't they sign in? ───────────────────────────────────────────────────────
     !!  the account is locked until 2026-11-20T14:36:07Z: 10 wrong passwords
         since 30 m ago, what helps: users unlock

     who ───────────────────────────────────────────────────────────────────────────
     login      mallory@evil.test
     name       Mallory Evans
     id         00000000-0000-0000-0000-000000000001
     created    2025-10-16 14:00Z
     signed in  2026-11-20 14:00Z (32 m ago)

     what guards it ────────────────────────────────────────────────────────────────
     ok  password  set 1 y ago
     !   2FA       none
     ok  email     verified 2025-10-16
     !   failures  10 since the last sign-in
     ok  sessions  3 live


     ? help  u unlock  E end all…  R reset 2FA…  C codes…  y copy id  : go/do
    ");
    assert_snapshot!(console.press("2").await.screen(), @r"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › mallory@evil.test                            ■ locked · as of 14:32:07Z
      1 Overview  [2 Sessions 3]  3 2FA 0   4 Codes 0   5 Timeline   6 Access 0

      STATE     BEGUN             CLIENT                        NETWORK  2FA   SEEN
    ▌ + live    2026-11-20 14:00Z Firefox on Linux              cafe0001 no    32 m
      + live    2026-11-19 14:00Z iOS app 7.2                   cafe0001 no     1 d
      + live    2026-11-18 14:00Z Chrome\u{1b}]0;x\u{7} on mac… cafe0001 no     2 d








     this session ──────────────────────────────────────────────────────────────────
     id         00000000-0000-0000-0000-0000000003e8
     client     Firefox on Linux
     signed in  2026-11-20 14:00Z without a second factor
     last seen  2026-11-20 14:00Z
     ends       2026-12-20 14:00Z by itself

     ? help  e end session  u unlock  E end all…  R reset 2FA…  C codes…  y copy id
    ");
    assert_snapshot!(console.press("↓⏎]3").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › alice@acme.test                              ● active · as of 14:32:07Z
      1 Overview   2 Sessions 2  [3 2FA 1]  4 Codes 0   5 Timeline   6 Access 0

      STATE          KIND          LABEL                          ADDED        USED
    ▌ + confirmed    authenticator phone                          2025-10-16  never

















     ? help  X remove passkey…  u unlock  E end all…  R reset 2FA…  C codes…
    ");
    assert_snapshot!(console.press("4").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › alice@acme.test                              ● active · as of 14:32:07Z
      1 Overview   2 Sessions 2   3 2FA 1  [4 Codes 0]  5 Timeline   6 Access 0

      STATE     WHAT                        LEFT ISSUED            BY
      no recovery codes were ever issued

















     ? help  V void…  u unlock  E end all…  R reset 2FA…  C codes…  y copy id
    ");
    assert_snapshot!(console.resize(120, 24).await.press("1").await.screen(), @"
    [TEST] accounts · sqlite · 0 ms                                      ana · admin · step-up until 14:37:07Z · ! no worker
     users › alice@acme.test                                                                      ● active · as of 14:32:07Z
     [1 Overview]  2 Sessions 2   3 2FA 1   4 Codes 0   5 Timeline   6 Access 0

     why can't they sign in? ───────────────────────────────────  who ──────────────────────────────────────────────────────
     -   no recovery code is left: a lost device would need a     login      alice@acme.test
         reset                                                    name       Alice Novák
         what helps: recovery-codes issue                         id         00000000-0000-0000-0000-000000000002
                                                                  created    2025-10-16 13:47Z
     latest ────────────────────────────────────────────────────  signed in  2026-11-20 13:47Z (45 m ago)


                                                                  what guards it ───────────────────────────────────────────
                                                                  ok  password  set 1 y ago
                                                                  ok  2FA       totp
                                                                  ok  email     verified 2025-10-16
                                                                  ok  failures  none since the last sign-in
                                                                  ok  sessions  2 live





     ? help  u unlock  E end all…  R reset 2FA…  C codes…  y copy id  : go/do  F freeze…  r refresh  Y CLI  q back
    ");
}

#[tokio::test]
async fn one_session_ends_after_a_small_question() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("⏎2↓e").await;
    assert_snapshot!(console.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › mallory@evil.test                            ■ locked · as of 14:32:07Z
      1 Overview  [2 Sessions 3]  3 2FA 0   4 Codes 0   5 Timeline   6 Access 0

      STATE     BEGUN             CLIENT                        NETWORK  2FA   SEEN
      + live    2026-11-20 14:00Z Firefox on Linux              cafe0001 no    32 m
    ▌ + live    2026-11-19 14:00Z iOS app 7.2                   cafe0001 no     1 d
     ╭─ end one session of mallory@evil.test ─────────────────────────────────────╮
     │                                                                            │
     │ client   iOS app 7.2                                                       │
     │                                                                            │
     │ changes  1 session begun 2026-11-19T14:00:07Z ends                         │
     │                                                                            │
     │ Y cli    wardroom sessions revoke 00000000-0000-0000-0000-0000000003e9     │
     │                                                                            │
     │ ▌[ cancel ]   [ end it ]                                                   │
     ╰──────────────────────────────────────── Enter choose  Esc cancel  Tab next ╯─
     id         00000000-0000-0000-0000-0000000003e9
     client     iOS app 7.2
     signed in  2026-11-19 14:00Z without a second factor
     last seen  2026-11-19 14:00Z
     ends       2026-12-19 14:00Z by itself

     Enter choose  Esc cancel  Tab next
    ");
    console.press("⏎").await;
    assert!(
        console.screen().contains("2 Sessions 3"),
        "Enter alone must change nothing"
    );
    console.press("e⇥⏎").await;
    assert_snapshot!(console.screen(), @r"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › mallory@evil.test                            ■ locked · as of 14:32:07Z
      1 Overview  [2 Sessions 2]  3 2FA 0   4 Codes 0   5 Timeline   6 Access 0

      STATE     BEGUN             CLIENT                        NETWORK  2FA   SEEN
      + live    2026-11-20 14:00Z Firefox on Linux              cafe0001 no    32 m
    ▌ - ended   2026-11-19 14:00Z iOS app 7.2                   cafe0001 no     1 d
      + live    2026-11-18 14:00Z Chrome\u{1b}]0;x\u{7} on mac… cafe0001 no     2 d








     this session ──────────────────────────────────────────────────────────────────
     id         00000000-0000-0000-0000-0000000003e9
     client     iOS app 7.2
     signed in  2026-11-19 14:00Z without a second factor
     last seen  2026-11-19 14:00Z
     ended      2026-11-20 14:32Z (operator)
     ok 1 session ended · access tokens stay valid until 2026-11-20T14:42:07Z
     ? help  e end session  u unlock  E end all…  R reset 2FA…  C codes…  y copy id
    ");
    console.press("e").await;
    assert!(console.screen().contains("this session has ended already"));
    let timeline = console.press("5").await.screen();
    assert!(
        timeline.contains("2026-11-20 14:32Z ana            sessions revoke"),
        "{timeline}"
    );
}

#[tokio::test]
async fn an_auditor_sees_masks_and_why_it_cannot_end_a_session() {
    let scene = Scene::begin().await;
    let mut console = Console::start(scene.options(Some(operator("otto"))), 80, 24).await;
    let list = console.screen();
    assert!(
        list.contains("m***@e***") && !list.contains("mallory"),
        "{list}"
    );
    console.press("⏎2e").await;
    assert!(
        console
            .screen()
            .contains("not now: it needs the role support; you are auditor")
    );
    assert!(!console.screen().contains("mallory"));
}

#[tokio::test]
async fn brackets_step_to_the_neighbours_and_the_list_follows() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("⏎2]]").await;
    assert!(console.screen().contains("bob@acme.test") && console.screen().contains("[2 Sessions"));
    console.press("[[[").await;
    assert!(console.screen().contains("this is the first one"));
    console.press("]⎋").await;
    let list = console.screen();
    assert!(
        list.lines()
            .any(|line| line.starts_with('▌') && line.contains("alice@")),
        "{list}"
    );
}
