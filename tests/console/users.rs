//! The users list: finding, moving, sorting, counting.

use insta::assert_snapshot;

use crate::cast::Scene;

#[tokio::test]
async fn the_list_shows_the_newest_and_who_is_who() {
    let scene = Scene::begin().await;
    let mut console = scene.console(80, 16).await;
    assert_snapshot!(console.screen(), @r"
    [TEST] accounts · sqlite · 0 ms            ana · admin · step-up until 14:36:07Z
     users                                              ~247 users · as of 14:32:07Z
      STATUS       LOGIN                            2FA      SESS   SEEN CREATED ↓
    ▌ ■ locked     mallory@evil.test                none        3   32 m 2025-10-16
      ● active     alice@acme.test                  totp        2   45 m 2025-10-16
      ◇ unverified bob@acme.test                    none        0   46 m 2025-10-16
      ● active     li.wei@northwind.test            totp        1   47 m 2025-10-16
      ○ disabled   samira@contoso.test              totp        0   48 m 2025-10-16
      ● active     borek@globex.test                totp        1   49 m 2025-10-16
      ● active     alerts\u{1b}[2J@x.test           none        0   50 m 2025-10-16
      ● active     user0000@crowd.test              totp        0    1 h 2025-10-16
      ● active     user0001@crowd.test              none        0    1 h 2025-10-16
      ● active     user0002@crowd.test              none        0    1 h 2025-10-16
      ● active     user0003@crowd.test              totp        0    1 h 2025-10-16

     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do
    ");
    assert_snapshot!(console.resize(120, 20).await.screen(), @r"
    [TEST] accounts · sqlite · 0 ms                                                    ana · admin · step-up until 14:36:07Z
     users                                                                                      ~247 users · as of 14:32:07Z
      STATUS       LOGIN                      2FA      SESS   SEEN CREATED ↓  │ mallory@evil.test ───────────────── p hides
    ▌ ■ locked     mallory@evil.test          none        3   32 m 2025-10-16 │ Mallory Evans · 00000000-0000-0000-0000-000…
      ● active     alice@acme.test            totp        2   45 m 2025-10-16 │
      ◇ unverified bob@acme.test              none        0   46 m 2025-10-16 │ ■ locked, opens by itself at 14:36:07Z
      ● active     li.wei@northwind.test      totp        1   47 m 2025-10-16 │
      ○ disabled   samira@contoso.test        totp        0   48 m 2025-10-16 │ ok  password  set 1 y ago
      ● active     borek@globex.test          totp        1   49 m 2025-10-16 │ !   2FA       none
      ● active     alerts\u{1b}[2J@x.test     none        0   50 m 2025-10-16 │ ok  email     verified 2025-10-16
      ● active     user0000@crowd.test        totp        0    1 h 2025-10-16 │ !   failures  10 since the last sign-in
      ● active     user0001@crowd.test        none        0    1 h 2025-10-16 │ ok  sessions  3 live
      ● active     user0002@crowd.test        none        0    1 h 2025-10-16 │
      ● active     user0003@crowd.test        totp        0    1 h 2025-10-16 │
      ● active     user0004@crowd.test        none        0    1 h 2025-10-16 │
      ● active     user0005@crowd.test        none        0    1 h 2025-10-16 │
      ● active     user0006@crowd.test        totp        0    1 h 2025-10-16 │
      ● active     user0007@crowd.test        none        0    1 h 2025-10-16 │

     ? help  Enter open  / filter  s sort  p peek  u unlock  y copy  : go/do  r refresh  Y CLI  q back
    ");
}
