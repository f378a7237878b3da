//! What a refresh costs, beside the commit it cannot do without: as much written to the same disk, and nothing else.

use tokio::runtime::Handle;
use wardroom_core::Directory;
use wardroom_core::db::{Access, Conn, Db, connect, sql};
use wardroom_core::flow::{Accounts, Settings, Visit};
use wardroom_core::layout::Layout;
use wardroom_core::model::{Id, UserId};
use wardroom_core::store::Parts;
use wardroom_tests::begun::{Begun, begin};

use super::ground::Ground;
use super::report::{Budget, Report, ms};
use super::sample::{Sample, timed};

/// How many refreshes follow one another.
const TIMES: usize = 500;
const BUDGET: Budget = Budget {
    most: 200.0,
    said: "p95 <= 200 ms",
};
const OVER: Budget = Budget {
    most: 5.0,
    said: "<= 5 ms",
};

const SOMEBODY: &str = "SELECT {u.user.id} AS id FROM {user} u WHERE {u.user.status} = 'active'
    AND {u.user.locked_at} IS NULL LIMIT 1";
const COMMIT: &str = "UPDATE {session} SET {session.user_agent} = $2 WHERE {session.id} = $1";

/// An application on that directory, and the database under it.
pub(crate) struct Application {
    pub(crate) accounts: Accounts,
    pub(crate) db: Db,
}

impl Application {
    /// With as many connections.
    pub(crate) fn open(ground: &Ground, connections: u32) -> Self {
        let target = ground.url.parse().unwrap();
        let db = Handle::current()
            .block_on(connect(&target, Access::Write, connections))
            .unwrap();
        let layout = Layout::own();
        let named = db.named(layout.names(db.engine(), "public"));
        let directory = Directory::new(&db, layout, "public", Parts::default());
        let accounts = Accounts::new(directory, ground.ring(), Settings::default()).unwrap();
        Self {
            accounts,
            db: named,
        }
    }
}

/// Refreshes one session again and again.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let on = Handle::current();
    let Application {
        accounts,
        db: named,
    } = Application::open(ground, 2);
    let begun = on.block_on(somebodys(&accounts, &named));
    let mut token = begun.refresh;
    let visit = Visit::new(Some([192, 0, 2, 7].into()), Some("wardroom-bench"));

    let mut refreshed = Vec::new();
    let mut committed = Vec::new();
    for time in 0..TIMES {
        refreshed.push(timed(|| {
            let answer = on.block_on(accounts.refresh(&token, &visit)).unwrap();
            token = answer.refresh;
        }));
        // In turns, so that what else the machine does weighs on both.
        let note = format!("{time}");
        committed.push(timed(|| on.block_on(commit(&named, &begun.id.0, &note))));
    }
    on.block_on(accounts.directory().close());
    say(&Sample::of(refreshed), &Sample::of(committed), report);
}

fn say(refreshed: &Sample, committed: &Sample, report: &mut Report) {
    report.late("refresh", refreshed, Some(BUDGET));
    report.late("refresh: its commit alone", committed, None);
    let (late, bare) = (ms(refreshed.p95()), ms(committed.p95()));
    let (over, times) = (late - bare, late / bare);
    let said = format!("{over:.2} ms ({times:.1} times)");
    report.add("refresh: p95 over its commit", over, said, Some(OVER));
}

/// One transaction that changes one row, as little as a refresh's one commit can be.
async fn commit(db: &Db, session: &Id, note: &str) {
    let mut tx = db.begin().await.unwrap();
    let statement = sql(COMMIT).bind(session).bind(note);
    tx.execute(statement).await.unwrap();
    tx.commit().await.unwrap();
}

/// A session of somebody who may have one.
pub(crate) async fn somebodys(accounts: &Accounts, db: &Db) -> Begun {
    let (user,): (Id,) = db.clone().one(sql(SOMEBODY)).await.unwrap();
    begin(accounts, db, &UserId(user)).await
}
