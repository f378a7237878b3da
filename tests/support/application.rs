//! The application of the scenes, and dora, who signs in with a password.

use std::sync::LazyLock;

use crate::cast::World;
use secrecy::SecretString;
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::crypto::password::hash;
use wardroom_core::db::{Conn, sql};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings, SignIn, SignedIn, Visit};
use wardroom_core::model::{EventKind, Id, Refusal, TimelineCursor, UserId};
use wardroom_core::{Error, model::Moment};

/// Active, verified, with a password and nothing else.
pub const DORA: &str = "dora@mail.example";
/// What dora signs in with.
pub const PASSWORD: &str = "a quiet night on the bridge";

const USER: &str = "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.password_hash}, {user.password_changed_at}, {user.created_at}, {user.updated_at})
    VALUES ($1, $2, $2, $3, $4, $3, $3, $3)";

static HASH: LazyLock<String> =
    LazyLock::new(|| hash(&PASSWORD.into(), &SeededEntropy::new(41)).unwrap());

/// The application's accounts, with default settings.
pub fn accounts(world: &World) -> Accounts {
    with(world, Settings::default())
}

/// The application's accounts, with these settings.
pub fn with(world: &World, settings: Settings) -> Accounts {
    let ring = KeyRing::generate(&SeededEntropy::new(43));
    Accounts::new(world.directory.clone(), ring, settings).unwrap()
}

/// Somebody at home.
pub fn visit() -> Visit {
    Visit::new(Some([192, 0, 2, 7].into()), Some("Firefox on Linux"))
}

/// Lets dora move in.
pub async fn dora(world: &World) -> UserId {
    let id: Id = world.id();
    let statement = sql(USER)
        .bind(&id)
        .bind(DORA)
        .bind(world.at(world.now()))
        .bind(HASH.clone());
    world.db.clone().execute(statement).await.unwrap();
    UserId(id)
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

/// What happened to a user, newest first, in words.
pub async fn events(world: &World, user: &UserId) -> Vec<EventKind> {
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
