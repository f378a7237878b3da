//! Makes every batch in order, on a thread of its own while the one before is written.

use tokio::sync::mpsc::Sender;

use super::addresses::Addresses;
use super::batch::Batch;
use super::dice::Dice;
use super::draft::{Draft, Setting};
use super::people::People;
use super::tenants::Tenants;
use super::ties::Ties;
use super::{PEOPLE_STREAM, Plan, TIES_STREAM, accounts, events, factors, pending, sessions};
use crate::error::Result;

/// Enough to be worth a transaction, few enough to fit in memory twice.
const USERS_PER_BATCH: u64 = 2_000;

/// Makes every batch and sends it; stops when nobody receives any more.
pub(super) fn all(setting: &Setting, plan: &Plan, to: &Sender<Result<Batch>>) {
    let dice = Dice::new(plan.seed, PEOPLE_STREAM);
    let mut batch = Batch::new();
    let mut draft = Draft {
        setting,
        dice: &dice,
        batch: &mut batch,
    };
    let tenants = Tenants::add(&mut draft, plan.users);
    let mut people = People {
        tenants,
        addresses: Addresses::default(),
        users: plan.users,
    };
    let mut ties = Ties::new(Dice::new(plan.seed, TIES_STREAM));
    for at in 0..plan.users {
        let mut draft = Draft {
            setting,
            dice: &dice,
            batch: &mut batch,
        };
        if let Err(error) = person(&mut draft, &mut people, &mut ties, at) {
            // Whoever waits for batches hears of it; nobody else could.
            let _ = to.blocking_send(Err(error));
            return;
        }
        if at + 1 == plan.users {
            ties.finish(&mut draft, &people.tenants);
        }
        let full = (at + 1) % USERS_PER_BATCH == 0 || at + 1 == plan.users;
        if full
            && to
                .blocking_send(Ok(std::mem::replace(&mut batch, Batch::new())))
                .is_err()
        {
            return;
        }
    }
}

fn person(draft: &mut Draft<'_>, people: &mut People, ties: &mut Ties, at: u64) -> Result<()> {
    let person = people.person(draft, at)?;
    accounts::add(draft, &person, &people.tenants)?;
    factors::add(draft, &person)?;
    let opened = sessions::add(draft, &person);
    pending::add(draft, &person, &people.tenants);
    ties.add(draft, &person, &people.tenants);
    events::add(draft, &person, &opened);
    Ok(())
}
