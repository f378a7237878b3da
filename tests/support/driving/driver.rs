//! The application, what it was handed, and what it handed out.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use secrecy::{ExposeSecret, SecretString};
use wardroom_core::Error;
use wardroom_core::crypto::recovery_code::RecoveryCode;
use wardroom_core::crypto::token::Token;
use wardroom_core::flow::{Accounts, Settings, SignIn, SignedIn, TotpEnrolment, Waiting};
use wardroom_core::model::{Caller, UserId};

use crate::application::{self, PASSWORD, newcomer, visit};
use crate::cast::Stage;
use crate::phone::Phone;
use crate::trail::Trail;

/// What the application's mail server asks for.
const MAIL_PASSWORD: &str = "the-mail-servers-own-password";

/// How long a lost answer to a refresh may be asked for again.
pub(super) const GRACE: Duration = Duration::from_secs(10);

/// An application that is being driven.
pub struct Driver<'s> {
    /// Where it plays.
    pub stage: &'s Stage,
    /// Its accounts.
    pub accounts: Accounts,
    /// Every secret it was handed or handed out, and how each answer prints.
    pub trail: Trail,
    /// Who helps those who lost a factor; their own was shown just now.
    pub(super) support: Caller,
    /// Sets this drive's people apart from those of another in the same directory.
    tag: String,
    driven: BTreeSet<&'static str>,
}

/// Calls a verb of the accounts, notes that it was driven, and keeps how its answer prints.
#[macro_export]
macro_rules! drive {
    ($driver:ident.$verb:ident($($given:expr),* $(,)?)) => {{
        let accounts = $driver.accounts.clone();
        let answer = accounts.$verb($($given),*).await;
        $driver.saw(stringify!($verb), &answer);
        answer
    }};
}

impl<'s> Driver<'s> {
    /// Opens the application.
    pub fn open(stage: &'s Stage, support: Caller, tag: impl Into<String>) -> Self {
        let mut settings = Settings::default();
        settings.refresh_grace = GRACE;
        settings.smtp_url = format!("smtps://bridge:{MAIL_PASSWORD}@mail.example").into();
        let mut driver = Self {
            stage,
            accounts: application::with(stage, settings),
            trail: Trail::default(),
            support,
            tag: tag.into(),
            driven: BTreeSet::new(),
        };
        driver
            .trail
            .secret("the mail server's password", MAIL_PASSWORD);
        driver.prints("the accounts", &driver.accounts.clone());
        driver.prints("the settings", &driver.accounts.settings().clone());
        driver.keys();
        driver
    }

    /// The address of somebody of this drive.
    pub(super) fn address(&self, name: &str) -> String {
        format!("{name}{}@mail.example", self.tag)
    }

    /// A name of this drive's own.
    pub(super) fn named(&self, name: &str) -> String {
        format!("{name}{}", self.tag)
    }

    /// The key ring, which the application was opened with.
    fn keys(&mut self) {
        let text = application::ring().to_text();
        let (_, key) = text.expose_secret().trim().rsplit_once(':').unwrap();
        let raw = BASE64URL_NOPAD.decode(key.as_bytes()).unwrap();
        self.trail.secret("the key ring's key", raw);
    }

    /// The verbs that were called.
    pub fn driven(&self) -> &BTreeSet<&'static str> {
        &self.driven
    }

    /// Notes a verb's answer as a careless program would print it.
    pub fn saw<T: Debug>(&mut self, verb: &'static str, answer: &Result<T, Error>) {
        self.driven.insert(verb);
        let said = match answer {
            Ok(value) => format!("{value:?} {value:#?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        self.trail.place(format!("what {verb} returned"), said);
    }

    /// Something the application holds, as it prints.
    pub(super) fn prints(&mut self, name: &str, value: &impl Debug) {
        let form = format!("{value:?} {value:#?}");
        self.trail
            .place(format!("the printed form of {name}"), form);
    }

    /// A password that is about to be handed over.
    pub(super) fn password(&mut self, text: &'static str) -> SecretString {
        self.trail.secret("a password", text);
        text.into()
    }

    pub(super) fn token(&mut self, name: &'static str, token: &Token) {
        self.trail.secret(name, token.expose());
        let raw = BASE64URL_NOPAD.decode(token.expose().as_bytes()).unwrap();
        self.trail.secret(name, raw);
    }

    /// The credentials of a session.
    pub(super) fn session(&mut self, signed_in: SignedIn) -> SignedIn {
        self.token("a session's token", &signed_in.token);
        self.token("a refresh token", &signed_in.refresh);
        signed_in
    }

    /// A sign-in that is through.
    #[track_caller]
    pub(super) fn inside(&mut self, answer: Result<SignIn, Error>) -> SignedIn {
        match answer.unwrap() {
            SignIn::Done(signed_in) => self.session(*signed_in),
            other => panic!("something is missing: {other:?}"),
        }
    }

    /// A sign-in that waits for more.
    #[track_caller]
    pub(super) fn waiting(&mut self, answer: Result<SignIn, Error>) -> Waiting {
        match answer.unwrap() {
            SignIn::SecondFactor(waiting)
            | SignIn::NewPassword(waiting)
            | SignIn::Enrolment(waiting) => {
                self.token("a challenge", &waiting.challenge);
                waiting
            }
            other @ SignIn::Done(_) => panic!("nothing is missing: {other:?}"),
        }
    }

    /// Somebody new, and their first session.
    pub(super) async fn newcomer(&mut self, email: &str) -> (UserId, SignedIn) {
        let id = newcomer(self.stage, email).await;
        let answer = self.sign_in(email).await;
        (id, self.inside(answer))
    }

    /// Signs a newcomer in by password.
    pub(super) async fn sign_in(&mut self, email: &str) -> Result<SignIn, Error> {
        let password = self.password(PASSWORD);
        drive!(self.sign_in(email, password, &visit()))
    }

    /// What a phone is shown.
    pub(super) fn phone(&mut self, shown: &TotpEnrolment) -> Phone {
        let text = shown.secret.expose_secret();
        self.trail.secret("an authenticator's secret", text);
        let seed = BASE32_NOPAD.decode(text.replace(' ', "").as_bytes());
        self.trail.secret("an authenticator's seed", seed.unwrap());
        Phone::scan(shown)
    }

    /// What a phone shows in the next step.
    pub(super) fn shows(&mut self, phone: &Phone) -> SecretString {
        self.stage.wait(Duration::from_secs(30));
        let code = phone.shows(self.stage.now());
        self.trail
            .secret("what an authenticator shows", code.expose_secret());
        code
    }

    /// Recovery codes as they are shown.
    pub(super) fn codes(&mut self, codes: &[RecoveryCode]) {
        for code in codes {
            let shown = code.grouped();
            self.trail.secret("a recovery code", shown.expose_secret());
        }
    }
}
