//! The store alone: what each question of the users list costs.

use std::time::Duration;

use tokio::runtime::Handle;
use wardroom_core::Directory;
use wardroom_core::clock::{Clock, SystemClock};
use wardroom_core::db::{Access, connect};
use wardroom_core::layout::Layout;
use wardroom_core::model::{UserCursor, UserFilter, UserLine, UserSort};
use wardroom_core::store::Parts;

use super::ground::Ground;
use super::report::Report;
use super::sample::{Sample, TIMES, timed};

/// Rows the console asks for at once.
const PAGE: usize = 100;
const PAGE_MS: u32 = 50;
const EXACT_MS: u32 = 10;

const SORTS: &[(&str, UserSort)] = &[
    ("newest first", UserSort::CreatedDown),
    ("oldest first", UserSort::CreatedUp),
    ("seen last first", UserSort::SeenDown),
    ("longest unseen first", UserSort::SeenUp),
    ("by address", UserSort::EmailUp),
    ("by address, Z first", UserSort::EmailDown),
];

const FILTERS: &[&str] = &[
    "status:locked",
    "status:unverified",
    "status:disabled",
    "2fa:none",
    "2fa:key",
    "seen:<30d",
    "seen:>1y",
    "role:OWNER",
    "tenant:wonderland",
    "tenant:nobody",
    "status:locked 2fa:none seen:<30d",
    "a",
];

/// Runs every question and reports its median.
pub(crate) fn measure(ground: &Ground, report: &mut Report) {
    let store = Store::open(ground);
    for (name, sort) in SORTS {
        let page = |_| timed(|| drop(store.page("", *sort, None)));
        report.median(
            &format!("first page, {name}"),
            &Sample::take(page),
            Some(PAGE_MS),
        );
    }
    for (name, sort) in SORTS {
        report.median(
            &format!("20th page, {name}"),
            &store.twentieth(*sort),
            Some(PAGE_MS),
        );
    }
    for filter in FILTERS {
        for (name, sort) in [SORTS[0], SORTS[2]] {
            let page = |_| timed(|| drop(store.page(filter, sort, None)));
            let what = format!("first page of `{filter}`, {name}");
            report.median(&what, &Sample::take(page), Some(PAGE_MS));
        }
    }
    let people = store.people();
    let person = |time: usize| &people[time % people.len()].user;
    let exact = |time| {
        let email = &person(time).email;
        timed(|| assert!(wait(store.directory.user_by_email(email)).is_some()))
    };
    report.median(
        "exact e-mail, at the store",
        &Sample::take(exact),
        Some(EXACT_MS),
    );
    let sessions = |time| {
        let id = &person(time).id;
        timed(|| drop(wait(store.directory.sessions_of(id, None, PAGE))))
    };
    report.median("sessions of a user", &Sample::take(sessions), Some(PAGE_MS));
    let estimate = |_| timed(|| assert!(wait(store.directory.estimate_users()) > 0));
    report.median("estimate of users", &Sample::take(estimate), Some(EXACT_MS));
    let everyone = UserFilter::default();
    let count = |_| timed(|| assert!(wait(store.directory.count_users(&everyone)) > 0));
    report.median("exact count of users (`#`)", &Sample::take(count), None);
    store.close();
}

/// The addresses of people from all over the list.
pub(crate) fn addresses(ground: &Ground) -> Vec<String> {
    let store = Store::open(ground);
    let people = store.people();
    store.close();
    people.into_iter().map(|line| line.user.email).collect()
}

fn wait<T>(work: impl Future<Output = wardroom_core::Result<T>>) -> T {
    Handle::current().block_on(work).unwrap()
}

/// A directory that can be asked without awaiting.
struct Store {
    directory: Directory,
}

impl Store {
    fn open(ground: &Ground) -> Self {
        let target = ground.url.parse().unwrap();
        let db = Handle::current()
            .block_on(connect(&target, Access::Write, 2))
            .unwrap();
        let directory = Directory::new(&db, Layout::own(), "public", Parts::default());
        Self { directory }
    }

    fn page(
        &self,
        filter: &str,
        sort: UserSort,
        after: Option<&UserCursor>,
    ) -> (Vec<UserLine>, Option<UserCursor>) {
        let filter = UserFilter::parse(filter, SystemClock.now()).unwrap();
        let page = wait(self.directory.users(&filter, sort, after, PAGE));
        (page.rows, page.next)
    }

    /// Only the last of twenty pages, read one after the other, is measured.
    fn twentieth(&self, sort: UserSort) -> Sample {
        let mut after = None;
        for _ in 1..20 {
            after = self.page("", sort, after.as_ref()).1;
        }
        Sample::take(|_| timed(|| drop(self.page("", sort, after.as_ref()))))
    }

    /// Somebody from each of several parts of the alphabet.
    fn people(&self) -> Vec<UserLine> {
        let people: Vec<_> = ('a'..='z')
            .filter_map(|letter| {
                self.page(&letter.to_string(), UserSort::EmailUp, None)
                    .0
                    .pop()
            })
            .filter(|line| line.user.email.is_ascii())
            .collect();
        assert!(people.len() >= TIMES / 2, "too few addresses to look up");
        people
    }

    fn close(self) {
        Handle::current().block_on(self.directory.close());
        // Readers of SQLite give their locks back when they are gone.
        std::thread::sleep(Duration::from_millis(50));
    }
}
