//! What screens read: one variant per question, one per answer.

use wardroom_core::action::Preview;
use wardroom_core::model::{
    AccessCursor, AccessRow, CodeSet, Factor, Finding, Moment, Page, PolicyChange, RecoveryStatus,
    Session, TimeCursor, TimelineCursor, Ts, User, UserCursor, UserFilter, UserId, UserLine,
    UserSort, Worker,
};
use wardroom_core::sweep::{self, Plan, Wish};
use wardroom_core::{Directory, Error, Result};

use super::Deed;
use crate::console::screen::retention::Overview;

/// A question to the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// A page of users.
    Users {
        /// Narrowed by.
        filter: UserFilter,
        /// In this order.
        sort: UserSort,
        /// After this row.
        after: Option<UserCursor>,
        /// At most so many.
        limit: usize,
    },
    /// About how many users there are.
    Estimate,
    /// Exactly how many users pass the filter.
    Count(UserFilter),
    /// One user.
    User(UserId),
    /// Whether a user is protected from an operator with this address.
    Protection(UserId, Option<String>),
    /// So many of a user's sessions, after this one.
    Sessions(UserId, Option<TimeCursor>, usize),
    /// How many sessions of a user live.
    LiveSessions(UserId),
    /// A user's second factors.
    Factors(UserId),
    /// A user's recovery-code sets.
    Codes(UserId),
    /// What an action would change.
    Preview(Deed),
    /// What ending the sessions of each of these would change, for an operator with this address.
    Marked(Vec<UserId>, Option<String>),
    /// Why a user cannot sign in.
    Why(UserId),
    /// So much of what happened to a user, from here on.
    Timeline(UserId, TimelineCursor, usize),
    /// So much of what lets a user in, from here on.
    Access(UserId, AccessCursor, usize),
    /// What came of the last reset or issue.
    Aftermath(UserId),
    /// The worker that was heard of last.
    Worker,
    /// How retention stands.
    Retention,
    /// What the sweep of this name would remove now.
    Plan(&'static str),
    /// What another policy for the sweep of this name would change.
    Change(&'static str, Wish),
}

/// What the directory said.
#[derive(Debug)]
pub enum Found {
    /// A page of users.
    Users(Page<UserLine, UserCursor>),
    /// How many.
    Number(i64),
    /// One user.
    User(Box<User>),
    /// By what a user is protected.
    Protection(Option<&'static str>),
    /// A page of sessions.
    Sessions(Page<Session, TimeCursor>),
    /// Second factors.
    Factors(Vec<Factor>),
    /// Recovery-code sets.
    Codes(Vec<CodeSet>),
    /// What an action would change.
    Preview(Preview),
    /// What would change for each of many; who is no longer there is left out.
    Marked(Vec<Looked>),
    /// What stands in the way of a sign-in.
    Why(Vec<Finding>),
    /// A page of what happened.
    Timeline(Page<Moment, TimelineCursor>),
    /// A page of what lets a user in.
    Access(Page<AccessRow, AccessCursor>),
    /// What came of the last reset or issue.
    Aftermath(Box<RecoveryStatus>),
    /// The worker that was heard of last, and now by the same clock.
    Worker(Option<Worker>, Ts),
    /// How retention stands.
    Retention(Box<Overview>),
    /// What a sweep would remove now.
    Plan(Plan),
    /// What another policy would change.
    Change(Box<PolicyChange>),
}

/// One of many users, before their sessions end.
#[derive(Debug)]
pub struct Looked {
    /// Who.
    pub user: User,
    /// By what they are protected.
    pub protection: Option<&'static str>,
    /// How many sessions live.
    pub living: i64,
    /// What would change.
    pub preview: Preview,
}

/// Runs shown of all policies.
const RUNS: usize = 50;

impl Read {
    pub(super) async fn run(self, directory: &Directory) -> Result<Found> {
        Ok(match self {
            Self::Users {
                filter,
                sort,
                after,
                limit,
            } => Found::Users(
                directory
                    .users(&filter, sort, after.as_ref(), limit)
                    .await?,
            ),
            Self::Estimate => Found::Number(directory.estimate_users().await?),
            Self::Count(filter) => Found::Number(directory.count_users(&filter).await?),
            Self::User(id) => {
                let user = directory.user(&id).await?;
                Found::User(Box::new(user.ok_or_else(|| Error::not_found("user", id))?))
            }
            Self::Protection(user, operator) => {
                Found::Protection(directory.protection(&user, operator.as_deref()).await?)
            }
            Self::Sessions(user, after, limit) => {
                Found::Sessions(directory.sessions_of(&user, after.as_ref(), limit).await?)
            }
            Self::LiveSessions(user) => Found::Number(directory.live_sessions_of(&user).await?),
            Self::Factors(user) => Found::Factors(directory.factors_of(&user).await?),
            Self::Codes(user) => Found::Codes(directory.code_sets_of(&user).await?),
            Self::Aftermath(user) => {
                Found::Aftermath(Box::new(directory.recovery_status(&user).await?))
            }
            Self::Worker => {
                let last = directory.workers().await?.into_iter().next();
                Found::Worker(last, directory.database_now().await?)
            }
            Self::Retention => Found::Retention(Box::new(Overview {
                standings: directory.retention().await?,
                workers: directory.workers().await?,
                runs: directory.runs(None, RUNS).await?,
                as_of: directory.database_now().await?,
            })),
            Self::Plan(name) => {
                Found::Plan(sweep::plan(directory, sweep::find(directory, name)?, None).await?)
            }
            Self::Change(name, wish) => {
                let change = sweep::change(directory, sweep::find(directory, name)?, &wish).await?;
                Found::Change(Box::new(change))
            }
            Self::Preview(deed) => Found::Preview(deed.preview(directory).await?),
            Self::Marked(users, operator) => {
                let mut looked = Vec::with_capacity(users.len());
                for user in users {
                    looked.extend(look(directory, user, operator.as_deref()).await?);
                }
                Found::Marked(looked)
            }
            Self::Why(user) => Found::Why(directory.diagnosis(&user).await?),
            Self::Timeline(user, after, limit) => {
                Found::Timeline(directory.timeline(&user, &after, limit).await?)
            }
            Self::Access(user, from, limit) => {
                Found::Access(directory.access_of(&user, &from, limit).await?)
            }
        })
    }
}

async fn look(directory: &Directory, id: UserId, operator: Option<&str>) -> Result<Option<Looked>> {
    let Some(user) = directory.user(&id).await? else {
        return Ok(None);
    };
    Ok(Some(Looked {
        user,
        protection: directory.protection(&id, operator).await?,
        living: directory.live_sessions_of(&id).await?,
        preview: Deed::EndSessions(id).preview(directory).await?,
    }))
}
