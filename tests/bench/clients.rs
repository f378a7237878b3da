//! Eight clients at once, and who they are.

use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use wardroom_core::crypto::password::hash;
use wardroom_core::db::{Conn, sql};

use super::refresh::Application;
use super::sample::timed;

/// How many there are.
pub(crate) const CLIENTS: usize = 8;
/// What each of them signs in with.
pub(crate) const PASSWORD: &str = "a quiet night on the bridge";

const MEMBER: &str =
    "INSERT INTO {user} ({user.id}, {user.email}, {user.email_normalized}, {user.email_verified_at},
    {user.password_hash}, {user.created_at}, {user.updated_at}) VALUES ($1, $2, $2, $3, $4, $3, $3)";

/// Each client does `work`, `each` times without a pause, beside the others; how long each time took.
pub(crate) fn at_once(each: usize, work: impl Fn(usize) + Sync) -> Vec<Duration> {
    let taken = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (work, taken) = (&work, &taken);
            scope.spawn(move || {
                let mine: Vec<_> = (0..each).map(|_| timed(|| work(client))).collect();
                taken.lock().unwrap().extend(mine);
            });
        }
    });
    taken.into_inner().unwrap()
}

/// Verified members of this run, one for each client: their addresses, and the one hash they share.
pub(crate) fn members(application: &Application) -> (Vec<String>, String) {
    let directory = application.accounts.directory();
    let stored = hash(&PASSWORD.into(), directory.entropy()).unwrap();
    let addresses = (0..CLIENTS).map(|_| {
        let id = directory.fresh_id();
        let address = format!("{id}@bench.example");
        let row = sql(MEMBER).bind(&id).bind(address.as_str());
        let row = row.bind(directory.now()).bind(stored.as_str());
        let mut db = application.db.clone();
        Handle::current().block_on(db.execute(row)).unwrap();
        address
    });
    (addresses.collect(), stored)
}
