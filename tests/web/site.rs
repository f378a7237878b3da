//! The application on loopback, over a fresh directory; its clock stands still until told to move.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, FixedClock, SystemClock};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::totp::TotpSecret;
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::entropy::OsEntropy;
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::job::{self, Outgoing, Post, Undelivered};
use wardroom_core::layout::Layout;
use wardroom_core::model::User;
use wardroom_core::store::Parts;
use wardroom_tests::database::{Fresh, Template};

use crate::app;
use wardroom_tests::browser::Browser;

/// A migrated directory without rows.
pub(crate) static MIGRATED: Template = Template::new("web", |url| {
    Box::pin(async move {
        let target: Target = url.parse().unwrap();
        for set in Set::NEEDED {
            up(&Place::own(&target), set).await.unwrap();
        }
    })
});

/// What everybody here signs in with.
pub(crate) const PASSWORD: &str = "a quiet night on the bridge";

/// The application, served.
pub(crate) struct Site {
    pub(crate) accounts: Accounts,
    pub(crate) directory: Directory,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) base: String,
    ring: String,
}

/// A mail as its reader has it.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Letter {
    /// The one line that stands by itself: a code or a link.
    pub(crate) fn secret(&self) -> &str {
        let alone = self.text.lines().find_map(|line| line.strip_prefix("    "));
        alone.unwrap_or_else(|| panic!("no secret in {}", self.text))
    }

    /// The token of the link it carries.
    pub(crate) fn token(&self) -> &str {
        self.secret().split_once("#token=").unwrap().1
    }
}

#[derive(Default)]
struct Pillar(Mutex<Vec<Letter>>);

#[async_trait]
impl Post for Pillar {
    async fn send(&self, mail: &Outgoing) -> Result<(), Undelivered> {
        self.0.lock().unwrap().push(Letter {
            to: mail.recipient.clone(),
            subject: mail.subject.clone(),
            text: mail.text.expose_secret().to_owned(),
        });
        Ok(())
    }
}

impl Site {
    /// The application over this database, from now on.
    pub(crate) async fn open(db: &Fresh) -> Self {
        Self::with(db, Vec::new()).await
    }

    /// The same, with others who say who somebody is.
    pub(crate) async fn with(db: &Fresh, providers: Vec<app::Provider>) -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let ring = KeyRing::generate(&OsEntropy);
        let text = ring.to_text().expose_secret().to_owned();
        let clock = Arc::new(FixedClock::at(SystemClock.now()));
        let parts = Parts {
            clock: clock.clone(),
            ..Parts::default()
        };
        let target: Target = db.url().parse().unwrap();
        let pool = connect(&target, Access::Write, 8).await.unwrap();
        let directory = Directory::new(&pool, Layout::own(), "public", parts);
        let mut settings = Settings::default();
        settings.site_url.clone_from(&base);
        let accounts = Accounts::new(directory.clone(), ring, settings).unwrap();
        let app = app::App::new(accounts.clone(), "https://partner.example", providers).unwrap();
        let service = app::router(app).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self {
            accounts,
            directory,
            clock,
            base,
            ring: text,
        }
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::at(&self.base)
    }

    pub(crate) fn wait(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// Everything the outbox holds that was not sent before.
    pub(crate) async fn mail(&self) -> Vec<Letter> {
        let ring = KeyRing::parse(&self.ring.as_str().into()).unwrap();
        let site = job::Site {
            name: "Bridge".to_owned(),
            contact: "help@bridge.example".to_owned(),
        };
        let pillar = Pillar::default();
        job::send_mail(
            &self.directory,
            &ring,
            &site,
            &pillar,
            self.directory.now(),
            || false,
        )
        .await
        .unwrap();
        pillar.0.into_inner().unwrap()
    }

    /// The newest mail to `to` that carries something.
    pub(crate) async fn letter(&self, to: &str) -> Letter {
        let mail = self.mail().await;
        let carries = |letter: &&Letter| letter.to == to && letter.text.contains("\n    ");
        mail.iter()
            .rev()
            .find(carries)
            .unwrap_or_else(|| panic!("nothing for {to} in {mail:?}"))
            .clone()
    }

    /// Somebody who registered, verified, and is signed in.
    pub(crate) async fn member(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let registered = browser.post(
            "/api/register",
            json!({ "email": email, "password": PASSWORD }),
        );
        assert_eq!(registered.status, 202, "{}", registered.body);
        let code = self.letter(email).await.secret().to_owned();
        let proof = json!({ "email": email, "code": code });
        let answer = browser.post("/api/verify", proof).ok();
        if answer["next"] != Value::Null || !browser.is_signed_in() {
            browser.sign_in(email, PASSWORD).ok();
        }
        assert!(browser.is_signed_in(), "{answer}");
        browser
    }

    pub(crate) async fn user(&self, email: &str) -> User {
        self.directory.user_by_email(email).await.unwrap().unwrap()
    }

    /// What an authenticator with this secret shows now.
    pub(crate) fn code(&self, secret: &str) -> String {
        let bytes = data_encoding::BASE32_NOPAD
            .decode(secret.replace(' ', "").as_bytes())
            .unwrap();
        let secret = TotpSecret::from_bytes(&bytes).unwrap();
        secret
            .code_at(self.directory.now().unix_seconds())
            .expose_secret()
            .to_owned()
    }

    /// Enrols an authenticator; its secret.
    pub(crate) fn enrol(&self, browser: &mut Browser) -> String {
        let begun = browser.post("/api/totp", json!({})).ok();
        let secret = begun["secret"].as_str().unwrap().to_owned();
        browser
            .post("/api/totp/confirm", json!({ "code": self.code(&secret) }))
            .ok();
        self.wait(Duration::from_secs(30));
        secret
    }
}
