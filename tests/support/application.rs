//! The application of the scenes, and dora, who signs in with a password.

use std::sync::LazyLock;

use crate::cast::Stage;
use secrecy::SecretString;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::password::hash;
use wardroom_core::db::{Conn, sql};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings, SignIn, SignedIn, Visit};
use wardroom_core::model::{EventKind, Id, Refusal, TimelineCursor, TokenFault, UserId};
use wardroom_core::{Error, model::Moment};

/// Active, verified, with a password and nothing else.
pub const DORA: &str = "dora@mail.example";
/// The seed of the application's key ring.
pub const RING: u64 = 43;
/// What dora signs in with.
pub const PASSWORD: &str = "a quiet night on the bridge";

const USER: &str = "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.password_hash}, {user.password_changed_at}, {user.created_at}, {user.updated_at})
    VALUES ($1, $2, $2, $3, $4, $3, $3, $3)";

const TOTP: &str = "INSERT INTO {totp_factor} ({totp_factor.id}, {totp_factor.user_id}, {totp_factor.label},
    {totp_factor.secret_sealed}, {totp_factor.key_version}, {totp_factor.created_at}, {totp_factor.confirmed_at})
    VALUES ($1, $2, 'phone', $3, 1, $4, $4)";

const MAILS: &str = "SELECT {m.mail.template} AS template FROM {mail} m WHERE {m.mail.user_id} = $1
    ORDER BY {m.mail.created_at}, {m.mail.id}";

static HASH: LazyLock<String> =
    LazyLock::new(|| hash(&PASSWORD.into(), &SeededEntropy::new(41)).unwrap());

/// The application's accounts, with default settings.
pub fn accounts(world: &Stage) -> Accounts {
    with(world, Settings::default())
}

/// The application's accounts, with these settings.
pub fn with(world: &Stage, settings: Settings) -> Accounts {
    Accounts::new(world.directory.clone(), ring(), settings).unwrap()
}

/// The application's key ring.
pub fn ring() -> KeyRing {
    KeyRing::generate(&SeededEntropy::new(RING))
}

/// The same ring once a version was added.
pub fn grown_ring() -> KeyRing {
    let mut ring = ring();
    ring.add(&SeededEntropy::new(RING + 1));
    ring
}

/// Somebody at home.
pub fn visit() -> Visit {
    Visit::new(Some([192, 0, 2, 7].into()), Some("Firefox on Linux"))
}

/// Lets dora move in.
pub async fn dora(world: &Stage) -> UserId {
    newcomer(world, DORA).await
}

/// Lets somebody else move in, with dora's password.
pub async fn newcomer(world: &Stage, email: &str) -> UserId {
    let id: Id = world.id();
    let statement = sql(USER)
        .bind(&id)
        .bind(email)
        .bind(world.at(world.now()))
        .bind(HASH.clone());
    world.run(statement).await;
    UserId(id)
}

/// Gives a user a confirmed authenticator whose secret nobody knows.
pub async fn with_totp(world: &Stage, user: &UserId) {
    let statement = sql(TOTP)
        .bind(world.id())
        .bind(&user.0)
        .bind(vec![7; 40])
        .bind(world.at(world.now()));
    world.run(statement).await;
}

/// The templates of the mails queued to a user, oldest first.
pub async fn mails(world: &Stage, user: &UserId) -> Vec<String> {
    let statement = sql(MAILS).bind(&user.0);
    let rows: Vec<(String,)> = world.db.clone().all(statement).await.unwrap();
    rows.into_iter().map(|(template,)| template).collect()
}

/// dora's password.
pub fn password() -> SecretString {
    PASSWORD.into()
}

/// Signs dora in.
pub async fn signed_in(accounts: &Accounts) -> SignedIn {
    match accounts.sign_in(DORA, password(), &visit()).await.unwrap() {
        SignIn::Done(signed_in) => *signed_in,
        other => panic!("something is missing: {other:?}"),
    }
}

/// Why it was refused.
#[track_caller]
pub fn refusal<T>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused { refusal, .. }) => refusal,
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was let in"),
    }
}

/// Why a token does not count.
#[track_caller]
pub fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> TokenFault {
    match result {
        Err(Error::Token(fault)) => fault,
        other => panic!("not for the token: {other:?}"),
    }
}

/// What happened to a user, newest first, in words.
pub async fn events(world: &Stage, user: &UserId) -> Vec<EventKind> {
    let page = world
        .directory
        .timeline(user, &TimelineCursor::default(), 100)
        .await
        .unwrap();
    page.rows
        .into_iter()
        .filter_map(|moment| match moment {
            Moment::Event(event) => Some(event.kind.parse().unwrap()),
            Moment::Audit(_) => None,
        })
        .collect()
}
