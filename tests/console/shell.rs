//! What holds on every screen: help, palette, resizing, leaving, and a database that goes away.

use insta::assert_snapshot;
use wardroom::console::headless::Console;
use wardroom_core::Directory;

use crate::cast::{Scene, operator};

#[tokio::test]
async fn the_palette_goes_does_and_says_why_not() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    assert_snapshot!(console.press(":").await.screen(), @"
    [TEST] accounts · 0 ms       ana · admin · step-up until 14:37:07Z · ! no worker
     users                                  ~247 users · CREATED ↓ · as of 14:32:07Z
      STATUS       LOGIN                      NAME             2FA      SESS   SEEN
    ▌ ■ locked     mallory@evil.test          Mallory Evans    none        3   32 m
      ● active     alice@acme.test            Alice Novák      totp        2   45 m
      ◇ ╭─ : go or do ─────────────────────────────────────────────────────────╮6 m
      ● │ > __________________________________________________________________ │7 m
      ○ │                                                                      │8 m
      ● │ ▌ do  open what the cursor is on  mallory@evil.test            Enter │9 m
      ● │   do  filter as you type                                           / │0 m
      ● │   do  choose the column to sort by; again to flip                  s │1 h
      ● │   do  count exactly, where the list estimates                      # │1 h
      ● │   do  show or hide the peek pane                                   p │1 h
      ● │   do  unlock this user  mallory@evil.test                          u │1 h
      ● │   do  end all sessions of this user…  mallory@evil.test            E │1 h
      ● │   do  issue a 24-hour recovery code…  mallory@evil.test            C │1 h
      ● │   do  issue ten recovery codes…  mallory@evil.test                   │1 h
      ● │   do  void the recovery codes…  mallory@evil.test                    │1 h
      ● ╰──────────────────────────────── Enter accept  Tab complete  Esc back ╯1 h
      ● active     user0009@crowd.test        Given Family     totp        0    1 h
      ● active     user0010@crowd.test        Given Family     none        0    1 h
      ● active     user0011@crowd.test        Given Family     none        0    1 h

     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do
    ");
    console.press("filter⏎ali").await;
    assert!(console.screen().contains(" / ali"), "{}", console.screen());
    console.press("⏎⏎:end this session↓⏎").await;
    assert!(
        console.screen().contains("not now: choose a live session"),
        "{}",
        console.screen()
    );
    console.press("⎋?").await;
    assert!(console.screen().contains("? keys"));
    console.press("⎋:users⏎").await;
    assert!(console.screen().contains("STATUS"));
}

#[tokio::test]
async fn help_hints_and_texts_follow_the_operators_own_keys() {
    let scene = Scene::begin().await;
    let mut options = scene.options(Some(operator("ana")));
    let own = "[list]\nfilter = \"f\"\nmark = \"m\"\n[global]\nback = \"ctrl-g\"\n[users]\nend-all-sessions = \"X\"\n";
    let own = toml::de::DeTable::parse(own).unwrap();
    options.keymap = options.keymap.overridden(own.get_ref()).unwrap();
    let mut console = Console::start(options, 80, 24).await;
    let hints = console.screen();
    assert!(
        hints.contains(" f filter ") && !hints.contains("/ filter"),
        "{hints}"
    );
    let marked = console.press("␣m").await.screen();
    assert!(
        marked.contains("1 marked; X ends every session of them, Ctrl-g unmarks"),
        "{marked}"
    );
    let help = console.press("^g?filter").await.screen();
    let row = help
        .lines()
        .find(|line| line.contains("filter as you type"));
    assert!(row.is_some_and(|row| row.contains(" f ")), "{help}");
    let palette = console.press("⎋⎋:filter").await.screen();
    let row = palette
        .lines()
        .find(|line| line.contains("filter as you type"));
    assert!(
        row.is_some_and(|row| row.contains(" f ") && !row.contains('/')),
        "{palette}"
    );
    let none = console.press("⎋⎋fnobody-of-that-name⏎").await.screen();
    assert!(
        none.contains("no user passes this filter; Ctrl-g clears it"),
        "{none}"
    );
    assert!(
        console
            .press("^g")
            .await
            .screen()
            .contains("mallory@evil.test")
    );
}

#[tokio::test]
async fn a_small_screen_says_so_and_nothing_is_lost() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    console.press("↓↓").await;
    assert_snapshot!(console.resize(40, 10).await.screen(), @"

    This screen is 40 x 10.
    The console needs 60 x 16; 80 x 24 is
    comfortable.

    Make the window larger, or run
      wardroom users list

    q quit
    ");
    console.press("jjx").await;
    let list = console.resize(80, 24).await.screen();
    assert!(
        list.lines()
            .any(|line| line.starts_with('▌') && line.contains("bob@")),
        "{list}"
    );
    console.resize(40, 10).await.press("q").await;
    assert!(console.has_left());
}

#[tokio::test]
async fn an_idle_console_sleeps_and_wrong_keys_do_nothing() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 24).await;
    assert_eq!(console.next_wakeup(), None);
    let before = console.screen();
    console.press("ZXQ!%&^x^y").await;
    assert_eq!(console.screen(), before);
}

#[tokio::test]
async fn when_the_database_goes_the_rows_stay() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    close(&scene.directory).await;
    assert_snapshot!(console.press("r").await.screen(), @r"
    [TEST] accounts · sqlite · 0 ms            ana · admin · step-up until 14:37:07Z
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
     !! database: attempted to acquire a connection on a closed pool; r tries again
     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do
    ");
    assert_eq!(console.next_wakeup(), None);
}

async fn close(directory: &Directory) {
    directory.close().await;
}

#[tokio::test]
async fn nobody_can_sign_in_without_bookkeeping_and_the_screen_says_so() {
    let scene = Scene::begin().await;
    let mut options = scene.options(Some(operator("ana")));
    options.opened.unsigned =
        Some("read-only: this directory has no bookkeeping yet; run `wardroom init`".into());
    let mut console = Console::start(options, 80, 16).await;
    let screen = console.screen();
    assert!(
        screen.contains("[read-only]")
            && screen.contains("unsigned")
            && screen.contains("wardroom init"),
        "{screen}"
    );
    assert!(screen.contains("m***@e***"), "{screen}");
}
