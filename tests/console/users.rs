//! The users list: finding, moving, sorting, counting.

use insta::assert_snapshot;

use crate::cast::{CROWD, Scene};

#[tokio::test]
async fn the_list_shows_the_newest_and_who_is_who() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    assert_snapshot!(console.screen(), @r"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users                                  ~247 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN
    ▌ ■ locked     mallory@evil.test          Mallory Evans    none        3   32 m
      ● active     alice@acme.test            Alice Novák      totp        2   45 m
      ◇ unverified bob@acme.test              Bob              none        0   46 m
      ● active     li.wei@northwind.test      李伟             totp        1   47 m
      ○ disabled   samira@contoso.test        سميرة            totp        0   48 m
      ● active     borek@globex.test          Bořek            totp        1   49 m
      ● active     alerts\u{1b}[2J@x.test     bad\u{202e}\u{2… none        0   50 m
      ● active     user0000@crowd.test        Given Family     totp        0    1 h
      ● active     user0001@crowd.test        Given Family     none        0    1 h
      ● active     user0002@crowd.test        Given Family     none        0    1 h
      ● active     user0003@crowd.test        Given Family     totp        0    1 h

     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do
    ");
    assert_snapshot!(console.resize(120, 20).await.screen(), @r"
    [TEST] accounts · sqlite · 0 ms                                      ana · admin · step-up until 14:37:07Z · ! no worker
     users                                                                          ~247 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                  NAME             2FA      SESS   SEEN │ mallory@evil.test ─────────────── p hides
    ▌ ■ locked     mallory@evil.test      Mallory Evans    none        3   32 m │ Mallory Evans · 00000000-0000-0000-0000-0…
      ● active     alice@acme.test        Alice Novák      totp        2   45 m │
      ◇ unverified bob@acme.test          Bob              none        0   46 m │ ■ locked, opens by itself at 14:36:07Z
      ● active     li.wei@northwind.test  李伟             totp        1   47 m │
      ○ disabled   samira@contoso.test    سميرة            totp        0   48 m │ ok  password  set 1 y ago
      ● active     borek@globex.test      Bořek            totp        1   49 m │ !   2FA       none
      ● active     alerts\u{1b}[2J@x.test bad\u{202e}\u{2… none        0   50 m │ ok  email     verified 2025-10-16
      ● active     user0000@crowd.test    Given Family     totp        0    1 h │ !   failures  10 since the last sign-in
      ● active     user0001@crowd.test    Given Family     none        0    1 h │ ok  sessions  3 live
      ● active     user0002@crowd.test    Given Family     none        0    1 h │
      ● active     user0003@crowd.test    Given Family     totp        0    1 h │
      ● active     user0004@crowd.test    Given Family     none        0    1 h │
      ● active     user0005@crowd.test    Given Family     none        0    1 h │
      ● active     user0006@crowd.test    Given Family     totp        0    1 h │
      ● active     user0007@crowd.test    Given Family     none        0    1 h │

     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do  r refresh  Y CLI  q back
    ");
}

#[tokio::test]
async fn a_filter_narrows_as_one_types_and_esc_first_clears_it() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    assert_snapshot!(console.press("/sta⇥lo⇥").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › status:locked                      1 user · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN
    ▌ ■ locked     mallory@evil.test          Mallory Evans    none        3   32 m









     / status:locked _______________________  status:  2fa:  seen:  created:  role:…

     Enter accept  Tab complete  Esc back
    ");
    assert_snapshot!(console.press("2fa:q").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users › status:locked 2fa:q               0 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN

      no user passes this filter; Esc clears it








     / status:locked 2fa:q__________________  2fa:q: expected one of: none, totp, k…

     Enter accept  Tab complete  Esc back
    ");
    console.press("⌫none⏎").await;
    assert!(
        console.screen().contains("1 user ·"),
        "{}",
        console.screen()
    );
    console.press("⎋").await;
    assert!(
        console.screen().contains("~247 users"),
        "{}",
        console.screen()
    );
    console.press("⎋").await;
    assert!(!console.has_left() && console.screen().contains("q leaves the console"));
}

#[tokio::test]
async fn a_filter_that_no_index_serves_waits_for_enter() {
    const HELD: &str = "this may read many rows; Enter runs it, Esc cancels";
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    console.press("/2fa:none").await;
    assert!(!console.screen().contains(HELD), "a small one is run");

    scene.seems(4_000_000).await;
    let mut console = scene.console(80, 16).await;
    let held = console.press("/2fa:none").await.screen();
    assert!(
        held.contains(HELD) && held.contains("not asked yet"),
        "{held}"
    );
    let narrow = console.press(" bob").await.screen();
    assert!(
        !narrow.contains(HELD) && narrow.contains("1 user ·"),
        "{narrow}"
    );
    console.press("⎋⎋/2fa:none").await;
    let cancelled = console.press("⎋⎋").await.screen();
    assert!(
        !cancelled.contains(HELD) && cancelled.contains("totp"),
        "{cancelled}"
    );
    let run = console.press("/2fa:none⏎").await.screen();
    assert!(!run.contains(HELD) && !run.contains("totp"), "{run}");
}

#[tokio::test]
async fn a_letter_typed_into_a_filter_never_acts() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    console.press("/q?:sEr").await;
    assert!(
        !console.has_left() && console.screen().contains("/ q?:sEr"),
        "{}",
        console.screen()
    );
}

#[tokio::test]
async fn the_whole_list_can_be_walked_both_ways() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    let mut seen = 1;
    let mut before = String::new();
    loop {
        let screen = console.press("↓").await.screen();
        let cursor = screen
            .lines()
            .find(|line| line.starts_with('▌'))
            .unwrap()
            .to_owned();
        if cursor == before {
            break;
        }
        (before, seen) = (cursor, seen + 1);
    }
    assert_eq!(seen, usize::from(CROWD) + 7);
    assert!(before.contains("user0239@"), "{before}");
    console.press("⇱").await;
    assert!(console.screen().contains("mallory@evil.test"));
    console.press("⇲").await;
    assert!(console.screen().contains("user0239@"));
}

#[tokio::test]
async fn sorting_chooses_a_column_by_letter_and_flips() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    assert!(
        console
            .press("s")
            .await
            .screen()
            .contains("sort by c created  s seen  l login")
    );
    let by_login = console.press("l").await.screen();
    assert!(
        by_login.contains("LOGIN ↑") && by_login.contains("▌ ● active     alerts"),
        "{by_login}"
    );
    let flipped = console.press("sl").await.screen();
    assert!(
        flipped.contains("LOGIN ↓") && flipped.contains("user0239@"),
        "{flipped}"
    );
    console.press("Y").await;
    assert_eq!(
        console.copied(),
        ["wardroom users list --sort email --reverse"]
    );
}

#[tokio::test]
async fn a_count_is_exact_only_when_asked_for() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    assert!(console.screen().contains("~247 users"));
    console.press("#").await;
    assert!(
        console.screen().contains(" 247 users"),
        "{}",
        console.screen()
    );
}

#[tokio::test]
async fn a_refresh_keeps_the_selection_by_id() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    console.press("↓↓↓r").await;
    let screen = console.screen();
    assert!(
        screen
            .lines()
            .any(|line| line.starts_with('▌') && line.contains("li.wei@")),
        "{screen}"
    );
    console.press("y").await;
    assert_eq!(console.copied(), ["li.wei@northwind.test"]);
    assert!(
        console
            .screen()
            .contains("sent to your terminal's clipboard")
    );
}
