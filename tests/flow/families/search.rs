//! Looks for a schedule that goes wrong, one after the other on SQLite; every step is held against the model.

use std::env;

use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use tokio::runtime::Handle;
use tokio::task::block_in_place;
use wardroom_tests::cast::{Shape, World, play};
use wardroom_tests::database::Engine;

use super::house::{Fault, House};
use super::schedule::{self, Case};

/// Schedules in one case: they share a database, a clock and its purges.
const FAMILIES: usize = 50;

pub(super) fn soaking() -> bool {
    env::var_os("WARDROOM_SOAK").is_some()
}

/// Plays `cases` and says what the shortest one that went wrong did.
fn search(world: &World, cases: u32, fault: Option<Fault>) -> Result<(), TestError<Case>> {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: if fault.is_some() { 0 } else { 200 },
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    // Every night other schedules, every day the same.
    let mut runner = if soaking() && fault.is_none() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, rng)
    };
    block_in_place(|| {
        runner.run(&schedule::cases(FAMILIES), |case| {
            Handle::current().block_on(async {
                let house = House::open(&world.db, case.grace(), fault).await;
                super::play::play(&house, &case).await
            })
        })
    })
}

#[test]
fn no_interleaving_forks_a_family_or_revives_a_session() {
    let cases = if soaking() { 300 } else { 60 };
    play(Engine::Sqlite, Shape::Own, async move |world: World| {
        if let Err(wrong) = search(&world, cases, None) {
            panic!("{wrong}");
        }
    });
}

/// The search is worth something only if it finds what it looks for.
#[test]
fn a_planted_fault_is_found() {
    for fault in Fault::ALL {
        play(Engine::Sqlite, Shape::Own, async move |world: World| {
            let found = search(&world, 20, Some(fault));
            assert!(
                matches!(found, Err(TestError::Fail(..))),
                "{fault:?} went unnoticed"
            );
        });
    }
}
