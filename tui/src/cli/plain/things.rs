//! What can be done to one thing of a user: each passkey, key, identity and invitation with what it bears now.

use wardroom_core::model::{AccessCursor, UserId};

use super::actions::{Offered, barred, does};
use crate::cli::desk::Desk;
use crate::cli::fail::Outcome;
use crate::console::dialog::deed::{THINGS, Thing};

/// Of what lets a user in so much is looked at; memberships, of which there may be many, come last and bear nothing.
const LOOKED_AT: usize = 100;

/// An offer for each action that a thing bears as it is.
pub(super) async fn offered(
    desk: &Desk<'_>,
    id: &UserId,
    protection: Option<&'static str>,
) -> Outcome<Vec<Offered>> {
    let factors = desk.directory.factors_of(id).await?;
    let from = AccessCursor::default();
    let access = desk.directory.access_of(id, &from, LOOKED_AT).await?.rows;
    let things = factors.iter().map(Thing::Factor);
    let things = things.chain(access.iter().map(Thing::Access));
    Ok(things
        .flat_map(|thing| of(desk, thing, protection))
        .collect())
}

fn of(desk: &Desk<'_>, thing: Thing<'_>, protection: Option<&'static str>) -> Vec<Offered> {
    let now = desk.directory.now();
    let possible = THINGS
        .iter()
        .filter(|row| (row.not_now)(thing, now).is_none());
    let offer = |row: &crate::console::dialog::deed::ThingRow| {
        let deed = (row.deed)(thing)?;
        let protection = protection.filter(|_| row.is_of_account);
        let name = thing.named().map(|(_, name)| format!(": {name}"));
        Some(Offered {
            says: format!("{}{}", does(row.command), name.unwrap_or_default()),
            off: barred(desk, row.spec, protection),
            deed,
            done: row.words.done,
        })
    };
    possible.filter_map(offer).collect()
}
