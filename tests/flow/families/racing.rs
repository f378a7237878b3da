//! One family, many at once on PostgreSQL: whoever comes first, one token counts at most and an end is an end.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::test_runner::TestCaseError;
use wardroom_core::Error;
use wardroom_core::crypto::token::Token;
use wardroom_core::db::{Access, Target, connect};
use wardroom_core::flow::Visit;
use wardroom_core::layout::Layout;
use wardroom_core::model::Refusal;
use wardroom_tests::begun::Begun;
use wardroom_tests::cast::{Shape, World, play};
use wardroom_tests::database::Engine;

use super::house::House;
use super::look;
use super::search::soaking;

/// How many come at the same moment; each has a connection.
const RACERS: u64 = 8;
const GRACE: Duration = Duration::from_secs(30);

/// The tokens anyone has seen, oldest first.
type Seen = Arc<Mutex<Vec<Token>>>;

#[test]
fn racing_leaves_one_token_at_most() {
    let rounds = if soaking() { 500 } else { 40 };
    play(Engine::Postgres, Shape::Own, async move |world: World| {
        let target: Target = world.fresh.url().parse().unwrap();
        let size = u32::try_from(RACERS).unwrap() + 2;
        let db = connect(&target, Access::Write, size).await.unwrap();
        let db = db.named(Layout::own().names(db.engine(), "public"));
        for grace in [Duration::ZERO, GRACE] {
            let house = Arc::new(House::open(&db, grace, None).await);
            let user = house.user().await;
            for round in 0..rounds {
                let begun = Arc::new(house.begin(&user).await);
                if let Err(wrong) = race(&house, &begun, round).await {
                    panic!("round {round} with a grace of {grace:?}: {wrong}");
                }
            }
        }
        db.close().await;
    });
}

/// One round: several steps, in each of which everybody does something at once.
async fn race(house: &Arc<House>, begun: &Arc<Begun>, round: u64) -> Result<(), TestCaseError> {
    let seen: Seen = Arc::new(Mutex::new(vec![begun.refresh.clone()]));
    let mut is_ended = false;
    for step in 0..4 {
        let racers: Vec<_> = (0..RACERS)
            .map(|racer| {
                let (house, begun, seen) = (house.clone(), begun.clone(), seen.clone());
                let lot = mixed(round * 64 + step * RACERS + racer);
                tokio::spawn(async move { act(&house, &begun, &seen, lot).await })
            })
            .collect();
        for (racer, task) in racers.into_iter().enumerate() {
            // Every so often a client's process dies on its way.
            if mixed(round + step * 31).is_multiple_of(5) && racer == 0 {
                task.abort();
            }
            match task.await {
                Ok(ended) => is_ended |= ended.map_err(|e| TestCaseError::fail(e.to_string()))?,
                Err(gone) => assert!(gone.is_cancelled(), "{gone}"),
            }
        }
        look::never(house).await?;
        house.clock.advance(Duration::from_secs(7));
    }
    let is_live = house.accounts.authenticate(&begun.token).await.is_ok();
    assert!(!(is_live && is_ended), "it lives after it was ended");
    let shown = seen.lock().unwrap().clone();
    for token in shown.iter().filter(|_| !is_live) {
        let answer = house.accounts.refresh(token, &Visit::default()).await;
        assert!(answer.is_err(), "a token counts after the end");
    }
    look::never(house).await
}

/// Does what the lot says; whether the session is over by it.
async fn act(house: &House, begun: &Begun, seen: &Seen, lot: u64) -> wardroom_core::Result<bool> {
    let visit = Visit::default();
    match lot % 24 {
        0 => house
            .accounts
            .sign_out(&begun.token, &visit)
            .await
            .map(|()| true),
        1 => match house.purge().await {
            // Another one is at it.
            Err(Error::Busy {
                what: "this sweep", ..
            })
            | Ok(()) => Ok(false),
            Err(other) => Err(other),
        },
        2 | 3 => over(house.accounts.authenticate(&begun.token).await.map(drop)),
        _ => {
            let token = {
                let seen = seen.lock().unwrap();
                let back = usize::from(lot.is_multiple_of(7)).min(seen.len() - 1);
                seen[seen.len() - 1 - back].clone()
            };
            let answer = house.accounts.refresh(&token, &visit).await;
            if let Ok(refreshed) = &answer
                && !refreshed.repeated
            {
                seen.lock().unwrap().push(refreshed.refresh.clone());
            }
            over(answer.map(drop))
        }
    }
}

/// Only one refusal is expected: a deadlock or a conflict would be a fault.
fn over(answer: wardroom_core::Result<()>) -> wardroom_core::Result<bool> {
    match answer {
        Ok(())
        | Err(Error::Refused {
            refusal: Refusal::SessionOver,
            ..
        }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// A number that looks nothing like the one before (splitmix64).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
