//! The same over Supabase Auth, on PostgreSQL: its own rows, and its own things that cannot be done.

use wardroom::console::headless::Console;
use wardroom_core::layout::AppSettings;
use wardroom_tests::cast::Attached;
use wardroom_tests::database::{Engine, Fresh, run};
use wardroom_tests::supabase::SUPABASE;

use crate::desk::{at, newest};

fn scene<F, Fut>(scene: F)
where
    F: FnOnce(Attached, Fresh) -> Fut,
    Fut: Future<Output = ()>,
{
    run(Engine::Postgres, &SUPABASE, |db| async move {
        let wardroom = Attached::to(&db, &AppSettings::default()).await;
        scene(wardroom, db).await;
    });
}

async fn page(wardroom: &Attached, address: &str) -> Console {
    let mut console = at(wardroom, &wardroom.troupe.ana, address).await;
    console.press("⏎").await;
    console
}

#[test]
fn an_address_is_taken_as_proved_where_the_application_looks() {
    scene(|wardroom, db| async move {
        let mut console = page(&wardroom, "bob").await;
        let page = console.press("6").await.screen();
        assert!(
            page.contains("identity google") && page.contains("bob@mail.example"),
            "{page}"
        );
        console.press("Pasked in person⏎⏎⇥⏎").await;
        let done = console.screen();
        assert!(
            done.contains("took as proved the address of bob@mail.example"),
            "{done}"
        );
        let proved = "SELECT email::text FROM auth.users WHERE email_confirmed_at > now() - interval '1 hour'";
        assert_eq!(db.texts(proved).await, ["bob@mail.example"]);
        assert_eq!(newest(&wardroom).await.verb, "users verify-email");
    });
}

#[test]
fn the_last_way_in_is_left() {
    scene(|wardroom, db| async move {
        let mut console = page(&wardroom, "bob").await;
        let refused = console.press("6U").await.screen();
        assert!(
            refused.contains("nothing was changed") && !refused.contains("Why?"),
            "{refused}"
        );
        let left = db
            .texts("SELECT provider FROM auth.identities WHERE provider = 'google'")
            .await;
        assert_eq!(left, ["google"]);
    });
}

#[test]
fn a_passkey_is_removed_from_its_row() {
    scene(|wardroom, db| async move {
        let mut console = at(&wardroom, &wardroom.troupe.ana, "alice").await;
        let factors = console.press("↓⏎3").await.screen();
        assert!(
            factors.contains("laptop") && factors.contains("tablet"),
            "{factors}"
        );
        console.press("⇲Xnot hers⏎⏎⇥⏎").await;
        let done = console.screen();
        assert!(
            done.contains("removed a passkey of alice@mail.example"),
            "{done}"
        );
        let left = db
            .texts("SELECT id::text FROM auth.webauthn_credentials")
            .await;
        assert!(left.is_empty(), "{left:?}");
    });
}

#[test]
fn what_it_does_not_have_is_said_and_not_offered() {
    scene(|wardroom, db| async move {
        let mut console = page(&wardroom, "bob").await;
        for (keys, why) in [
            ("B", "it has no recovery codes; reset the factors"),
            ("C", "it has no recovery codes; reset the factors"),
            ("F", "it has no lock beside the ban"),
            ("u", "it keeps no lock and counts no failures"),
            ("6s", "it has no API keys of users"),
            ("X", "it has no organizations to invite to"),
        ] {
            let screen = console.press(keys).await.screen();
            assert!(
                screen.contains(&format!("not here: {why}")),
                "{keys}: {screen}"
            );
            let hints = screen.lines().last().unwrap();
            for word in ["codes", "freeze", "unlock", "key…", "revoke"] {
                assert!(!hints.contains(word), "{hints}");
            }
        }
        let sessions = db.texts("SELECT count(*)::text FROM auth.sessions").await;
        assert_eq!(sessions, ["4"], "a refusal changed something");
    });
}
