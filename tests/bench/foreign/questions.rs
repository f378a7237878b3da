//! What an operator asks and does, and what a sweep reads before it removes anything.

use std::time::Duration;

use wardroom_core::Directory;
use wardroom_core::action::{EndSession, EndSessions, preview};
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::{Access, connect};
use wardroom_core::layout::{AppSettings, Layout};
use wardroom_core::model::{
    AccessCursor, AccessPart, TimelineCursor, UserCursor, UserFilter, UserId, UserSort,
};
use wardroom_core::sweep;
use wardroom_tests::foreign::many::Many;

use super::ground::{Ground, wait};
use crate::report::Report;
use crate::sample::{Sample, timed};

/// Rows the console asks for at once.
const PAGE: usize = 100;
/// What takes longer is asked this often only.
const PATIENCE: Duration = Duration::from_millis(400);

const SORTS: &[(&str, UserSort)] = &[
    ("newest first", UserSort::CreatedDown),
    ("oldest first", UserSort::CreatedUp),
    ("seen last first", UserSort::SeenDown),
    ("longest unseen first", UserSort::SeenUp),
    ("by address", UserSort::EmailUp),
    ("by address, Z first", UserSort::EmailDown),
];

const FILTERS: &[&str] = &[
    "user1",
    "user19999",
    "status:unverified",
    "status:disabled",
    "2fa:totp",
    "2fa:none",
    "seen:<30d",
    "created:<1d",
    "role:OWNER",
    "tenant:tenant7",
];

/// Asks everything and reports the medians.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let mut asked = Asked {
        directory: ground.open(),
        report,
    };
    asked.look_ups(ground);
    asked.lists();
    let users = asked.people(ground);
    asked.one(&users);
    asked.sweeps();
    asked.survey(ground);
    wait(asked.directory.close());
}

struct Asked<'a> {
    directory: Directory,
    report: &'a mut Report,
}

impl Asked<'_> {
    fn add(&mut self, what: &str, mut work: impl FnMut(&Directory, usize)) {
        let directory = self.directory.clone();
        let first = timed(|| work(&directory, 0));
        let sample = if first > PATIENCE {
            Sample::of(vec![first])
        } else {
            Sample::take(|time| timed(|| work(&directory, time)))
        };
        self.report.median(what, &sample, None);
    }

    fn look_ups(&mut self, ground: &Ground) {
        let address = |time| Many::address(ground.users, 1 + u64::try_from(time).unwrap());
        self.add("exact e-mail", |d, time| {
            assert!(wait(d.user_by_email(&address(time))).unwrap().is_some());
        });
        self.add("exact e-mail, in capitals", |d, time| {
            let shouted = address(time).to_uppercase();
            assert!(wait(d.user_by_email(&shouted)).unwrap().is_some());
        });
        self.add("an e-mail that nobody has", |d, time| {
            let nobody = format!("nobody{time}@mail.example");
            assert!(wait(d.user_by_email(&nobody)).unwrap().is_none());
        });
        let users = self.people(ground);
        self.add("by id", |d, time| {
            assert!(wait(d.user(&users[time])).unwrap().is_some());
        });
        self.add("estimate of users", |d, _| {
            assert!(wait(d.estimate_users()).unwrap() > 0);
        });
        self.add("exact count of users (`#`)", |d, _| {
            assert!(wait(d.count_users(&UserFilter::default())).unwrap() > 0);
        });
    }

    /// The users with the first addresses.
    fn people(&self, ground: &Ground) -> Vec<UserId> {
        let found = (1..=40).map(|n| {
            let address = Many::address(ground.users, n);
            let user = wait(self.directory.user_by_email(&address)).unwrap();
            user.unwrap().id
        });
        found.collect()
    }

    fn lists(&mut self) {
        for (name, sort) in SORTS {
            let page = |d: &Directory, after: Option<&UserCursor>| {
                let all = UserFilter::default();
                wait(d.users(&all, *sort, after, PAGE)).unwrap()
            };
            self.add(&format!("first page, {name}"), |d, _| drop(page(d, None)));
            let next = page(&self.directory, None).next;
            self.add(&format!("next page, {name}"), |d, _| {
                drop(page(d, next.as_ref()));
            });
        }
        for text in FILTERS {
            let filter = UserFilter::parse(text, SystemClock.now()).unwrap();
            self.add(&format!("first page of `{text}`"), |d, _| {
                drop(wait(d.users(&filter, UserSort::CreatedDown, None, PAGE)).unwrap());
            });
        }
    }

    fn one(&mut self, users: &[UserId]) {
        self.add("sessions of a user", |d, time| {
            drop(wait(d.sessions_of(&users[time], None, PAGE)).unwrap());
        });
        self.add("how many sessions of a user live", |d, time| {
            wait(d.live_sessions_of(&users[time])).unwrap();
        });
        self.add("factors of a user", |d, time| {
            drop(wait(d.factors_of(&users[time])).unwrap());
        });
        self.add("what lets a user in", |d, time| {
            drop(
                wait(d.access_of(&users[time], &AccessCursor::from(AccessPart::Roles), PAGE))
                    .unwrap(),
            );
        });
        self.add("why a user cannot sign in", |d, time| {
            drop(wait(d.diagnosis(&users[time])).unwrap());
        });
        self.add("timeline of a user", |d, time| {
            drop(wait(d.timeline(&users[time], &TimelineCursor::default(), PAGE)).unwrap());
        });
        self.add("whether a user is protected", |d, time| {
            wait(d.protection(&users[time], None)).unwrap();
        });
        self.add("preview of ending all sessions", |d, time| {
            let user = users[time].clone();
            drop(wait(preview(d, &EndSessions { user })).unwrap());
        });
        let named = users.iter().map(|user| {
            let page = wait(self.directory.sessions_of(user, None, 1)).unwrap();
            page.rows.into_iter().next().unwrap().id
        });
        let named: Vec<_> = named.collect();
        self.add("one session", |d, time| {
            assert!(wait(d.session(&named[time])).unwrap().is_some());
        });
        self.add("preview of ending one session", |d, time| {
            let session = named[time].clone();
            // One that has expired is refused, after it was looked for.
            drop(wait(preview(d, &EndSession { session })));
        });
    }

    fn sweeps(&mut self) {
        for sweep in sweep::of(&self.directory) {
            self.add(&format!("plan of the sweep `{}`", sweep.name), |d, _| {
                drop(wait(sweep::plan(d, sweep, None)).unwrap());
            });
        }
    }

    fn survey(&mut self, ground: &Ground) {
        let target = ground.url.parse().unwrap();
        let db = wait(connect(&target, Access::Read, 2)).unwrap();
        let app = AppSettings::default();
        let found = || wait(Layout::found(&db, "public", &app)).unwrap();
        self.add("recognising the layout", |_, _| drop(found()));
        let layout = found();
        let recognised = layout.recognised().unwrap();
        self.add("what stands against attaching", |_, _| {
            drop(wait(recognised.obstacles(&db)).unwrap());
        });
        self.add("what `doctor` asks of its rows", |_, _| {
            drop(wait(recognised.blind_spots(&db)).unwrap());
        });
        wait(db.close());
    }
}
