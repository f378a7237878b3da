//! A reset that the application takes is planted when its mail leaves, and nobody but the address sees its link.

use std::sync::Mutex;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use wardroom_core::action::user::MailReset;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::job::{Delivered, Outgoing, Post, Site, Undelivered, send_mail};
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_spelling};
use crate::better_auth::rows::Rows;

/// Takes mails, or fails once.
#[derive(Default)]
struct Pillar {
    mails: Mutex<Vec<(String, String)>>,
    fails: Mutex<bool>,
}

#[async_trait]
impl Post for Pillar {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        if std::mem::take(&mut *self.fails.lock().unwrap()) {
            return Err(Undelivered::Later("the server was busy".to_owned()));
        }
        let text = mail.text.expose_secret().to_owned();
        self.mails
            .lock()
            .unwrap()
            .push((mail.recipient.clone(), text));
        Ok(())
    }
}

async fn deliver(wardroom: &Attached, post: &Pillar) -> Delivered {
    let ring: &KeyRing = &wardroom.ring;
    let site = Site {
        name: "Shop".to_owned(),
        contact: "help@shop.example".to_owned(),
    };
    let now = wardroom.now();
    send_mail(&wardroom.directory, ring, &site, post, now, || false)
        .await
        .unwrap()
}

const PAGE: (&str, &str) = ("reset_page", "https://shop.example/set-password");

every_spelling! {
    async fn the_row_is_planted_when_the_mail_leaves_and_again_at_a_retry(world: World) {
        let wardroom = world.attach(&[PAGE]).await;
        let user = wardroom.id_of(ALICE).await;
        let (said, done, rows) = world.act(&wardroom, MailReset { user }).await;
        assert_eq!(said, [
            "a link to set a new password is mailed to alice@mail.example",
            "links mailed before count no more once it leaves",
        ]);
        assert!(done.remains[0].starts_with("the link is made when the worker mails it"), "{:?}", done.remains);
        assert_eq!(rows, [vec![], vec![]] as [Vec<String>; 2], "nothing is planted yet");
        let post = Pillar { fails: Mutex::new(true), ..Pillar::default() };
        assert_eq!(deliver(&wardroom, &post).await.later, 1);
        let tried = Rows::of(&world, wardroom.now()).await;
        wardroom.wait(std::time::Duration::from_secs(90));
        assert_eq!(deliver(&wardroom, &post).await.sent, 1);
        let sent = Rows::of(&world, wardroom.now()).await;
        let [gone, new] = tried.to(&sent);
        assert!(gone.iter().any(|row| row.starts_with("verification|reset-password:")), "the one before: {gone:?}");
        let mails = post.mails.lock().unwrap().clone();
        assert_eq!(mails[0].0, ALICE);
        let (_, token) = mails[0].1.split_once("https://shop.example/set-password?token=").unwrap();
        let token = &token[..24];
        assert_eq!(new, [format!("verification|reset-password:{token}|alice|now+3600000ms|now+0ms|now+0ms")]);
        let left = world.texts("SELECT identifier FROM verification WHERE identifier LIKE 'reset-password:%' ORDER BY 1").await;
        assert_eq!(left, [format!("reset-password:{token}"), "reset-password:his".to_owned()].iter().collect::<std::collections::BTreeSet<_>>().into_iter().cloned().collect::<Vec<_>>());
        let dump = world.db.dump().await;
        assert_eq!(dump.matches(token).count(), 1, "it rests in the application's row and nowhere else");
    }

    async fn a_changed_address_gets_nothing(world: World) {
        let wardroom = world.attach(&[PAGE]).await;
        let user = wardroom.id_of(BOB).await;
        world.act(&wardroom, MailReset { user }).await;
        world.run("UPDATE \"user\" SET email = 'new@mail.example' WHERE id = 'bob'").await;
        let post = Pillar::default();
        assert_eq!(deliver(&wardroom, &post).await.dead, 1);
        assert!(post.mails.lock().unwrap().is_empty());
        assert_eq!(world.texts("SELECT id FROM verification WHERE identifier = 'reset-password:his'").await, ["v4"]);
    }

    async fn the_page_is_asked_for_and_never_guessed(world: World) {
        let wardroom = world.attach(&[("base_url", "https://shop.example/api/auth")]).await;
        let user = wardroom.id_of(BOB).await;
        let why = world.refused(&wardroom, MailReset { user }).await.to_string();
        assert!(why.contains("on which page") && why.contains("set reset_page"), "{why}");
    }

    async fn who_never_had_a_password_gets_one_more_way_in(world: World) {
        let wardroom = world.attach(&[PAGE]).await;
        let mail = MailReset { user: wardroom.id_of(BOB).await };
        let said = wardroom_core::action::preview(&wardroom.directory, &mail).await.unwrap();
        assert!(said.warnings.iter().any(|w| w.starts_with("the account has no password")), "{said:?}");
    }
}

/// Brings what is due on its way.
pub(super) async fn delivered(wardroom: &Attached) {
    assert_eq!(deliver(wardroom, &Pillar::default()).await.sent, 3);
}
