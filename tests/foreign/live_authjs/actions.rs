//! Operators act as they would, and the application is asked what became of it; whoever it is done to is told by mail.

use std::sync::{Mutex, PoisonError};

use secrecy::ExposeSecret;
use wardroom_core::Error;
use wardroom_core::action::user::{MailReset, VerifyEmail};
use wardroom_core::action::{EndSessions, UnlinkIdentity};
use wardroom_core::job::{Outgoing, Post, Site, Undelivered, send_mail};
use wardroom_core::model::Refusal;
use wardroom_tests::apps::AuthJs;
use wardroom_tests::cast::Attached;

use super::changes::mailing;
use super::{ALICE, BOB, World, every_app};

const CAROL: &str = "carol@mail.example";

/// A post that keeps what it is handed: to whom, and the text.
#[derive(Default)]
struct Bag(Mutex<Vec<(String, String)>>);

#[async_trait::async_trait]
impl Post for Bag {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = mail.text.expose_secret().to_owned();
        kept.push((mail.recipient.clone(), text));
        Ok(())
    }
}

/// What the worker mails now.
async fn mailed(wardroom: &Attached) -> Vec<(String, String)> {
    let bag = Bag::default();
    let site = Site {
        name: "the app".to_owned(),
        contact: "help@app.example".to_owned(),
    };
    send_mail(
        &wardroom.directory,
        None,
        &site,
        &bag,
        wardroom.now(),
        || false,
    )
    .await
    .unwrap();
    bag.0.into_inner().unwrap()
}

every_app! {
    async fn all_sessions_of_one_end_and_they_are_told(world: World) {
        let app = &world.app;
        app.begin_session("phone", ALICE);
        let wardroom = world.attach().await;
        let done = wardroom.bo(EndSessions { user: wardroom.id_of(ALICE).await }).await;
        assert_eq!(done.outcome.sessions, 2);
        assert_eq!((app.session("alice"), app.session("phone")), (None, None));
        assert_eq!(app.session("bob").as_deref(), Some(BOB));
        let told = mailed(&wardroom).await;
        assert_eq!(told.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [ALICE]);
        app.sign_in("alice", ALICE);
        assert_eq!(app.session("alice").as_deref(), Some(ALICE));
    }

    async fn a_link_is_mailed_and_shown_to_nobody(world: World) {
        let app = &world.app;
        app.create_user(CAROL);
        let (wardroom, _secret) = mailing(&world, AuthJs::SECRET).await;
        wardroom.bo(MailReset { user: wardroom.id_of(CAROL).await }).await;
        assert!(world.texts("SELECT token FROM {VerificationToken}").await.is_empty());
        let mails = mailed(&wardroom).await;
        let (to, text) = &mails[0];
        let link = text.split_whitespace().find(|word| word.contains("/callback/")).unwrap();
        assert_eq!(to, CAROL);
        let token = link.split("token=").nth(1).unwrap().split('&').next().unwrap();
        assert!(!world.db.dump().await.contains(token));
        app.open_link("carol", link).unwrap();
        assert_eq!(app.session("carol").as_deref(), Some(CAROL));
        assert!(app.open_link("mallory", link).is_err());
    }

    async fn a_proved_address_is_proved_to_the_adapter(world: World) {
        let app = &world.app;
        app.create_user(CAROL);
        let wardroom = world.attach().await;
        wardroom.bo(VerifyEmail { user: wardroom.id_of(CAROL).await }).await;
        assert!(app.user(CAROL)["emailVerified"].is_string());
    }

    async fn one_of_two_accounts_is_unlinked_and_the_last_way_in_stays(world: World) {
        let app = &world.app;
        app.link_account(ALICE, "github", "7");
        app.link_account(ALICE, "google", "8");
        let wardroom = world.attach().await;
        let alice = wardroom.id_of(ALICE).await;
        let linked = wardroom.directory.identities_of(&alice).await.unwrap();
        let [github, google] = ["github", "google"]
            .map(|provider| linked.iter().find(|i| i.provider == provider).unwrap().id.clone());
        wardroom.bo(UnlinkIdentity { identity: github }).await;
        match wardroom.refused(UnlinkIdentity { identity: google }).await {
            Error::Refused { refusal: Refusal::LastWayIn, .. } => {}
            other => panic!("{other}"),
        }
        assert_eq!(app.user_by_account("github", "7"), None);
        assert_eq!(app.user_by_account("google", "8").as_deref(), Some(ALICE));
    }
}
