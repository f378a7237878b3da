//! dora's phone, which shows the codes of what it scanned, and what makes dora need one.

use data_encoding::BASE32_NOPAD;
use secrecy::{ExposeSecret, SecretString};
use wardroom_core::crypto::token::Token;
use wardroom_core::crypto::totp::TotpSecret;
use wardroom_core::db::{Conn, sql};
use wardroom_core::flow::{Accounts, SignIn, SignedIn, TotpEnrolment, Waiting};
use wardroom_core::model::{Ts, UserId};

use crate::application::{DORA, password, signed_in, visit};
use crate::cast::World;

const MEMBER: &str =
    "INSERT INTO {membership} ({membership.id}, {membership.user_id}, {membership.role},
    {membership.created_at}) VALUES ($1, $2, $3, $4)";

/// An authenticator app with one account in it.
#[derive(Debug)]
pub struct Phone(TotpSecret);

impl Phone {
    /// Scans what is shown once.
    pub fn scan(shown: &TotpEnrolment) -> Self {
        let text = shown.secret.expose_secret().replace(' ', "");
        let bytes = BASE32_NOPAD.decode(text.as_bytes()).unwrap();
        Self(TotpSecret::from_bytes(&bytes).unwrap())
    }

    /// What it shows at `now`.
    pub fn shows(&self, now: Ts) -> SecretString {
        self.0.code_at(now.unix_seconds())
    }

    /// Six digits that it does not show at `now`, nor a step before or after.
    pub fn never_shows(&self, now: Ts) -> SecretString {
        let near = [-30, 0, 30].map(|s| self.0.code_at(now.unix_seconds() + s));
        let wrong = (0..).map(|n| format!("{n:06}"));
        let wrong = wrong
            .into_iter()
            .find(|w| near.iter().all(|c| c.expose_secret() != w));
        wrong.unwrap().into()
    }
}

/// dora with a phone that counts, and the session it was enrolled in.
pub async fn with_phone(accounts: &Accounts, world: &World) -> (Phone, SignedIn) {
    let session = signed_in(accounts).await;
    let phone = enrol(accounts, world, &session.token).await;
    (phone, session)
}

/// Enrols one more phone in a session.
pub async fn enrol(accounts: &Accounts, world: &World, session: &Token) -> Phone {
    let phone = Phone::scan(&accounts.begin_totp(session, "phone").await.unwrap());
    let code = phone.shows(world.now());
    accounts
        .confirm_totp(session, &code, &visit())
        .await
        .unwrap();
    phone
}

/// Signs dora in with the password alone, which is not enough.
pub async fn waiting(accounts: &Accounts) -> Waiting {
    match accounts.sign_in(DORA, password(), &visit()).await.unwrap() {
        SignIn::SecondFactor(waiting) | SignIn::Enrolment(waiting) => waiting,
        other => panic!("nothing is missing: {other:?}"),
    }
}

/// The session of a sign-in that is through.
#[track_caller]
pub fn done(sign_in: SignIn) -> SignedIn {
    match sign_in {
        SignIn::Done(signed_in) => *signed_in,
        other => panic!("something is missing: {other:?}"),
    }
}

/// Gives a user a role over the whole platform.
pub async fn grant(world: &World, user: &UserId, role: &str) {
    let row = sql(MEMBER).bind(world.id()).bind(&user.0).bind(role);
    world.run(row.bind(world.at(world.now()))).await;
}

/// What a user was told by mail, as sorted templates.
pub async fn told(world: &World, user: &UserId) -> Vec<String> {
    let text = "SELECT {m.mail.template} AS template FROM {mail} m
        WHERE {m.mail.user_id} = $1 ORDER BY {m.mail.template}";
    let rows: Vec<(String,)> = world.db.clone().all(sql(text).bind(&user.0)).await.unwrap();
    rows.into_iter().map(|row| row.0).collect()
}
