//! A directory whose clock stands in the past, so that the real sweep can be run as of any of its days.

use std::sync::Arc;
use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::clock::{Clock, FixedClock};
use wardroom_core::crypto::keyring::KeyRing;
use wardroom_core::db::{Conn, Db, Statement, sql};
use wardroom_core::entropy::SeededEntropy;
use wardroom_core::flow::{Accounts, Settings};
use wardroom_core::layout::Layout;
use wardroom_core::model::{Id, SessionId, Trigger, Ts, UserId};
use wardroom_core::store::Parts;
use wardroom_core::sweep::{Order, Stop, find, run};
use wardroom_tests::begun::{Begun, begin};

/// A sweep counts from the database's clock at most: there is room for years of schedules before that.
const BEGUN: &str = "2020-01-01T00:00:00Z";

const USER: &str =
    "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.created_at},
    {user.updated_at}) VALUES ($1, $2, $2, $3, $3)";
/// What a broken program would leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A replay ends the session and forgets the family's tokens.
    KeepsTokens,
    /// A replay revokes the tokens and forgets the session.
    KeepsSession,
    /// A spent token is not marked as spent.
    SpendsNothing,
}

impl Fault {
    pub(super) const ALL: [Self; 3] = [Self::KeepsTokens, Self::KeepsSession, Self::SpendsNothing];
}

/// An application's directory and its clock.
pub(super) struct House {
    pub(super) db: Db,
    pub(super) clock: Arc<FixedClock>,
    pub(super) accounts: Accounts,
    pub(super) fault: Option<Fault>,
}

impl House {
    /// Opens the directory in `db`, without the sessions of an earlier case.
    pub(super) async fn open(db: &Db, grace: Duration, fault: Option<Fault>) -> Self {
        let clock = Arc::new(FixedClock::at(BEGUN.parse().unwrap()));
        let parts = Parts {
            clock: clock.clone(),
            ..Parts::default()
        };
        let mut settings = Settings::default();
        settings.refresh_grace = grace;
        let directory = Directory::new(db, Layout::own(), "public", parts);
        let ring = KeyRing::generate(&SeededEntropy::new(7));
        let accounts = Accounts::new(directory, ring, settings).unwrap();
        let house = Self {
            db: db.clone(),
            clock,
            accounts,
            fault,
        };
        house.tell(sql("DELETE FROM {session}")).await;
        house.tell(sql("DELETE FROM {event}")).await;
        house
    }

    pub(super) fn now(&self) -> Ts {
        self.clock.now()
    }

    pub(super) async fn tell(&self, statement: Statement) {
        self.db.clone().execute(statement).await.unwrap();
    }

    fn fresh(&self) -> Id {
        self.accounts.directory().fresh_id()
    }

    /// Somebody to begin sessions.
    pub(super) async fn user(&self) -> UserId {
        let id = self.fresh();
        let statement = sql(USER)
            .bind(&id)
            .bind(format!("{id}@mail.example"))
            .bind(self.now());
        self.tell(statement).await;
        UserId(id)
    }

    /// Begins a session as a sign-in does, without the cost of a password.
    pub(super) async fn begin(&self, user: &UserId) -> Begun {
        begin(&self.accounts, &self.db, user).await
    }

    /// The worker's sweep of sessions, as of now.
    pub(super) async fn purge(&self) -> wardroom_core::Result<()> {
        let order = Order {
            worker: "night".to_owned(),
            trigger: Trigger::Once,
            as_of: Some(self.now()),
        };
        let directory = self.accounts.directory();
        run(
            directory,
            find(directory, "sessions")?,
            &order,
            &Stop::default(),
        )
        .await
        .map(drop)
    }

    /// Undoes what the planted fault would not have done.
    pub(super) async fn sabotage(&self, session: &SessionId, replayed: bool) {
        let text = match (self.fault, replayed) {
            (Some(Fault::KeepsTokens), true) => {
                "UPDATE {refresh_token} SET {refresh_token.revoked_at} = NULL WHERE {refresh_token.session_id} = $1"
            }
            (Some(Fault::KeepsSession), true) => {
                "UPDATE {session} SET {session.revoked_at} = NULL, {session.revoked_why} = NULL WHERE {session.id} = $1"
            }
            (Some(Fault::SpendsNothing), false) => {
                "UPDATE {refresh_token} SET {refresh_token.used_at} = NULL WHERE {refresh_token.session_id} = $1"
            }
            _ => return,
        };
        self.tell(sql(text).bind(&session.0)).await;
    }
}
