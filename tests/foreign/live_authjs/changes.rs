//! What only the worker or a notice stands behind, asked of the library: links, proved addresses, linked accounts.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::time::Duration;

use secrecy::ExposeSecret;
use wardroom_core::entropy::OsEntropy;
use wardroom_core::layout::{Edit, Link};
use wardroom_core::model::Ts;
use wardroom_tests::apps::AuthJs;
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_app};

const CAROL: &str = "carol@mail.example";

/// The profile of an application that mails links, its secret in a private file.
pub(crate) async fn mailing(world: &World, secret: &str) -> (Attached, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    let mut options = std::fs::OpenOptions::new();
    let mut open = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .unwrap();
    writeln!(open, "{secret}").unwrap();
    let wardroom = world
        .attach_with(&[
            ("secret_file", file.to_str().unwrap()),
            ("base_url", "http://app.example/auth"),
            ("email_provider", "email"),
        ])
        .await;
    (wardroom, folder)
}

/// Plants a link, as the worker does when it mails one.
async fn planted(wardroom: &Attached, email: &str) -> Link {
    let user = wardroom.user(email).await;
    let mut tx = wardroom.db.begin().await.unwrap();
    let layout = wardroom.directory.layout();
    let mut edit = Edit {
        tx: &mut tx,
        layout,
        now: wardroom.now(),
    };
    let link = layout
        .changes()
        .plant_reset(&mut edit, &user, &OsEntropy)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    link
}

every_app! {
    async fn a_planted_link_signs_in_once(world: World) {
        let app = &world.app;
        app.create_user(CAROL);
        let (wardroom, _secret) = mailing(&world, AuthJs::SECRET).await;
        let before = planted(&wardroom, CAROL).await;
        let link = planted(&wardroom, CAROL).await;
        assert!(app.open_link("carol", before.url.expose_secret()).is_err(), "one that was replaced");
        app.open_link("carol", link.url.expose_secret()).unwrap();
        assert_eq!(app.session("carol").as_deref(), Some(CAROL));
        assert!(app.open_link("mallory", link.url.expose_secret()).is_err(), "a second time");
        assert_eq!(app.session("mallory"), None);
        assert!(app.user(CAROL)["emailVerified"].is_string());
    }

    async fn one_of_another_secret_signs_nobody_in(world: World) {
        let app = &world.app;
        let (wardroom, _secret) = mailing(&world, "not the secret of this application").await;
        let link = planted(&wardroom, ALICE).await;
        assert!(app.open_link("mallory", link.url.expose_secret()).is_err());
        assert_eq!(app.session("mallory"), None);
    }

    async fn one_for_another_address_signs_nobody_in(world: World) {
        let app = &world.app;
        let (wardroom, _secret) = mailing(&world, AuthJs::SECRET).await;
        let link = planted(&wardroom, ALICE).await.url.expose_secret().replace("alice", "bob");
        assert!(app.open_link("mallory", &link).is_err());
        assert_eq!(app.session("mallory"), None);
    }

    async fn a_verified_address_is_verified_for_the_adapter(world: World) {
        let app = &world.app;
        app.create_user(CAROL);
        assert!(app.user(CAROL)["emailVerified"].is_null());
        let wardroom = world.attach().await;
        let carol = wardroom.id_of(CAROL).await;
        let mut tx = wardroom.db.begin().await.unwrap();
        let layout = wardroom.directory.layout();
        let mut edit = Edit { tx: &mut tx, layout, now: wardroom.now() };
        assert_eq!(layout.changes().verify_email(&mut edit, &carol).await.unwrap(), 1);
        assert_eq!(layout.changes().verify_email(&mut edit, &carol).await.unwrap(), 0);
        tx.commit().await.unwrap();
        let seen: Ts = app.user(CAROL)["emailVerified"].as_str().unwrap().parse().unwrap();
        let ours = wardroom.user(CAROL).await.email_verified_at.unwrap();
        // Columns of milliseconds round.
        for at in [seen, ours] {
            let apart = at.since(wardroom.now()).max(wardroom.now().since(at));
            assert!(apart <= Duration::from_millis(1), "{at}");
        }
    }

    async fn an_unlinked_account_signs_in_no_more(world: World) {
        let app = &world.app;
        app.link_account(ALICE, "github", "7");
        app.link_account(ALICE, "google", "8");
        app.link_account(BOB, "github", "9");
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let linked = wardroom.directory.identities_of(&alice).await.unwrap();
        let github = linked.iter().find(|i| i.provider == "github").unwrap();
        let mut tx = wardroom.db.begin().await.unwrap();
        let layout = wardroom.directory.layout();
        let mut edit = Edit { tx: &mut tx, layout, now: wardroom.now() };
        let gone = layout.changes().unlink_identity(&mut edit, &alice, &github.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gone, 1);
        assert_eq!(app.user_by_account("github", "7"), None);
        assert_eq!(app.user_by_account("google", "8").as_deref(), Some(ALICE));
        assert_eq!(app.user_by_account("github", "9").as_deref(), Some(BOB));
    }
}
