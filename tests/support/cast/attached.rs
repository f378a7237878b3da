//! Wardroom attached to somebody else's directory: its bookkeeping beside their tables, the operators enrolled.

use std::ops::Deref;

use wardroom_core::action::{Action, Done, perform};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::migrate::{Place, Set, up};
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{Ts, User, UserId};
use wardroom_core::{Error, Result};

use super::{Person, Stage, Troupe, operators, reason};
use crate::database::Fresh;

/// A foreign directory with operators. Its clock shows the hour of attaching: the application lives by the real one.
pub struct Attached {
    stage: Stage,
    /// Who operates.
    pub troupe: Troupe,
}

impl Deref for Attached {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

impl Attached {
    /// Recognises the directory by its columns and what its profile says, and attaches.
    pub async fn to(db: &Fresh, app: &AppSettings) -> Self {
        Self::at(db, app, SystemClock.now()).await
    }

    /// The same where Wardroom's clock stands at `now`; the database's own goes on.
    pub async fn at(db: &Fresh, app: &AppSettings, now: Ts) -> Self {
        let target: Target = db.url().parse().unwrap();
        up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
        let pool = connect(&target, Access::Write, 4).await.unwrap();
        let layout = Layout::found(&pool, "public", app).await.unwrap();
        assert!(layout.is_foreign(), "the application was not recognised");
        let stage = Stage::of(&pool, layout, "public", 3, now);
        let troupe = operators::enrol(&stage).await;
        Self { stage, troupe }
    }

    /// Wardroom's own directory, with the same operators.
    pub async fn own(db: &Fresh) -> Self {
        let target: Target = db.url().parse().unwrap();
        up(&Place::own(&target), Set::Bookkeeping).await.unwrap();
        let pool = connect(&target, Access::Write, 4).await.unwrap();
        let stage = Stage::of(&pool, Layout::own(), "public", 3, SystemClock.now());
        let troupe = operators::enrol(&stage).await;
        Self { stage, troupe }
    }

    /// The user with this address.
    pub async fn user(&self, email: &str) -> User {
        let found = self.directory.find_user(email).await.unwrap();
        found.unwrap_or_else(|| panic!("{email} is not in the directory"))
    }

    /// The id of the user with this address.
    pub async fn id_of(&self, email: &str) -> UserId {
        self.user(email).await.id
    }

    /// Does an action as ana, the admin, with a reason.
    pub async fn ana<A: Action>(&self, action: A) -> Done<A::Outcome> {
        self.by(&self.troupe.ana, action).await.unwrap()
    }

    /// Does an action as bo, of support, with a reason.
    pub async fn bo<A: Action>(&self, action: A) -> Done<A::Outcome> {
        self.by(&self.troupe.bo, action).await.unwrap()
    }

    /// Why bo's action is refused.
    pub async fn refused<A: Action>(&self, action: A) -> Error {
        self.refused_to(&self.troupe.bo, action).await
    }

    /// Why even an admin's action is refused.
    pub async fn ana_is_refused<A: Action>(&self, action: A) -> Error {
        self.refused_to(&self.troupe.ana, action).await
    }

    async fn refused_to<A: Action>(&self, who: &Person, action: A) -> Error {
        match self.by(who, action).await {
            Ok(_) => panic!("{} was done", A::SPEC.verb),
            Err(error) => error,
        }
    }

    async fn by<A: Action>(&self, who: &Person, action: A) -> Result<Done<A::Outcome>> {
        perform(&self.directory, &who.caller, &reason(), &action).await
    }
}
