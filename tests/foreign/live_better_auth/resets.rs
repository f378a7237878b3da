//! The reset that the worker mails is one the application takes, once.

use std::sync::Mutex;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use wardroom_core::action::user::MailReset;
use wardroom_core::job::{Outgoing, Post, Site, Undelivered, send_mail};
use wardroom_tests::apps::SignedIn;
use wardroom_tests::cast::Attached;

use super::{ALICE, BOB, World, every_app};

const NEW: &str = "another quiet night";

/// Keeps what leaves: to whom, and the text.
#[derive(Default)]
struct Tray(Mutex<Vec<(String, String)>>);

#[async_trait]
impl Post for Tray {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        let text = mail.text.expose_secret().to_owned();
        self.0.lock().unwrap().push((mail.recipient.clone(), text));
        Ok(())
    }
}

/// The token of the only link that was mailed, to alice.
async fn mailed(wardroom: &Attached) -> String {
    let tray = Tray::default();
    let site = Site {
        name: "App".to_owned(),
        contact: "help@app.example".to_owned(),
    };
    let now = wardroom.directory.database_now().await.unwrap();
    send_mail(&wardroom.directory, None, &site, &tray, now, || false)
        .await
        .unwrap();
    let sent = tray.0.into_inner().unwrap();
    let with_link: Vec<_> = sent
        .iter()
        .filter(|(_, text)| text.contains("/new-password?token="))
        .collect();
    assert_eq!(with_link.len(), 1, "{} mails", sent.len());
    let (to, text) = with_link[0];
    assert_eq!(to, ALICE);
    let (_, token) = text.split_once("?token=").unwrap();
    token
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect()
}

every_app! {
    async fn the_mailed_link_sets_a_password_once(world: World) {
        let app = &world.app;
        let asked = app.request_password_reset(ALICE);
        let wardroom = world.attach_with(&[("reset_page", "https://app.example/new-password")]).await;
        wardroom.bo(MailReset { user: wardroom.id_of(ALICE).await }).await;
        let token = mailed(&wardroom).await;
        let token = app.open_reset_link(&token).unwrap();
        app.reset_password(&token, NEW).unwrap();
        assert!(app.reset_password(&token, "a third quiet night").unwrap_err().starts_with("INVALID_TOKEN"));
        assert!(app.reset_password(&asked, "a third quiet night").is_err(), "the link before it still counts");
        assert!(app.sign_in("phone", ALICE).is_err());
        assert_eq!(app.sign_in_with("phone", ALICE, NEW), Ok(SignedIn::Whole));
        assert_eq!(app.sign_in("bob", BOB), Ok(SignedIn::Whole));
    }
}
